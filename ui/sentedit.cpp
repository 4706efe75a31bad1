// SPDX-License-Identifier: GPL-3.0-or-later
#include "sentedit.h"

#include "machinewords.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(SentEdit)
};

} // namespace

SentEdit::SentEdit(const Machine &before, const Machine &after)
    : m_before(before)
    , m_after(after)
    , m_fields(MachineField::changedBetween(before, after))
{
    const bool moved = before.status != after.status;
    const bool onlyMoved = moved && m_fields.size() == 1;
    //: %1: name of a machine; after "Undo" or "Redo" in a menu
    setText(onlyMoved ? Words::tr("the status of “%1”").arg(before.displayName)
                      : Words::tr("the edit of “%1”").arg(before.displayName));
    if (!moved || checkStatusMove(after.status, before.status))
        return;
    const QString reason = machinewords::refusedMove(after.status, before.status);
    if (onlyMoved) {
        m_finalReason = Words::tr("The status of “%1” cannot be undone. %2").arg(before.displayName, reason);
        return;
    }
    m_fields.removeIf(
        [](const MachineField &field) { return field.member() == MachineField::Member::Status; });
    m_remainder = Words::tr("Its status stays. %1").arg(reason);
}

SentEdit::SentEdit(const Machine &archived)
    : m_before(archived)
    , m_after(archived)
    , m_finalReason(Words::tr("“%1” is archived for good; that cannot be undone.").arg(archived.displayName))
{
    setText(Words::tr("the archiving of “%1”").arg(archived.displayName));
}

QString SentEdit::fieldTitles() const
{
    QStringList titles;
    for (const MachineField &field : m_fields)
        titles.append(field.title());
    return titles.join(", "_L1);
}

} // namespace muster
