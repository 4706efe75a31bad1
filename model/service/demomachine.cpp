// SPDX-License-Identifier: GPL-3.0-or-later
#include "demomachine.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

// A static library's resources are registered only when asked for; the macro wants the global namespace.
static void registerDemoResource()
{
    Q_INIT_RESOURCE(demofleet);
}

namespace muster {
namespace {

QStringList textList(const QJsonValue &value)
{
    return value.toVariant().toStringList();
}

QMap<QString, QString> labelsOf(const QJsonObject &object)
{
    QMap<QString, QString> labels{{u"demo"_s, u"true"_s}};
    for (auto it = object.constBegin(); it != object.constEnd(); ++it)
        labels.insert(it.key(), it.value().toString());
    return labels;
}

Failure badFleet(const QString &what)
{
    return fail(ErrorCode::InternalError, u"The built-in demo fleet is damaged: %1."_s.arg(what));
}

Result<DemoMachine> demoMachine(const QJsonObject &object)
{
    const Result<IdentityRef> identity = IdentityRef::parse(object.value("identityRef"_L1).toString());
    if (!identity)
        return badFleet(u"an identity cannot be read"_s);
    DemoMachine demo;
    demo.machine.identityRef = *identity;
    demo.machine.displayName = object.value("displayName"_L1).toString();
    demo.machine.ownerId = object.value("ownerId"_L1).toString();
    demo.machine.machineType = object.value("machineType"_L1).toString();
    demo.machine.runtimeProfile = object.value("runtimeProfile"_L1).toString();
    demo.machine.capabilities = textList(object.value("capabilities"_L1));
    demo.machine.skillKeys = textList(object.value("skillKeys"_L1));
    demo.machine.labels = labelsOf(object.value("labels"_L1).toObject());
    const QStringList statuses = textList(object.value("statuses"_L1));
    for (const QString &name : statuses) {
        const std::optional<MachineStatus> status = machineStatusFromName(name);
        if (!status)
            return badFleet(u"a status cannot be read"_s);
        demo.statuses.append(*status);
    }
    return demo;
}

} // namespace

Result<QList<DemoMachine>> readDemoMachines()
{
    registerDemoResource();
    QFile file(u":/muster/demo/fleet.json"_s);
    if (!file.open(QIODevice::ReadOnly))
        return badFleet(file.errorString());
    const QJsonDocument document = QJsonDocument::fromJson(file.readAll());
    if (!document.isArray())
        return badFleet(u"it is not a JSON array"_s);
    QList<DemoMachine> fleet;
    const QJsonArray list = document.array();
    for (const QJsonValue &value : list) {
        Result<DemoMachine> demo = demoMachine(value.toObject());
        if (!demo)
            return Failure(demo.error());
        fleet.append(*std::move(demo));
    }
    return fleet;
}

} // namespace muster
