// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "securebytes.h"

#include <QByteArray>
#include <QString>

#include <memory>
#include <optional>

namespace muster {

/// The person at the keyboard, wherever standard input and output lead: /dev/tty. Blocks while it waits for
/// them. One thread.
class Terminal
{
public:
    /// Null where the process has none.
    static std::unique_ptr<Terminal> open();
    ~Terminal();
    Q_DISABLE_COPY_MOVE(Terminal)

    void say(const QString &text);
    /// The line that was typed, without its end; nothing at the end of the terminal (Ctrl-D).
    std::optional<QString> ask(const QString &question);
    /// The same without echo, typed byte by byte into locked memory. Nothing when it was given up: Ctrl-C,
    /// Ctrl-D. A signal that ends the program finds the echo restored.
    std::optional<SecureBytes> askSecret(const QString &question);
    /// What is typed or pasted on the terminal that standard input is, up to Ctrl-D and to `most` bytes and
    /// one more; of any line length, and shown. CR alone, which terminals send for a line end, is LF; CR LF
    /// stays. Backspace takes back a character. Nothing when it was given up, as with askSecret(). What was
    /// typed before the question or after Ctrl-D is dropped: it was typed for something else.
    std::optional<QByteArray> askMessage(const QString &question, qsizetype most);

private:
    void write(const QByteArray &bytes);
    explicit Terminal(int descriptor);
    const int m_descriptor;
};

/// Whether somebody would have to type what is read from standard input.
bool standardInputIsTerminal();

} // namespace muster
