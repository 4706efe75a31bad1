// SPDX-License-Identifier: GPL-3.0-or-later
#include "clientenvironment.h"

using namespace Qt::StringLiterals;

namespace muster {
namespace {

QString quoted(QString text)
{
    text.replace(u'\'', "'\\''"_L1);
    return u'\'' + text + u'\'';
}

} // namespace

QString clientEnvironmentLines(const QUrl &url, const QString &keyFile)
{
    QStringList lines{u"export PEAQOS_ORCHESTRATION_URL="_s + quoted(url.toString())};
    if (!keyFile.isEmpty()) {
        lines.append(u"export PEAQOS_API_KEY=\"$(cat "_s + quoted(keyFile) + u")\""_s);
        lines.append(u"export PEAQOS_ORCH_API_KEY=\"$PEAQOS_API_KEY\""_s);
    }
    lines.append(u"export NO_PROXY=127.0.0.1,localhost"_s);
    lines.append(u"export DO_NOT_TRACK=1"_s);
    return lines.join(u'\n') + u'\n';
}

} // namespace muster
