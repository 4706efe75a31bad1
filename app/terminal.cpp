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

/// While it lives, what is typed is not shown and comes byte by byte as the terminal sends it, and the
/// signals that would end the program wait, so that none leaves the terminal like this.
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
        quiet.c_iflag &= ~tcflag_t(ICRNL | IGNCR | INLCR | ISTRIP | IXON);
        quiet.c_lflag &= ~tcflag_t(ECHO | ICANON | IEXTEN | ISIG);
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
    /// Waits for bytes; how many there were, 0 at the end of the terminal or when the program is to end.
    std::size_t next(std::span<std::uint8_t> bytes) const
    {
        std::array<pollfd, 2> sources{{{m_terminal, POLLIN, 0}, {m_ending, POLLIN, 0}}};
        while (::poll(sources.data(), sources.size(), -1) < 0) {
            if (errno != EINTR)
                return 0;
        }
        if ((sources[1].revents & POLLIN) != 0)
            return 0;
        const auto count = ::read(m_terminal, bytes.data(), bytes.size());
        return count > 0 ? std::size_t(count) : 0;
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

/// One byte of a message; what is to be seen of it, empty when it is part of a character begun before.
QByteArray takeMessageByte(char byte, QByteArray &message)
{
    if (byte == char(kBackspace) || byte == char(kDelete)) {
        const qsizetype before = message.size();
        while (!message.isEmpty() && (uchar(message.back()) & 0xc0) == 0x80)
            message.chop(1);
        message.chop(1);
        return before == 0 ? QByteArray() : QByteArrayLiteral("\b \b");
    }
    // Enter, and each line end of what is pasted, arrives as CR alone; CR LF is somebody's CRLF.
    const bool endsCrLf = byte == '\n' && message.endsWith('\r');
    if (!message.isEmpty() && message.back() == '\r' && !endsCrLf)
        message.back() = '\n';
    message.append(byte);
    if (byte == '\r' || byte == '\n')
        return endsCrLf ? QByteArray() : QByteArrayLiteral("\r\n");
    const bool isControl = uchar(byte) < 0x20 && byte != '\t';
    return isControl ? QByteArray("^").append(char(byte + '@')) : QByteArray(1, byte);
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
    write(text.toUtf8());
}

void Terminal::write(const QByteArray &bytes)
{
    for (qsizetype at = 0; at < bytes.size();) {
        const auto written = ::write(m_descriptor, bytes.constData() + at, std::size_t(bytes.size() - at));
        if (written < 0 && errno != EINTR)
            return;
        at += qMax<qsizetype>(0, written);
    }
}

std::optional<QString> Terminal::ask(const QString &question)
{
    // What was typed before the question was there is no answer to it.
    ::tcflush(m_descriptor, TCIFLUSH);
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
        while (!done && quiet.next({byte.data(), 1}) == 1 && take(byte, typed, done)) {
        }
        say(QStringLiteral("\n"));
    }
    return done ? std::optional(std::move(typed)) : std::nullopt;
}

std::optional<QByteArray> Terminal::askMessage(const QString &question, qsizetype most)
{
    QByteArray message;
    bool done = false;
    {
        const QuietTyping exact(STDIN_FILENO);
        if (!exact.isQuiet())
            return std::nullopt;
        say(question);
        std::array<std::uint8_t, 4096> block{};
        bool givenUp = false;
        while (!done && !givenUp) {
            const auto typed = std::span(block).first(exact.next(block));
            givenUp = typed.empty();
            QByteArray seen;
            for (const std::uint8_t byte : typed) {
                done = byte == kCtrlD || message.size() > most;
                givenUp = byte == kCtrlC;
                if (done || givenUp)
                    break;
                seen += takeMessageByte(char(byte), message);
            }
            write(seen);
        }
        write(QByteArrayLiteral("\r\n"));
    }
    if (message.endsWith('\r'))
        message.back() = '\n';
    return done ? std::optional(message) : std::nullopt;
}

bool standardInputIsTerminal()
{
    return ::isatty(STDIN_FILENO) == 1;
}

} // namespace muster
