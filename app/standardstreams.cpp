// SPDX-License-Identifier: GPL-3.0-or-later
#include "standardstreams.h"

namespace muster {

void printLine(FILE *stream, const QByteArray &line)
{
    std::fwrite(line.constData(), 1, static_cast<std::size_t>(line.size()), stream);
    std::fputc('\n', stream);
    std::fflush(stream);
}

void complain(const QString &sentence)
{
    QString oneLine = sentence;
    oneLine.replace(u'\n', u' ');
    printLine(stderr, "muster: " + oneLine.toUtf8());
}

} // namespace muster
