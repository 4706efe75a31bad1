// SPDX-License-Identifier: GPL-3.0-or-later
#include "machinedocument.h"

#include "machinejson.h"

#include <QJsonDocument>

namespace muster::wire {

QByteArray MachineDocument::render(const Machine &machine) const
{
    Machine plain = machine;
    plain.verification.reset();
    return QJsonDocument(machineToJson(plain, false)).toJson(QJsonDocument::Compact);
}

QByteArray MachineDocument::renderAnswer(const Machine &machine) const
{
    return QJsonDocument(QJsonObject{{QStringLiteral("item"), machineToJson(machine, true)}})
        .toJson(QJsonDocument::Compact);
}

} // namespace muster::wire
