// SPDX-License-Identifier: GPL-3.0-or-later
// makefleet COUNT [FIRST]: prints COUNT machine records with real signatures, one JSON object a line, as
// --seed reads them.
#include "controllerkey.h"
#include "keccak.h"
#include "machinejson.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QJsonDocument>

#include <cstdio>

using namespace Qt::StringLiterals;
using namespace muster;

namespace {

QString hexOf(const QString &text, qsizetype digits)
{
    return QString::fromLatin1(
        QCryptographicHash::hash(text.toUtf8(), QCryptographicHash::Sha256).toHex().left(digits));
}

QByteArray messageFor(const IdentityProof &proof, const QString &nonce)
{
    return u"peaqOS Machine Markets identity challenge\n\nMachine: %1\nChallenge: %2\nOrchestrator: "
           u"orch_%3\nNonce: %4\n"
           "Issued At: %5\nExpires At: %6"_s
               .arg(proof.identityRef.did(), proof.challengeId, QString(16, u'0'), nonce,
                    proof.verifiedAt.text(), proof.challengeExpiresAt.text())
               .toUtf8();
}

Machine makeMachine(qint64 number)
{
    static const QStringList kTypes{u"robot"_s, u"forklift"_s, u"charger"_s, u"sensor"_s, u"vehicle"_s};
    static const QStringList kSites{u"hamburg"_s, u"linz"_s, u"porto"_s, u"gdansk"_s};
    const QString did = u"did:peaq:%1"_s.arg(1000000 + number);
    const ControllerKey key = ControllerKey::generate();
    const Timestamp at{1767600000000 + number * 1000};
    IdentityProof proof{*IdentityRef::parse(did),
                        key.address().text(),
                        u"mic_"_s + hexOf(u"c"_s + did, 16),
                        at,
                        at.plusSeconds(300),
                        {key.address().text()},
                        std::nullopt};
    const QByteArray message = messageFor(proof, hexOf(u"n"_s + did, 64));
    proof.evidence = ProofEvidence{message, key.sign(personalMessageDigest(message))->text()};
    Machine machine;
    machine.id = u"mach_"_s + hexOf(u"m"_s + did, 16);
    machine.displayName = u"Machine %1"_s.arg(number);
    machine.status = number % 10 == 0 ? MachineStatus::Degraded : MachineStatus::Active;
    machine.ownerId = u"operator-%1"_s.arg(number % 7);
    machine.machineType = kTypes.at(number % kTypes.size());
    machine.runtimeProfile = u"linux-docker"_s;
    machine.capabilities = {u"telemetry"_s, u"remote-stop"_s};
    machine.labels = {{u"site"_s, kSites.at(number % kSites.size())},
                      {u"line"_s, QString::number(number % 12)}};
    machine.identityRef = proof.identityRef;
    machine.identityProof = proof;
    machine.createdAt = at;
    machine.updatedAt = at;
    return machine;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const qint64 count = arguments.value(1).toLongLong();
    const qint64 first = arguments.value(2, u"1"_s).toLongLong();
    if (count < 1) {
        std::fprintf(stderr, "makefleet COUNT [FIRST]\n");
        return 2;
    }
    for (qint64 number = first; number < first + count; ++number) {
        const QJsonObject object = wire::machineToJson(makeMachine(number), true);
        std::printf("%s\n", QJsonDocument(object).toJson(QJsonDocument::Compact).constData());
    }
    return 0;
}
