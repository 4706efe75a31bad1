// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "auditfilter.h"

#include <QTimer>
#include <QWidget>

class QComboBox;
class QDateEdit;
class QGridLayout;
class QLineEdit;
class QPushButton;

namespace muster {

/// What of the audit log is wanted: words, kind of event, who, which machine, when. Says so a moment after
/// the last key.
class AuditFilterBar : public QWidget
{
    Q_OBJECT

public:
    explicit AuditFilterBar(QWidget *parent = nullptr);

    AuditFilter filter() const;
    /// Nothing but this machine's history.
    void showMachine(const QString &id);
    void clear();
    void focusSearch();

signals:
    void filterChanged();

private:
    void addField(const QString &label, QWidget *field, int column, int stretch);
    void buildPeriod();
    void showDates();
    std::optional<Timestamp> since() const;
    std::optional<Timestamp> until() const;
    void announce();

    QGridLayout *m_grid;
    QLineEdit *m_text;
    QComboBox *m_type;
    QComboBox *m_actor;
    QLineEdit *m_machine;
    QComboBox *m_period;
    QWidget *m_dates;
    QDateEdit *m_from;
    QDateEdit *m_to;
    QPushButton *m_clear;
    QTimer m_typing;
    AuditFilter m_said;
    bool m_quiet = false; ///< several fields change at once
};

} // namespace muster
