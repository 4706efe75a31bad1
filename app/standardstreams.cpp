// SPDX-License-Identifier: GPL-3.0-or-later
#include "standardstreams.h"

#include <mutex>

namespace muster {
namespace {

struct Diversion
{
    std::mutex mutex;
    std::function<void(const QByteArray &)> taker;
};

Diversion &diversion()
{
    static Diversion only;
    return only;
}

} // namespace

void printLine(FILE *stream, const QByteArray &line)
{
    if (stream == stderr) {
        Diversion &errors = diversion();
        const std::lock_guard lock(errors.mutex);
        if (errors.taker)
            return errors.taker(line);
    }
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

void divertErrorLines(std::function<void(const QByteArray &)> taker)
{
    Diversion &errors = diversion();
    const std::lock_guard lock(errors.mutex);
    errors.taker = std::move(taker);
}

} // namespace muster
