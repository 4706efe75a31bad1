// SPDX-License-Identifier: GPL-3.0-or-later
#include "randommachine.h"

using namespace Qt::StringLiterals;

namespace muster {

RandomMachine::RandomMachine(quint32 seed)
    : m_random(seed)
{}

Machine RandomMachine::machine()
{
    Machine made;
    made.id = u"mach_"_s + fieldText(1, 16);
    made.displayName = text(0, 40);
    made.status = MachineStatus(upTo(4));
    made.ownerId = text(0, 20);
    made.machineType = text(0, 20);
    made.runtimeProfile = text(0, 20);
    made.capabilities = entries();
    made.labels = labels();
    made.policyIds = entries();
    made.skillKeys = entries();
    if (coin())
        made.identityRef = identity();
    if (coin())
        made.identityProof = proof();
    made.createdAt = moment();
    made.updatedAt = moment();
    if (coin()) {
        made.verification = Verification{Verification::State(upTo(3)), coin() ? text(1, 20) : QString(),
                                         coin() ? moment() : Timestamp{}};
    }
    return made;
}

NewMachine RandomMachine::request()
{
    NewMachine made;
    made.displayName = fieldText(1, 200);
    made.ownerId = fieldText(1, 200);
    made.machineType = fieldText(0, 100);
    made.runtimeProfile = fieldText(0, 100);
    if (coin())
        made.identityRef = identity();
    if (coin())
        made.identityProof = proofInput();
    made.capabilities = entries();
    made.labels = labels();
    made.policyIds = entries();
    made.skillKeys = entries();
    return made;
}

MachinePatch RandomMachine::patch()
{
    MachinePatch made;
    const NewMachine values = request();
    if (coin())
        made.displayName = values.displayName;
    if (coin())
        made.ownerId = values.ownerId;
    if (coin())
        made.machineType = values.machineType;
    if (coin())
        made.runtimeProfile = values.runtimeProfile;
    if (coin())
        made.status = MachineStatus(upTo(4));
    made.identityRef = values.identityRef;
    made.identityProof = values.identityProof;
    if (coin())
        made.capabilities = values.capabilities;
    if (coin())
        made.labels = values.labels;
    if (coin())
        made.policyIds = values.policyIds;
    if (coin())
        made.skillKeys = values.skillKeys;
    return made;
}

Challenge RandomMachine::challenge()
{
    QStringList controllers = entries();
    controllers.append(u"0x1563915e194D8CfBA1943570603F7606A3115508"_s);
    return {u"mic_"_s + fieldText(1, 16), identity(), text(0, 200).toUtf8(), moment(), controllers};
}

bool RandomMachine::coin()
{
    return upTo(1) == 1;
}

int RandomMachine::upTo(int most)
{
    return m_random.bounded(most + 1);
}

QString RandomMachine::text(int least, int most)
{
    static const QStringList pieces{u"a"_s,      u"Z"_s,         u"0"_s,      u" "_s,      u"\""_s,
                                    u"\\"_s,     u"/"_s,         u"~"_s,      u"\n"_s,     u"\t"_s,
                                    u"\u0001"_s, u"\u007f"_s,    u"\u00e9"_s, u"\u2028"_s, u"\ufeff"_s,
                                    u"\uffff"_s, u"\U0001f600"_s};
    const int length = least + upTo(most - least);
    QString made;
    for (int i = 0; i < length; ++i)
        made += pieces.at(upTo(int(pieces.size()) - 1));
    return upTo(9) == 0 && length > 0
               ? QString(QChar(u'\0') + made.mid(made.front().isHighSurrogate() ? 2 : 1))
               : made;
}

QString RandomMachine::fieldText(int least, int most)
{
    QString made;
    for (const QChar c : text(least, most))
        made += c < u' ' || c == u'\x7f' || c == u' ' || c == u'\u2028' ? QChar(u'x') : c;
    return made;
}

QStringList RandomMachine::entries()
{
    QStringList made;
    for (int i = upTo(4); i > 0; --i)
        made.append(QString::number(i) + fieldText(0, 20));
    return made;
}

QMap<QString, QString> RandomMachine::labels()
{
    QMap<QString, QString> made;
    for (int i = upTo(4); i > 0; --i)
        made.insert(fieldText(1, 30), fieldText(0, 60));
    return made;
}

Timestamp RandomMachine::moment()
{
    // Up to the year 2286; zero stands for "never" in a verification.
    return {1 + qint64(m_random.bounded(qint64(9'999'999'999'998)))};
}

IdentityRef RandomMachine::identity()
{
    static const QString largest =
        u"115792089237316195423570985008687907853269984665640564039457584007913129639935"_s;
    const QString number = coin() ? QString::number(m_random.generate64()) : largest;
    return IdentityRef::parse(u"did:peaq:"_s + number).value();
}

IdentityProof RandomMachine::proof()
{
    IdentityProof made{identity(), text(0, 42), text(0, 20), moment(), moment(), entries(), std::nullopt};
    if (coin())
        made.evidence = ProofEvidence{text(0, 200).toUtf8(), text(0, 132)};
    return made;
}

ProofInput RandomMachine::proofInput()
{
    return {fieldText(1, 20), fieldText(1, 132)};
}

} // namespace muster
