// SPDX-License-Identifier: GPL-3.0-or-later
#include "storesamples.h"

#include <QCryptographicHash>
#include <QFile>

#include <limits>

using namespace Qt::StringLiterals;
using namespace muster;

namespace storesamples {

IdentityRef identity(qint64 number)
{
    return *IdentityRef::parse(u"did:peaq:%1"_s.arg(number));
}

Machine machine(const QString &id)
{
    Machine machine;
    machine.id = id;
    machine.displayName = u"Machine "_s + id;
    machine.ownerId = u"owner-1"_s;
    machine.machineType = u"charger"_s;
    machine.runtimeProfile = u"edge"_s;
    machine.createdAt = kNow;
    machine.updatedAt = kNow;
    machine.revision = 1;
    return machine;
}

Machine machineWithIdentity(const QString &id, qint64 number)
{
    Machine machine = storesamples::machine(id);
    machine.identityRef = identity(number);
    return machine;
}

Machine fullMachine(const QString &id, qint64 number)
{
    Machine machine = machineWithIdentity(id, number);
    machine.displayName = u"Kran \u00e4\u00df \u91cd\u6a5f \U0001F3D7\uFE0F 'x' \"y\" \\ ; --"_s;
    machine.status = MachineStatus::Degraded;
    machine.ownerId = u"\u0627\u0644\u0645\u0627\u0644\u0643"_s;
    machine.machineType = u""_s;
    machine.runtimeProfile = QString();
    machine.capabilities = {u"lift"_s, u""_s, u"\u6301\u3061\u4e0a\u3052"_s, u"a,b;[\"c\"]"_s};
    machine.labels = {
        {u"Env"_s, u"prod"_s}, {u"env"_s, u""_s}, {u""_s, u"empty key"_s}, {u"\U0001F511"_s, u"{}"_s}};
    machine.policyIds = {u"policy-1"_s, u"policy-2"_s};
    machine.skillKeys = {u"skill"_s};
    machine.createdAt = kNow.plusSeconds(-90);
    machine.updatedAt = Timestamp{kNow.milliseconds + 1};
    machine.revision = 7;
    IdentityProof proof{
        identity(number),
        u"0x7E5F4552091A69125d5DfCb7b8C2659029395Bdf"_s,
        u"mic_0123456789abcdef"_s,
        kNow.plusSeconds(-30),
        kNow.plusSeconds(270),
        {u"0x7E5F4552091A69125d5DfCb7b8C2659029395Bdf"_s, u"0x2B5AD5c4795c026514f8317c7a215E218DcCD6cF"_s},
        ProofEvidence{QByteArray("line\n\n\xc3\xa4 \0 end", 14), u"0x"_s + QString(130, u'a')}};
    machine.identityProof = std::move(proof);
    return machine;
}

StoredChallenge challenge(const QString &id, qint64 identityNumber, Timestamp issuedAt)
{
    return {Challenge{id,
                      identity(identityNumber),
                      "sign \xc3\xa4\nthis"_ba,
                      issuedAt.plusSeconds(300),
                      {u"0x7E5F4552091A69125d5DfCb7b8C2659029395Bdf"_s}},
            issuedAt, 0, std::nullopt};
}

AuditEvent auditEvent(const QString &id)
{
    return {id,  u"desktop"_s, u"machine.created"_s, u"machine"_s, u"mach_1"_s, {{u"after"_s, u"\u00e4"_s}},
            kNow};
}

RegistryEntry registryEntry(qint64 number)
{
    return {identity(number),
            {u"0x7E5F4552091A69125d5DfCb7b8C2659029395Bdf"_s},
            QString(),
            u"Lift \u00fc"_s,
            true,
            true};
}

Result<void> insert(StoreWriter &writer, const Machine &machine, const QByteArray &document)
{
    return writer.write([&](WriteSession &session) { return session.insertMachine(machine, document); });
}

QStringList storedIds(StoreReader &reader)
{
    QStringList ids;
    const auto rows = reader.machinesAfter(0, std::numeric_limits<int>::max());
    if (!rows)
        return ids;
    for (const StoredMachine &row : *rows)
        ids.append(row.machine.id);
    return ids;
}

QByteArray sha256OfFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QCryptographicHash hash(QCryptographicHash::Sha256);
    return hash.addData(&file) ? hash.result().toHex() : QByteArray();
}

} // namespace storesamples
