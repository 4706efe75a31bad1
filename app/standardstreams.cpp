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

bool printLine(FILE *stream, const QByteArray &line)
{
    if (stream == stderr) {
        Diversion &errors = diversion();
        const std::lock_guard lock(errors.mutex);
        if (errors.taker) {
            errors.taker(line);
            return true;
        }
    }
    const auto size = static_cast<std::size_t>(line.size());
    return std::fwrite(line.constData(), 1, size, stream) == size && std::fputc('\n', stream) != EOF &&
           std::fflush(stream) == 0;
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
