// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QWidget>

class QGridLayout;

namespace muster {

/// Read-only fields under a heading, a line each: what they are called, what they hold, and for ids a button
/// that copies.
class FieldList : public QWidget
{
    Q_OBJECT

public:
    struct Field
    {
        QString name;
        QString text;
        QString toolTip;
        bool copyable = false; ///< an id: one line, shortened in the middle, with a copy button
        bool operator==(const Field &) const = default;
    };

    explicit FieldList(const QString &heading, QWidget *parent = nullptr);
    /// Empty texts are shown as a dash.
    void setFields(const QList<Field> &fields);

private:
    QWidget *valueOf(const Field &field);

    QGridLayout *m_grid;
    QList<Field> m_fields;
};

} // namespace muster
