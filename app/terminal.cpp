// SPDX-License-Identifier: GPL-3.0-or-later
#include "terminal.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <span>

#include <fcntl.h>
#include <poll.h>
#include <sys/signalfd.h>
#include <termios.h>
#include <unistd.h>

namespace muster {
namespace {

constexpr std::uint8_t kCtrlC = 0x03;
constexpr std::uint8_t kCtrlD = 0x04;
constexpr std::uint8_t kBackspace = 0x08;
constexpr std::uint8_t kCtrlU = 0x15;
constexpr std::uint8_t kDelete = 0x7f;

/// While it lives, what is typed is not shown and comes byte by byte, and the signals that would end the
/// program wait, so that none leaves the terminal like this.
class QuietTyping
{
public:
    explicit QuietTyping(int terminal)
        : m_terminal(terminal)
    {
        sigemptyset(&m_signals);
        for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGQUIT})
            sigaddset(&m_signals, signal);
        ::pthread_sigmask(SIG_BLOCK, &m_signals, &m_before);
        m_ending = ::signalfd(-1, &m_signals, SFD_CLOEXEC);
        m_set = ::tcgetattr(terminal, &m_shown) == 0;
        termios quiet = m_shown;
        quiet.c_lflag &= ~tcflag_t(ECHO | ICANON | ISIG);
        quiet.c_cc[VMIN] = 1;
        quiet.c_cc[VTIME] = 0;
        m_set = m_set && ::tcsetattr(terminal, TCSAFLUSH, &quiet) == 0;
    }
    ~QuietTyping()
    {
        if (m_set)
            ::tcsetattr(m_terminal, TCSAFLUSH, &m_shown);
        ::close(m_ending);
        // A signal that waited takes effect here.
        ::pthread_sigmask(SIG_SETMASK, &m_before, nullptr);
    }
    Q_DISABLE_COPY_MOVE(QuietTyping)

    bool isQuiet() const { return m_set; }
    /// Waits for one byte; false at the end of the terminal, or when the program is to end.
    bool next(SecureBytes &byte) const
    {
        std::array<pollfd, 2> sources{{{m_terminal, POLLIN, 0}, {m_ending, POLLIN, 0}}};
        while (::poll(sources.data(), sources.size(), -1) < 0) {
            if (errno != EINTR)
                return false;
        }
        return (sources[1].revents & POLLIN) == 0 && ::read(m_terminal, byte.data(), 1) == 1;
    }

private:
    const int m_terminal;
    int m_ending = -1;
    bool m_set = false;
    sigset_t m_signals{};
    sigset_t m_before{};
    termios m_shown{};
};

/// One character of UTF-8, not one byte.
void chopCharacter(SecureBytes &typed)
{
    while (!typed.isEmpty()) {
        const bool continues = (typed.data()[typed.size() - 1] & 0xc0) == 0x80;
        typed.chop(1);
        if (!continues)
            return;
    }
}

/// What one typed byte does; false when the typing is given up, `done` at its end.
bool take(const SecureBytes &byte, SecureBytes &typed, bool &done)
{
    switch (*byte.data()) {
    case '\r':
    case '\n':
        done = true;
        return true;
    case kCtrlC:
    case kCtrlD:
        return false;
    case kBackspace:
    case kDelete:
        chopCharacter(typed);
        return true;
    case kCtrlU:
        typed.clear();
        return true;
    default:
        typed.append(byte.span());
        return true;
    }
}

} // namespace

Terminal::Terminal(int descriptor)
    : m_descriptor(descriptor)
{}

std::unique_ptr<Terminal> Terminal::open()
{
    const int descriptor = ::open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY);
    return descriptor < 0 ? nullptr : std::unique_ptr<Terminal>(new Terminal(descriptor));
}

Terminal::~Terminal()
{
    ::close(m_descriptor);
}

void Terminal::say(const QString &text)
{
    const QByteArray bytes = text.toUtf8();
    for (qsizetype at = 0; at < bytes.size();) {
        const auto written = ::write(m_descriptor, bytes.constData() + at, std::size_t(bytes.size() - at));
        if (written < 0 && errno != EINTR)
            return;
        at += qMax<qsizetype>(0, written);
    }
}

std::optional<QString> Terminal::ask(const QString &question)
{
    say(question);
    QByteArray line;
    for (char byte = 0; ::read(m_descriptor, &byte, 1) == 1;) {
        if (byte == '\n')
            return QString::fromUtf8(line);
        line.append(byte);
    }
    say(QStringLiteral("\n"));
    return std::nullopt;
}

std::optional<SecureBytes> Terminal::askSecret(const QString &question)
{
    SecureBytes typed;
    SecureBytes byte(1);
    bool done = false;
    {
        const QuietTyping quiet(m_descriptor);
        if (!quiet.isQuiet())
            return std::nullopt;
        say(question);
        while (!done && quiet.next(byte) && take(byte, typed, done)) {
        }
        say(QStringLiteral("\n"));
    }
    return done ? std::optional(std::move(typed)) : std::nullopt;
}

bool standardInputIsTerminal()
{
    return ::isatty(STDIN_FILENO) == 1;
}

} // namespace muster
