// SPDX-License-Identifier: GPL-3.0-or-later
#include "samplemachine.h"

#include "machinejson.h"
#include "machinepagejson.h"

#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace muster {

Machine sampleMachine(const QString &id, MachineStatus status)
{
    Machine machine;
    machine.id = id;
    machine.displayName = u"Edge node"_s;
    machine.status = status;
    machine.ownerId = u"operator-1"_s;
    machine.createdAt = {1'764'000'000'000};
    machine.updatedAt = {1'764'000'000'001};
    return machine;
}

QByteArray documentOf(const Machine &machine)
{
    return QJsonDocument(wire::machineToJson(machine, true)).toJson(QJsonDocument::Compact);
}

QByteArray itemOf(const Machine &machine)
{
    return wire::itemEnvelope(documentOf(machine));
}

} // namespace muster
