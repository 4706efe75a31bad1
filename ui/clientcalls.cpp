// SPDX-License-Identifier: GPL-3.0-or-later
#include "clientcalls.h"

using namespace Qt::StringLiterals;

namespace muster {
namespace {

QString shellQuoted(QString text)
{
    return u'\'' + text.replace(u'\'', "'\\''"_L1) + u'\'';
}

/// A line end within would end the statement, and what follows it would be run as another.
QString pythonQuoted(const QString &text)
{
    QString quoted;
    for (const QChar c : text) {
        if (c == u'\\' || c == u'"')
            quoted += u'\\';
        if ((c.isPrint() && (c == u' ' || !c.isSpace())) || c.isSurrogate())
            quoted += c;
        else
            quoted += u"\\u%1"_s.arg(uint(c.unicode()), 4, 16, QChar(u'0'));
    }
    return u'"' + quoted + u'"';
}

QString serviceText(const QUrl &service)
{
    return service.toString(QUrl::FullyEncoded | QUrl::StripTrailingSlash);
}

} // namespace

QString curlCall(const MachineAddress &address)
{
    const QString id = QString::fromLatin1(QUrl::toPercentEncoding(address.machineId));
    const QString query = address.anyProof ? u"?verification=any"_s : QString();
    return u"curl -sS -H \"x-api-key: $PEAQOS_API_KEY\" "_s +
           shellQuoted(serviceText(address.service) + u"/api/v1/machines/"_s + id + query) + u'\n';
}

QString sdkCall(const MachineAddress &address)
{
    const QStringList lines{
        u"import os"_s,
        u"from peaq_os_sdk import PeaqosClient"_s,
        QString(),
        u"with PeaqosClient(rpc_url=os.environ[\"PEAQOS_RPC_URL\"],"_s,
        u"                  private_key=os.environ[\"PEAQOS_PRIVATE_KEY\"],"_s,
        u"                  orchestration_url="_s + pythonQuoted(serviceText(address.service)) + u',',
        u"                  api_key=os.environ[\"PEAQOS_API_KEY\"]) as client:"_s,
        u"    print(client.orchestration.get_machine("_s + pythonQuoted(address.machineId) + u").item)"_s};
    return lines.join(u'\n') + u'\n';
}

} // namespace muster
