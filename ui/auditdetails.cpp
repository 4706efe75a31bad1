// SPDX-License-Identifier: GPL-3.0-or-later
#include "auditdetails.h"

#include "auditwords.h"
#include "fieldlist.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QScrollArea>
#include <QTableWidget>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

QString dash()
{
    return u"—"_s;
}

} // namespace

AuditDetails::AuditDetails(QWidget *parent)
    : QWidget(parent)
    , m_nothing(new QLabel(tr("Select an event to see what it changed."), this))
    , m_content(new QWidget(this))
    , m_facts(new FieldList(tr("Event")))
    , m_table(new QTableWidget(0, 3, m_content))
{
    setObjectName(u"auditDetails"_s);
    setAccessibleName(tr("Details of the selected event"));
    m_nothing->setObjectName(u"auditDetailsNothing"_s);
    m_nothing->setAlignment(Qt::AlignCenter);
    m_nothing->setWordWrap(true);
    auto *facts = new QScrollArea(m_content);
    facts->setObjectName(u"auditFacts"_s);
    facts->setAccessibleName(tr("The selected event"));
    facts->setFrameShape(QFrame::NoFrame);
    facts->setWidgetResizable(true);
    facts->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    facts->setWidget(m_facts);
    facts->setMinimumWidth(fontMetrics().averageCharWidth() * 24);
    buildTable();
    const int gap = fontMetrics().height() * 3 / 4;
    auto *row = new QHBoxLayout(m_content);
    row->setContentsMargins(gap, gap / 2, gap, gap / 2);
    row->setSpacing(gap);
    row->addWidget(facts, 2);
    row->addWidget(m_table, 3);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_nothing, 1);
    layout->addWidget(m_content, 1);
    setEvent(std::nullopt);
}

void AuditDetails::buildTable()
{
    m_table->setObjectName(u"auditPayload"_s);
    m_table->setAccessibleName(tr("What the event changed"));
    m_table->setHorizontalHeaderLabels({tr("Field"), tr("Before"), tr("After")});
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(fontMetrics().height() * 7 / 4);
    m_table->setAlternatingRowColors(true);
    m_table->setShowGrid(false);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setTabKeyNavigation(false);
    m_table->setTextElideMode(Qt::ElideMiddle);
    m_table->setFrameShape(QFrame::NoFrame);
}

void AuditDetails::setEvent(const std::optional<AuditEvent> &event)
{
    m_nothing->setVisible(!event);
    m_content->setVisible(event.has_value());
    if (!event)
        return;
    m_facts->setFields({{tr("What"), auditwords::type(event->type), event->type, false},
                        {tr("When"), auditwords::moment(event->createdAt), event->createdAt.text(), false},
                        {tr("By"), auditwords::actor(event->actor), event->actor, false},
                        {tr("About"), event->resourceId, auditwords::resource(*event), true},
                        {tr("Event ID"), event->id, {}, true}});
    showPayload(*event);
}

void AuditDetails::showPayload(const AuditEvent &event)
{
    const QList<AuditDetail> details = auditwords::details(event);
    m_table->setRowCount(static_cast<int>(details.size()));
    for (int row = 0; row < m_table->rowCount(); ++row) {
        const AuditDetail &detail = details.at(row);
        int column = 0;
        for (const QString &text : {detail.member, detail.before, detail.after}) {
            auto *item = new QTableWidgetItem(text.isEmpty() ? dash() : text);
            item->setToolTip(text);
            m_table->setItem(row, column++, item);
        }
    }
}

} // namespace muster
