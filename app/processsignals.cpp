// SPDX-License-Identifier: GPL-3.0-or-later
#include "processsignals.h"

#include <QSocketNotifier>

#include <array>
#include <cerrno>
#include <csignal>

#include <sys/socket.h>
#include <unistd.h>

namespace muster {
namespace {

std::array<int, 2> g_pair{-1, -1};

// Only async-signal-safe calls: one byte to the socket that the event loop watches.
void forward(int signal)
{
    const int saved = errno;
    const char byte = static_cast<char>(signal);
    [[maybe_unused]] const auto written = ::write(g_pair[0], &byte, 1);
    errno = saved;
}

void install(int signal, void (*handler)(int))
{
    struct sigaction action = {};
    action.sa_handler = handler;
    sigemptyset(&action.sa_mask);
    action.sa_flags = SA_RESTART;
    ::sigaction(signal, &action, nullptr);
}

} // namespace

ProcessSignals::ProcessSignals(QObject *parent)
    : QObject(parent)
{
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, g_pair.data()) != 0)
        qFatal("No socket pair for signals");
    m_notifier = std::make_unique<QSocketNotifier>(g_pair[1], QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, &ProcessSignals::readSignal);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP})
        install(signal, forward);
    install(SIGPIPE, SIG_IGN);
}

ProcessSignals::~ProcessSignals()
{
    for (const int signal : {SIGINT, SIGTERM, SIGHUP})
        install(signal, SIG_DFL);
    m_notifier.reset();
    for (int &end : g_pair) {
        ::close(end);
        end = -1;
    }
}

void ProcessSignals::readSignal()
{
    char byte = 0;
    while (::read(g_pair[1], &byte, 1) == 1) {
        if (byte == SIGHUP)
            emit reloadAsked();
        else
            emit terminationAsked();
    }
}

} // namespace muster
