// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QString>
#include <QStringList>

namespace muster {

/// The exact bytes of a message, written so that a person sees what will be signed. Nothing is trimmed or
/// normalised; no two messages have the same text view.
struct MessageBytes
{
    /// UTF-8 as text. A line feed is `⏎` and a line break; every other character that shows nothing, or
    /// changes what others show (controls, bidi and zero-width ones, unusual blanks, private ones), is
    /// `⟦U+XXXX⟧`, as are ⏎, ⟦ and ⟧ themselves. A byte that is not UTF-8 is `⟦byte XX⟧`.
    QString text;
    /// 16 bytes a line: offset, bytes, and the printable ones as ASCII.
    QString hex;
    QString digest; ///< `0x` + 64 hex digits: the EIP-191 digest that is signed
    qsizetype byteCount = 0;
    /// `U+202E` or `byte FF`, each once in order of appearance: what the text view had to make visible, line
    /// feeds aside.
    QStringList conspicuous;
    /// Words that mix Latin, Greek and Cyrillic letters, each once, at most ten: their letters look alike.
    QStringList mixedWords;
    bool hasWideGap = false; ///< text follows after more than three empty lines
};

/// Any thread.
MessageBytes showMessageBytes(QByteArrayView message);

} // namespace muster
