// SPDX-License-Identifier: GPL-3.0-or-later
#include "seedfile.h"

#include "machinejson.h"
#include "strictjson.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonObject>

using namespace Qt::StringLiterals;

// The resource sits in a static library: without this line the linker leaves it out.
static void initialiseDemoResource()
{
    Q_INIT_RESOURCE(demo);
}

namespace muster {
namespace {

Result<QJsonArray> recordsOf(const QByteArray &content)
{
    const QByteArray trimmed = content.trimmed();
    if (trimmed.startsWith('[') || (trimmed.startsWith('{') && !trimmed.contains('\n')) ||
        trimmed.startsWith("{\n") || trimmed.startsWith("{\r\n")) {
        const auto json = readStrictJson(content);
        if (!json)
            return Failure(json.error());
        if (json->isArray())
            return json->toArray();
        const QJsonValue items = json->toObject().value("items"_L1);
        return items.isArray() ? items.toArray() : QJsonArray{*json};
    }
    QJsonArray records;
    const QList<QByteArray> lines = trimmed.split('\n');
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const auto json = readStrictJson(lines.at(i));
        if (!json)
            return fail(ErrorCode::ValidationError, u"Line %1: %2"_s.arg(i + 1).arg(json.error().message));
        records.append(*json);
    }
    return records;
}

Result<QByteArray> builtIn(const QString &name)
{
    initialiseDemoResource();
    QFile file(u":/muster/demo/"_s + name);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::InternalError, u"The demo file %1 is not built in."_s.arg(name));
    return file.readAll();
}

} // namespace

Result<QList<Machine>> readSeed(const QByteArray &content)
{
    const auto records = recordsOf(content);
    if (!records)
        return Failure(records.error());
    QList<Machine> machines;
    QList<Issue> issues;
    for (qsizetype i = 0; i < records->size(); ++i) {
        const auto machine = wire::machineFromJson(records->at(i).toObject());
        if (machine) {
            machines.append(*machine);
            continue;
        }
        const QString place = u'/' + QString::number(i);
        for (const Issue &issue : issuesOf(machine.error()))
            issues.append({place + issue.path, issue.message});
    }
    if (!issues.isEmpty())
        return Failure(validationError(issues));
    return machines;
}

Result<QList<Machine>> demoMachines()
{
    const auto content = builtIn(u"machines.json"_s);
    return content ? readSeed(*content) : Result<QList<Machine>>(Failure(content.error()));
}

Result<QList<DemoIdentity>> demoIdentities()
{
    const auto content = builtIn(u"identities.json"_s);
    if (!content)
        return Failure(content.error());
    const auto json = readStrictJson(*content);
    if (!json)
        return Failure(json.error());
    QList<DemoIdentity> identities;
    const QJsonArray list = json->toArray();
    for (const QJsonValue &value : list) {
        const QJsonObject object = value.toObject();
        const auto identity = IdentityRef::parse(object.value("did"_L1).toString());
        if (!identity)
            return Failure(identity.error());
        const QString controller = object.value("controller"_L1).toString();
        identities.append(
            {{*identity, {controller}, controller, object.value("name"_L1).toString(), true, true},
             object.value("privateKey"_L1).toString(),
             object.value("registered"_L1).toBool()});
    }
    return identities;
}

Result<WorkspaceContent> demoContent()
{
    const auto identities = demoIdentities();
    const auto machines = demoMachines();
    if (!identities || !machines)
        return Failure(identities ? machines.error() : identities.error());
    WorkspaceContent content{{}, *machines};
    for (const DemoIdentity &identity : *identities)
        content.entries.append(identity.entry);
    return content;
}

QByteArray demoKeysText(const QList<DemoIdentity> &identities)
{
    QString text =
        u"# Keys of the demo fleet. They are the same in every copy of this program: never use them for\n"
        "# anything that matters. Each line: identity, controller, private key, whether a demo machine has it.\n"_s;
    for (const DemoIdentity &identity : identities) {
        text += identity.entry.identityRef.did() + u' ' + identity.entry.controllers.first() + u' ' +
                identity.privateKey + (identity.registered ? u" registered\n"_s : u" free\n"_s);
    }
    return text.toUtf8();
}

} // namespace muster
