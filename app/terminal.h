// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "securebytes.h"

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

private:
    explicit Terminal(int descriptor);
    const int m_descriptor;
};

/// Whether somebody would have to type what is read from standard input.
bool standardInputIsTerminal();

} // namespace muster
