// SPDX-License-Identifier: GPL-3.0-or-later
#include "registrycommands.h"

#include "registrychange.h"
#include "registryentryreader.h"
#include "servicestack.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

QString controllersText(const QStringList &controllers)
{
    return controllers.isEmpty() ? u"no controller"_s : controllers.join(u", "_s);
}

QString entryLine(const RegistryEntry &entry)
{
    QString line = entry.identityRef.did() + u"  "_s + controllersText(entry.controllers);
    if (!entry.active)
        line += u"  inactive"_s;
    if (!entry.bonded)
        line += u"  unbonded"_s;
    if (!entry.rating.isEmpty())
        line += u"  rated "_s + entry.rating;
    return entry.name.isEmpty() ? line : QString(line + u"  "_s + entry.name);
}

Result<QJsonObject> entryAnswer(const RegistryEntry &entry, const QString &message)
{
    return QJsonObject{{u"message"_s, message}, {u"identity"_s, registryEntryJson(entry)}};
}

} // namespace

QJsonObject registryEntryJson(const RegistryEntry &entry)
{
    QJsonObject object{{u"did"_s, entry.identityRef.did()},
                       {u"controllers"_s, QJsonArray::fromStringList(entry.controllers)},
                       {u"bonded"_s, entry.bonded},
                       {u"active"_s, entry.active},
                       {u"name"_s, entry.name}};
    if (!entry.rating.isEmpty())
        object.insert("rating"_L1, entry.rating);
    if (!entry.operatorAddress.isEmpty())
        object.insert("operator"_L1, entry.operatorAddress);
    return object;
}

RegistryCommands::RegistryCommands(ServiceStack &stack)
    : m_stack(stack)
{}

Result<QJsonObject> RegistryCommands::list(ControlRequest &)
{
    const auto entries = m_stack.reader().registryEntries();
    if (!entries)
        return Failure(entries.error());
    QJsonArray identities;
    QStringList lines;
    for (const RegistryEntry &entry : *entries) {
        identities.append(registryEntryJson(entry));
        lines.append(entryLine(entry));
    }
    const QString message = lines.isEmpty() ? u"The registry is empty."_s : lines.join(u'\n');
    return QJsonObject{{u"message"_s, message}, {u"identities"_s, identities}};
}

Result<QJsonObject> RegistryCommands::set(ControlRequest &request)
{
    RegistryEntryReader reader(request.object(), {});
    const std::optional<RegistryEntry> entry = reader.read();
    if (!entry)
        return Failure(validationError(reader.issues()));
    if (const auto stored = RegistryChange(m_stack, Caller{u"system"_s}).set(*entry); !stored)
        return Failure(stored.error());
    return entryAnswer(*entry, u"%1 is controlled by %2."_s.arg(entry->identityRef.did(),
                                                                controllersText(entry->controllers)));
}

Result<QJsonObject> RegistryCommands::rotate(ControlRequest &request)
{
    const auto identity = request.identity("did"_L1);
    const QString controller = request.address("controller"_L1);
    if (const auto right = request.verdict(); !right)
        return Failure(right.error());
    const auto changed =
        RegistryChange(m_stack, Caller{u"system"_s}).edit(*identity, [&](RegistryEntry &entry) {
            entry.controllers = {controller};
        });
    if (!changed)
        return Failure(changed.error());
    return entryAnswer(*changed, u"%1 is controlled by %2 alone now."_s.arg(identity->did(), controller));
}

Result<QJsonObject> RegistryCommands::activate(ControlRequest &request)
{
    return setActive(request, true);
}

Result<QJsonObject> RegistryCommands::deactivate(ControlRequest &request)
{
    return setActive(request, false);
}

Result<QJsonObject> RegistryCommands::setActive(ControlRequest &request, bool active)
{
    const auto identity = request.identity("did"_L1);
    if (const auto right = request.verdict(); !right)
        return Failure(right.error());
    const auto changed =
        RegistryChange(m_stack, Caller{u"system"_s}).edit(*identity, [active](RegistryEntry &entry) {
            entry.active = active;
        });
    if (!changed)
        return Failure(changed.error());
    return entryAnswer(*changed,
                       u"%1 is %2 now."_s.arg(identity->did(), active ? u"active"_s : u"inactive"_s));
}

Result<QJsonObject> RegistryCommands::remove(ControlRequest &request)
{
    const auto identity = request.identity("did"_L1);
    if (const auto right = request.verdict(); !right)
        return Failure(right.error());
    if (const auto removed = RegistryChange(m_stack, Caller{u"system"_s}).remove(*identity); !removed)
        return Failure(removed.error());
    return QJsonObject{{u"message"_s, u"The registry does not know %1 any more."_s.arg(identity->did())}};
}

} // namespace muster
