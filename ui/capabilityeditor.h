// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPlainTextEdit>
#include <QStringList>

namespace muster {

/// Capabilities, one a line, each exactly as typed; empty lines do not count. GUI thread.
class CapabilityEditor : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit CapabilityEditor(QWidget *parent = nullptr);

    void setEntries(const QStringList &entries);
    /// What was set, unchanged, as long as nothing was typed: an entry of another client may itself hold a
    /// line break.
    QStringList entries() const;
    /// The line number (from 1) of an entry of entries().
    int lineOf(qsizetype entry) const;

    QSize sizeHint() const override;

private:
    QStringList m_given;
    QString m_givenText;
};

} // namespace muster
