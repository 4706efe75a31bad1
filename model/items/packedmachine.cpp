// SPDX-License-Identifier: GPL-3.0-or-later
#include "packedmachine.h"

#include <QDataStream>
#include <QIODevice>

namespace muster {
namespace {

enum Part : quint8 {
    kIdentity = 1,
    kProof = 2,
    kProofNamesOther = 4, ///< the proof is of another identity than the record
    kEvidence = 8,
    kVerification = 16,
};

void write(QDataStream &stream, const QString &text)
{
    // An empty text and none are the same.
    stream << (text.isEmpty() ? QByteArray("") : text.toUtf8());
}

void write(QDataStream &stream, const QStringList &texts)
{
    stream << static_cast<quint32>(texts.size());
    for (const QString &text : texts)
        write(stream, text);
}

QString readText(QDataStream &stream)
{
    QByteArray bytes;
    stream >> bytes;
    return QString::fromUtf8(bytes);
}

QStringList readTexts(QDataStream &stream)
{
    quint32 count = 0;
    stream >> count;
    QStringList texts;
    texts.reserve(count);
    for (quint32 each = 0; each < count; ++each)
        texts.append(readText(stream));
    return texts;
}

Timestamp readTime(QDataStream &stream)
{
    Timestamp time;
    stream >> time.milliseconds;
    return time;
}

IdentityRef readIdentity(QDataStream &stream)
{
    return *IdentityRef::parse(readText(stream));
}

quint8 partsOf(const Machine &machine)
{
    quint8 parts = 0;
    if (machine.identityRef)
        parts |= kIdentity;
    if (machine.verification)
        parts |= kVerification;
    if (!machine.identityProof)
        return parts;
    parts |= kProof;
    if (machine.identityProof->identityRef != machine.identityRef)
        parts |= kProofNamesOther;
    if (machine.identityProof->evidence)
        parts |= kEvidence;
    return parts;
}

void write(QDataStream &stream, const IdentityProof &proof, quint8 parts)
{
    if (parts & kProofNamesOther)
        write(stream, proof.identityRef.did());
    write(stream, proof.signerAddress);
    write(stream, proof.challengeId);
    stream << proof.verifiedAt.milliseconds << proof.challengeExpiresAt.milliseconds;
    write(stream, proof.controllerAddresses);
    if (!proof.evidence)
        return;
    stream << proof.evidence->message;
    write(stream, proof.evidence->signature);
}

IdentityProof readProof(QDataStream &stream, quint8 parts, const std::optional<IdentityRef> &ofRecord)
{
    IdentityProof proof{
        parts & kProofNamesOther ? readIdentity(stream) : *ofRecord, {}, {}, {}, {}, {}, std::nullopt};
    proof.signerAddress = readText(stream);
    proof.challengeId = readText(stream);
    proof.verifiedAt = readTime(stream);
    proof.challengeExpiresAt = readTime(stream);
    proof.controllerAddresses = readTexts(stream);
    if (parts & kEvidence) {
        proof.evidence.emplace();
        stream >> proof.evidence->message;
        proof.evidence->signature = readText(stream);
    }
    return proof;
}

} // namespace

PackedMachine::PackedMachine(const Machine &machine)
{
    constexpr qsizetype kUsual = 512;
    QByteArray bytes;
    bytes.reserve(kUsual);
    QDataStream stream(&bytes, QIODevice::WriteOnly);
    const quint8 parts = partsOf(machine);
    stream << parts << static_cast<quint8>(machine.status) << machine.createdAt.milliseconds
           << machine.updatedAt.milliseconds << machine.revision;
    for (const QString *text :
         {&machine.id, &machine.displayName, &machine.ownerId, &machine.machineType, &machine.runtimeProfile})
        write(stream, *text);
    for (const QStringList *texts : {&machine.capabilities, &machine.policyIds, &machine.skillKeys})
        write(stream, *texts);
    write(stream, QStringList(machine.labels.keys()));
    write(stream, QStringList(machine.labels.values()));
    if (machine.identityRef)
        write(stream, machine.identityRef->did());
    if (machine.identityProof)
        write(stream, *machine.identityProof, parts);
    if (machine.verification) {
        stream << static_cast<quint8>(machine.verification->state)
               << machine.verification->checkedAt.milliseconds;
        write(stream, machine.verification->reason);
    }
    m_bytes = QByteArray(bytes.constData(), bytes.size());
}

Machine PackedMachine::unpacked() const
{
    Machine machine;
    if (m_bytes.isEmpty())
        return machine;
    QDataStream stream(m_bytes);
    quint8 parts = 0;
    quint8 state = 0;
    stream >> parts >> state;
    machine.status = static_cast<MachineStatus>(state);
    machine.createdAt = readTime(stream);
    machine.updatedAt = readTime(stream);
    stream >> machine.revision;
    for (QString *text :
         {&machine.id, &machine.displayName, &machine.ownerId, &machine.machineType, &machine.runtimeProfile})
        *text = readText(stream);
    for (QStringList *texts : {&machine.capabilities, &machine.policyIds, &machine.skillKeys})
        *texts = readTexts(stream);
    const QStringList keys = readTexts(stream);
    const QStringList values = readTexts(stream);
    for (qsizetype each = 0; each < keys.size(); ++each)
        machine.labels.insert(machine.labels.cend(), keys.at(each), values.at(each));
    if (parts & kIdentity)
        machine.identityRef = readIdentity(stream);
    if (parts & kProof)
        machine.identityProof = readProof(stream, parts, machine.identityRef);
    if (parts & kVerification) {
        stream >> state;
        machine.verification.emplace();
        machine.verification->state = static_cast<Verification::State>(state);
        machine.verification->checkedAt = readTime(stream);
        machine.verification->reason = readText(stream);
    }
    return machine;
}

} // namespace muster
