// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <optional>

class QLineEdit;

namespace muster {

class InlineNote;

/// A line for one account address, judged while it is typed: form and EIP-55 checksum. GUI thread.
class AddressField : public QWidget
{
    Q_OBJECT

public:
    enum class Empty { Allowed, Refused };

    /// `name` begins the names of line and note: `operator` makes `operatorField`, `operatorNote`.
    AddressField(const QString &name, Empty empty, QWidget *parent = nullptr);
    QLineEdit *line() const { return m_line; }
    void setAddress(const QString &address);
    /// EIP-55, blanks around it left out; empty where that is allowed; nothing while it is wrong.
    std::optional<QString> address() const;
    /// Says also that it is empty. Whether all is well.
    bool judgeAll();

signals:
    void changed();

private:
    void judge();

    Empty m_empty;
    QLineEdit *m_line;
    InlineNote *m_note;
};

} // namespace muster
