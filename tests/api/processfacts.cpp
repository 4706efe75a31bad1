// SPDX-License-Identifier: GPL-3.0-or-later
#include "processfacts.h"

#include <QDir>
#include <QFile>
#include <QSet>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// What the descriptors of this process that are sockets are called.
QSet<QString> sockets()
{
    QSet<QString> names;
    for (const QFileInfo &entry : QDir(u"/proc/self/fd"_s).entryInfoList(QDir::Files | QDir::System)) {
        const QString name = entry.symLinkTarget().section(u'/', -1);
        if (name.startsWith("socket:"_L1))
            names.insert(name);
    }
    return names;
}

} // namespace

qint64 ProcessFacts::peakMemoryKiB()
{
    for (const QByteArray &line : contentOf(u"/proc/self/status"_s).split('\n')) {
        if (line.startsWith("VmHWM:"))
            return line.simplified().split(' ').value(1).toLongLong();
    }
    return 0;
}

int ProcessFacts::openSockets()
{
    return int(sockets().size());
}

int ProcessFacts::listeningSockets()
{
    const QSet<QString> ours = sockets();
    int listening = 0;
    const QByteArray table = contentOf(u"/proc/net/tcp"_s) + contentOf(u"/proc/net/tcp6"_s);
    for (const QByteArray &line : table.split('\n')) {
        const QList<QByteArray> columns = line.simplified().split(' ');
        const QString socket = u"socket:[%1]"_s.arg(QString::fromLatin1(columns.value(9)));
        if (columns.value(3) == "0A" && ours.contains(socket))
            ++listening;
    }
    return listening;
}

} // namespace muster
