// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulatedtexts.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <array>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

QString sentence(const ChallengeFacts &facts, const QString &)
{
    return u"Please sign this message to confirm that you control this machine. Request %1 of %2, nonce %3."_s
        .arg(facts.challengeId, facts.issuedAt.text(), facts.nonce);
}

QString keyValue(const ChallengeFacts &facts, const QString &controller)
{
    const QStringList lines{u"Machine onboarding"_s,
                            u"machine: "_s + facts.identityRef.did(),
                            u"controller: "_s + controller,
                            u"request: "_s + facts.challengeId,
                            u"nonce: "_s + facts.nonce,
                            u"issued: "_s + facts.issuedAt.text(),
                            u"expires: "_s + facts.expiresAt.text()};
    return lines.join(u'\n');
}

QString json(const ChallengeFacts &facts, const QString &)
{
    const QJsonObject object{{u"purpose"_s, u"machine-identity"_s},
                             {u"identityRef"_s, facts.identityRef.did()},
                             {u"challengeId"_s, facts.challengeId},
                             {u"nonce"_s, facts.nonce},
                             {u"expiresAt"_s, facts.expiresAt.text()}};
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

QString signIn(const ChallengeFacts &facts, const QString &controller)
{
    return u"machines.example wants you to sign in with your Ethereum account:\n%1\n\nRegister the machine "
           u"%2.\n\n"
           "URI: https://machines.example/register\nVersion: 1\nChain ID: 3338\nNonce: %3\nIssued At: %4\n"
           "Expiration Time: %5"_s.arg(controller, facts.identityRef.did(), facts.nonce,
                                       facts.issuedAt.text(), facts.expiresAt.text());
}

QString otherIdentity(const ChallengeFacts &facts, const QString &)
{
    const QString other = facts.identityRef.number() == "1"_L1 ? u"2"_s : u"1"_s;
    return u"Confirm that you control did:peaq:%1.\nnonce: %2\nexpires: %3"_s.arg(other, facts.nonce,
                                                                                  facts.expiresAt.text());
}

struct Text
{
    QLatin1StringView name;
    QString (*write)(const ChallengeFacts &, const QString &controller);
};

constexpr std::array kTexts{Text{"sentence"_L1, sentence}, Text{"key-value"_L1, keyValue},
                            Text{"json"_L1, json}, Text{"siwe"_L1, signIn},
                            Text{"other-identity"_L1, otherIdentity}};

} // namespace

QStringList SimulatedTexts::names()
{
    QStringList all;
    for (const Text &text : kTexts)
        all.append(text.name);
    return all;
}

bool SimulatedTexts::use(const QString &name)
{
    const qsizetype index = names().indexOf(name);
    if (index < 0 && !name.isEmpty())
        return false;
    m_index = int(index);
    if (index >= 0)
        m_used = true;
    return true;
}

QString SimulatedTexts::name() const
{
    const int index = m_index;
    return index < 0 ? QString() : QString(kTexts.at(std::size_t(index)).name);
}

QByteArray SimulatedTexts::text(const ChallengeFacts &facts, const QStringList &controllers) const
{
    const int index = m_index;
    if (index < 0)
        return challengeText(facts);
    return kTexts.at(std::size_t(index)).write(facts, controllers.value(0)).toUtf8();
}

QString challengeTextSentence(const QString &name)
{
    if (name.isEmpty())
        return u"Challenges say what the contract says."_s;
    return u"Simulated: challenges say the made-up text \"%1\" instead of the contract's."_s.arg(name);
}

} // namespace muster
