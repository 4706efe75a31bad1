// SPDX-License-Identifier: GPL-3.0-or-later
#include "prooftable.h"

#include "errorsentence.h"

#include <QFontDatabase>
#include <QHeaderView>
#include <QSignalBlocker>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

enum Column { MachineColumnNumber, IdentityColumn, KeyColumn, StateColumn, ColumnCount };
constexpr int kNeedRole = Qt::UserRole;
using Need = ProofPlan::Need;

} // namespace

ProofTable::ProofTable(const ProofPlan &plan, QWidget *parent)
    : QTreeWidget(parent)
    , m_plan(plan)
{
    setObjectName(u"proofTable"_s);
    setAccessibleName(tr("Machines to be proven again"));
    setColumnCount(ColumnCount);
    setHeaderLabels({tr("Machine"), tr("Identity"), tr("Key"), tr("State")});
    setRootIsDecorated(false);
    setUniformRowHeights(true);
    setAlternatingRowColors(true);
    setTextElideMode(Qt::ElideMiddle);
    header()->setStretchLastSection(true);
    const int letter = fontMetrics().averageCharWidth();
    setColumnWidth(MachineColumnNumber, letter * 26);
    setColumnWidth(IdentityColumn, letter * 22);
    setColumnWidth(KeyColumn, letter * 30);
    setMinimumHeight(fontMetrics().height() * 10);
    const QFont fixed = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    for (const ProofPlan::Row &each : plan.rows()) {
        auto *item = new QTreeWidgetItem(this);
        item->setText(MachineColumnNumber, each.machine.displayName);
        item->setToolTip(MachineColumnNumber, each.machine.id);
        item->setText(IdentityColumn, each.machine.identityRef ? each.machine.identityRef->did() : QString());
        item->setToolTip(IdentityColumn, item->text(IdentityColumn));
        item->setFont(KeyColumn, fixed);
        item->setData(MachineColumnNumber, kNeedRole, -1);
    }
    refresh(0, int(plan.rows().size()) - 1);
    if (topLevelItemCount() > 0)
        setCurrentItem(topLevelItem(0));
    connect(this, &QTreeWidget::itemChanged, this, &ProofTable::tickedChanged);
}

void ProofTable::refresh(int first, int last)
{
    {
        const QSignalBlocker quiet(this);
        for (int row = first; row <= last; ++row)
            showNeed(row);
    }
    viewport()->update();
    emit tickedChanged();
}

void ProofTable::tell(int row, InlineNote::Kind kind, const QString &words)
{
    QTreeWidgetItem *item = topLevelItem(row);
    item->setIcon(StateColumn, InlineNote::icon(kind));
    item->setText(StateColumn, words);
    item->setToolTip(StateColumn, words);
}

void ProofTable::showNeed(int row)
{
    const ProofPlan::Row &shown = m_plan.rows().at(row);
    const Need need = m_plan.need(row);
    QTreeWidgetItem *item = topLevelItem(row);
    const std::optional<Address> signer = m_plan.signer(row);
    item->setText(KeyColumn, signer ? signer->text() : shown.controllers.join(u", "_s));
    item->setToolTip(KeyColumn, shown.controllers.join(u'\n'));
    const bool able = need == Need::Nothing;
    const bool wasAble = this->need(row) == Need::Nothing;
    item->setData(MachineColumnNumber, kNeedRole, int(need));
    const Qt::ItemFlags plain = Qt::ItemIsEnabled | Qt::ItemIsSelectable;
    item->setFlags(able ? plain | Qt::ItemIsUserCheckable : plain);
    if (able != wasAble || !able)
        item->setCheckState(MachineColumnNumber, able ? Qt::Checked : Qt::Unchecked);
    switch (need) {
    case Need::Nothing:
        tell(row, InlineNote::Kind::Fine, tr("The key is in the vault"));
        break;
    case Need::Import:
        tell(row, InlineNote::Kind::Warning,
             tr("The key was typed for this session: import it into the vault, or prove this machine alone"));
        break;
    case Need::Key:
        tell(row, InlineNote::Kind::Warning,
             //: %1: addresses
             tr("Key missing: that of %1 would do").arg(shown.controllers.join(tr(" or "))));
        break;
    case Need::Controller:
        tell(row, InlineNote::Kind::Fault, tr("Nobody controls this identity, so no key can prove it"));
        break;
    case Need::Asking:
        tell(row, InlineNote::Kind::Hint, tr("Asking the service who controls it\u2026"));
        break;
    case Need::Service:
        tell(row, InlineNote::Kind::Fault, errorSentence(*shown.error));
        break;
    case Need::Identity:
        tell(row, InlineNote::Kind::Fault, tr("The record names no identity"));
        break;
    case Need::Record:
        tell(row, InlineNote::Kind::Hint, tr("Archived: nothing to prove any more"));
        break;
    }
}

QList<int> ProofTable::ticked() const
{
    QList<int> rows;
    for (int row = 0; row < topLevelItemCount(); ++row) {
        if (topLevelItem(row)->checkState(MachineColumnNumber) == Qt::Checked)
            rows.append(row);
    }
    return rows;
}

Need ProofTable::need(int row) const
{
    return Need(topLevelItem(row)->data(MachineColumnNumber, kNeedRole).toInt());
}

int ProofTable::provable() const
{
    int count = 0;
    for (int row = 0; row < topLevelItemCount(); ++row)
        count += need(row) == Need::Nothing;
    return count;
}

void ProofTable::showState(int row, ProofRun::State state, const std::optional<Error> &error)
{
    const QSignalBlocker quiet(this);
    topLevelItem(row)->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable);
    switch (state) {
    case ProofRun::State::Waiting:
        tell(row, InlineNote::Kind::Hint, tr("Waits for its turn"));
        break;
    case ProofRun::State::Underway:
        tell(row, InlineNote::Kind::Hint, tr("Under way\u2026"));
        scrollToItem(topLevelItem(row));
        break;
    case ProofRun::State::Proven:
        if (error)
            tell(row, InlineNote::Kind::Warning,
                 tr("Proven, but the record is not in the evidence. %1").arg(errorSentence(*error)));
        else
            tell(row, InlineNote::Kind::Fine, tr("Proven"));
        break;
    case ProofRun::State::Failed:
        tell(row, InlineNote::Kind::Fault, errorSentence(*error));
        break;
    }
    viewport()->update();
}

} // namespace muster
