// SPDX-License-Identifier: GPL-3.0-or-later
#include "absencebar.h"

#include "machinewords.h"
#include "signingdesk.h"
#include "vaultdesk.h"

#include <QMap>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

/// `controller changed (3), not found (1)`: the most frequent reason first.
QString reasonsText(const QList<FleetInventory::Hidden> &hidden, bool isAsking)
{
    const QString unknown =
        isAsking ? AbsenceBar::tr("being asked why") : AbsenceBar::tr("not asked why yet");
    QMap<QString, int> counts;
    for (const FleetInventory::Hidden &each : hidden) {
        const QString words = machinewords::absence(each.absence);
        ++counts[words.isEmpty() ? unknown : words];
    }
    if (counts.size() == 1)
        return counts.firstKey();
    QStringList reasons = counts.keys();
    std::stable_sort(reasons.begin(), reasons.end(), [&counts](const QString &one, const QString &other) {
        return counts.value(one) > counts.value(other);
    });
    for (QString &reason : reasons)
        //: A reason and for how many machines it holds, like: controller changed (3)
        reason = AbsenceBar::tr("%1 (%2)").arg(reason, QString::number(counts.value(reason)));
    return reasons.join(", "_L1);
}

} // namespace

AbsenceBar::AbsenceBar(FleetInventory &inventory, QWidget *parent)
    : MessageBar(parent)
    , m_inventory(inventory)
{
    setObjectName(u"absenceBar"_s);
    setLasting(true);
    connect(&inventory, &FleetInventory::changed, this, &AbsenceBar::refresh);
}

void AbsenceBar::setKeys(SigningDesk &desk)
{
    m_desk = &desk;
    connect(&desk, &SigningDesk::keysChanged, this, &AbsenceBar::refresh);
    if (const VaultDesk *vault = desk.vault()) {
        connect(vault, &VaultDesk::keysChanged, this, &AbsenceBar::refresh);
        connect(vault, &VaultDesk::stateChanged, this, &AbsenceBar::refresh);
    }
    refresh();
}

QString AbsenceBar::keysSentence(const QList<FleetInventory::Hidden> &provable) const
{
    int held = 0;
    int unsaid = 0;
    for (const FleetInventory::Hidden &each : provable) {
        const QStringList &controllers = each.absence.controllers;
        unsaid += controllers.isEmpty() ? 1 : 0;
        held += m_desk && std::any_of(controllers.begin(), controllers.end(),
                                      [this](const QString &text) {
                                          const auto address = Address::parse(text);
                                          return address && m_desk->holds(*address);
                                      })
                    ? 1
                    : 0;
    }
    if (provable.isEmpty() || (unsaid > 0 && m_inventory.isAsking()))
        return {};
    if (unsaid == provable.size())
        return tr("The service does not say whose key would do.");
    QString sentence =
        held > 0 ? tr("You hold the new key for %1.").arg(held) : tr("No key that would do is held here.");
    if (unsaid > 0)
        sentence += u' ' + tr("For %1 the service does not say whose key would do.").arg(unsaid);
    return sentence;
}

void AbsenceBar::refresh()
{
    const QList<FleetInventory::Hidden> &hidden = m_inventory.hidden();
    if (hidden.isEmpty()) {
        m_said.clear();
        dismiss();
        return;
    }
    QList<FleetInventory::Hidden> provable;
    QStringList ids;
    for (const FleetInventory::Hidden &each : hidden) {
        if (absence::isProvable(each.absence)) {
            provable.append(each);
            ids.append(each.id);
        }
    }
    const int count = static_cast<int>(hidden.size());
    //: %1: reasons, like: controller changed
    QString sentence = count == 1 ? tr("1 machine is no longer shown by the service: %1.")
                                  : tr("%n machines are no longer shown by the service: %1.", nullptr, count);
    sentence =
        QString(sentence.arg(reasonsText(hidden, m_inventory.isAsking())) + u' ' + keysSentence(provable))
            .trimmed();
    const bool news = sentence != m_said || ids != m_ids;
    m_ids = ids;
    m_said = sentence;
    if (news)
        say(Kind::Note, sentence, ids.isEmpty() ? QString() : tr("Prove again…"),
            [this] { emit proveAgainWanted(m_ids); });
}

} // namespace muster
