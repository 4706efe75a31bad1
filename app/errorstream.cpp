// SPDX-License-Identifier: GPL-3.0-or-later
#include "errorstream.h"

#include "standardstreams.h"

#include <QString>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <climits>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <utility>

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

using namespace std::chrono_literals;

namespace muster {
namespace {

constexpr std::chrono::milliseconds kLastWait = 250ms;

QByteArray droppedLine(qint64 lines)
{
    return QByteArray("muster: ")
        .append(QByteArray::number(lines))
        .append(" lines of this output were dropped here, since nobody read it.\n");
}

void sayForQt(QtMsgType type, const QMessageLogContext &context, const QString &message)
{
    printLine(stderr, qFormatLogMessage(type, context, message).toUtf8());
}

} // namespace

/// Shared with the thread, which a terminal that is held may keep longer than this object waits.
struct ErrorStream::State
{
    explicit State(int target)
        : descriptor(target)
        , wake(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
    {}
    ~State() { close(wake); }
    State(const State &) = delete;
    State &operator=(const State &) = delete;

    void add(const QByteArray &line);
    void run();
    QByteArray taken();
    bool send(const QByteArray &bytes);
    bool waitForRoom();
    void end();

    const int descriptor;
    const int wake;
    std::mutex mutex;
    std::condition_variable changed;
    QByteArray queue;
    qsizetype sending = 0;
    qint64 dropped = 0;
    bool ended = false;
    bool done = false;
    std::chrono::steady_clock::time_point deadline;
};

void ErrorStream::State::add(const QByteArray &line)
{
    {
        const std::lock_guard lock(mutex);
        // Nothing slips in behind lines that were dropped before that is said.
        if (done || dropped > 0 || queue.size() + sending + line.size() >= kMostWaiting) {
            ++dropped;
            return;
        }
        queue.append(line).append('\n');
    }
    changed.notify_all();
}

QByteArray ErrorStream::State::taken()
{
    std::unique_lock lock(mutex);
    sending = 0;
    changed.wait(lock, [this] { return ended || dropped > 0 || !queue.isEmpty(); });
    QByteArray bytes = std::exchange(queue, QByteArray());
    if (const qint64 lines = std::exchange(dropped, 0); lines > 0)
        bytes.append(droppedLine(lines));
    sending = bytes.size();
    return bytes;
}

void ErrorStream::State::run()
{
    for (QByteArray bytes = taken(); !bytes.isEmpty() && send(bytes);)
        bytes = taken();
    {
        const std::lock_guard lock(mutex);
        done = true;
    }
    changed.notify_all();
}

/// False when nobody will read it any more.
bool ErrorStream::State::send(const QByteArray &bytes)
{
    for (qsizetype sent = 0; sent < bytes.size();) {
        if (!waitForRoom())
            return false;
        // A pipe that has room takes as much as this without blocking.
        const auto size = std::min<qsizetype>(bytes.size() - sent, PIPE_BUF);
        const ssize_t written = write(descriptor, bytes.constData() + sent, static_cast<std::size_t>(size));
        if (written < 0 && errno != EINTR && errno != EAGAIN)
            return false;
        sent += std::max<ssize_t>(written, 0);
    }
    return true;
}

bool ErrorStream::State::waitForRoom()
{
    for (;;) {
        std::chrono::milliseconds left = -1ms;
        {
            const std::lock_guard lock(mutex);
            if (ended)
                left = std::max(0ms, std::chrono::ceil<std::chrono::milliseconds>(
                                         deadline - std::chrono::steady_clock::now()));
        }
        const bool last = left >= 0ms;
        std::array<pollfd, 2> watched{pollfd{descriptor, POLLOUT, 0}, pollfd{wake, POLLIN, 0}};
        // The end wakes this once; from then on the deadline alone does.
        const int ready = poll(watched.data(), last ? 1 : 2, static_cast<int>(left.count()));
        if (ready < 0 && errno != EINTR)
            return false;
        if (ready > 0 && watched[0].revents != 0)
            return true;
        if (ready == 0 && last)
            return false;
    }
}

void ErrorStream::State::end()
{
    std::unique_lock lock(mutex);
    ended = true;
    deadline = std::chrono::steady_clock::now() + kLastWait;
    eventfd_write(wake, 1);
    changed.notify_all();
    changed.wait_until(lock, deadline + kLastWait, [this] { return done; });
}

ErrorStream::ErrorStream(int descriptor)
    : m_state(std::make_shared<State>(descriptor))
{
    std::thread([state = m_state] { state->run(); }).detach();
    divertErrorLines([state = m_state](const QByteArray &line) { state->add(line); });
    qInstallMessageHandler(&sayForQt);
}

ErrorStream::~ErrorStream()
{
    qInstallMessageHandler(nullptr);
    divertErrorLines({});
    m_state->end();
}

} // namespace muster
