// SPDX-License-Identifier: GPL-3.0-or-later
#include "challengetext.h"

#include <QStringList>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

QString machineLine(const IdentityRef &identity)
{
    return u"Machine: "_s + identity.did();
}

} // namespace

QByteArray challengeText(const ChallengeFacts &facts)
{
    const QStringList lines{
        u"peaqOS Machine Markets identity challenge"_s,
        QString(),
        machineLine(facts.identityRef),
        u"Challenge: "_s + facts.challengeId,
        u"Orchestrator: "_s + facts.instanceId,
        u"Nonce: "_s + facts.nonce,
        u"Issued At: "_s + facts.issuedAt.text(),
        u"Expires At: "_s + facts.expiresAt.text(),
    };
    return lines.join(u'\n').toUtf8();
}

bool challengeTextNames(const QByteArray &text, const IdentityRef &identity)
{
    return text.split('\n').contains(machineLine(identity).toUtf8());
}

} // namespace muster
