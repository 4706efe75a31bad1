// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "auditevent.h"

#include <QWidget>

#include <optional>

class QLabel;
class QTableWidget;

namespace muster {

class FieldList;

/// One audit event whole: when, who, about what, and its payload as a table of before and after.
class AuditDetails : public QWidget
{
    Q_OBJECT

public:
    explicit AuditDetails(QWidget *parent = nullptr);
    /// Nothing: says that nothing is selected.
    void setEvent(const std::optional<AuditEvent> &event);

private:
    void buildTable();
    void showPayload(const AuditEvent &event);

    QLabel *m_nothing;
    QWidget *m_content;
    FieldList *m_facts;
    QTableWidget *m_table;
};

} // namespace muster
