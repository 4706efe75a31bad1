// SPDX-License-Identifier: GPL-3.0-or-later
#include "apiclient.h"

#include "servedworkspace.h"

#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace muster {

ApiClient::ApiClient(ServedWorkspace &workspace)
    : m_workspace(workspace)
    , m_raw(workspace.server().url())
{}

QByteArray ApiClient::keyField()
{
    return QByteArray("x-api-key: ").append(ServedWorkspace::kApiKey).append("\r\n");
}

RawAnswer ApiClient::call(const QByteArray &method, const QByteArray &target, const QJsonObject &body,
                          const QByteArray &fields)
{
    const bool sendsBody = method == "POST" || method == "PATCH";
    const QByteArray bytes = sendsBody ? QJsonDocument(body).toJson(QJsonDocument::Compact) : QByteArray();
    m_raw.send(RawClient::request(method, target, keyField().append(fields), bytes));
    return m_raw.answer();
}

QJsonObject ApiClient::registrationOf(int identity)
{
    const QString did = u"did:peaq:%1"_s.arg(identity);
    const QJsonObject challenge =
        call("POST", "/api/v1/machine-identity/challenges", {{u"identityRef"_s, did}}).item();
    const QJsonObject proof{
        {u"challengeId"_s, challenge.value("challengeId"_L1)},
        {u"signature"_s, m_workspace.signature(challenge.value("message"_L1).toString())}};
    return {{u"displayName"_s, u"Edge node %1"_s.arg(identity)},
            {u"ownerId"_s, u"operator-1"_s},
            {u"machineType"_s, u"edge-node"_s},
            {u"runtimeProfile"_s, QString()},
            {u"identityRef"_s, did},
            {u"labels"_s, QJsonObject{{u"env"_s, u"dev"_s}}},
            {u"identityProof"_s, proof}};
}

QJsonObject ApiClient::registered(int identity)
{
    return call("POST", "/api/v1/machines", registrationOf(identity)).item();
}

} // namespace muster
