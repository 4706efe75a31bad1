// SPDX-License-Identifier: GPL-3.0-or-later
#include "messagebytes.h"

#include "keccak.h"

#include <QSet>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

constexpr qsizetype kBytesPerLine = 16;
constexpr qsizetype kMostMixedWords = 10;
constexpr int kMostEmptyLines = 3;

/// Letters and symbols that show as a blank or as nothing, which their category does not tell.
constexpr std::array<char32_t, 8> kBlankLetters{0x034f, 0x115f, 0x1160, 0x17b4,
                                                0x17b5, 0x2800, 0x3164, 0xffa0};

bool isVariationSelector(char32_t c)
{
    return (c >= 0xfe00 && c <= 0xfe0f) || (c >= 0xe0100 && c <= 0xe01ef) || (c >= 0x180b && c <= 0x180f);
}

/// The characters that the view itself speaks with.
bool isMark(char32_t c)
{
    return c == U'⏎' || c == U'⟦' || c == U'⟧';
}

bool mustBeNamed(char32_t c)
{
    switch (QChar::category(c)) {
    case QChar::Other_Control:
    case QChar::Other_Format:
    case QChar::Other_Surrogate:
    case QChar::Other_PrivateUse:
    case QChar::Other_NotAssigned:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
        return true;
    case QChar::Separator_Space:
        return c != U' ';
    default:
        return isMark(c) || isVariationSelector(c) ||
               std::find(kBlankLetters.begin(), kBlankLetters.end(), c) != kBlankLetters.end();
    }
}

QString upperHex(uint number, qsizetype digits)
{
    return QString::number(number, 16).toUpper().rightJustified(digits, u'0');
}

/// How many bytes the character that begins with `lead` should have; 1 for what begins none.
qsizetype sequenceLength(char lead)
{
    const auto byte = static_cast<uchar>(lead);
    return byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
}

/// The text view as far as it is written.
struct View
{
    QString text;
    QStringList conspicuous;
    QSet<QString> named;
};

void appendNamed(View &view, const QString &name)
{
    view.text += u'⟦' + name + u'⟧';
    if (view.named.contains(name))
        return;
    view.named.insert(name);
    view.conspicuous.append(name);
}

/// The character of a sequence that is known to be valid UTF-8. QString::fromUtf8() would swallow U+FEFF.
char32_t decoded(QByteArrayView sequence)
{
    auto c = static_cast<char32_t>(static_cast<uchar>(sequence.front()));
    if (sequence.size() > 1)
        c &= 0x7fU >> sequence.size();
    for (const char byte : sequence.sliced(1))
        c = (c << 6) | (static_cast<uchar>(byte) & 0x3fU);
    return c;
}

void appendCharacter(View &view, char32_t c)
{
    if (c == U'\n')
        view.text += u"⏎\n"_s;
    else if (mustBeNamed(c))
        appendNamed(view, u"U+"_s + upperHex(c, 4));
    else
        view.text += QChar::fromUcs4(c);
}

bool isLookalikeScript(QChar::Script script)
{
    return script == QChar::Script_Latin || script == QChar::Script_Greek || script == QChar::Script_Cyrillic;
}

QStringList mixedWordsOf(const QString &text)
{
    QStringList mixed;
    QString word;
    QSet<int> scripts;
    const auto endWord = [&] {
        if (scripts.size() > 1 && mixed.size() < kMostMixedWords && !mixed.contains(word))
            mixed.append(word);
        word.clear();
        scripts.clear();
    };
    const QList<uint> characters = text.toUcs4();
    for (const uint character : characters) {
        if (!QChar::isLetter(character)) {
            endWord();
            continue;
        }
        word += QChar::fromUcs4(character);
        if (isLookalikeScript(QChar::script(character)))
            scripts.insert(QChar::script(character));
    }
    endWord();
    return mixed;
}

/// More than three empty lines: they may push the rest out of sight.
bool hasWideGap(QByteArrayView message)
{
    int empty = 0;
    bool begun = false;
    const QList<QByteArray> lines = message.toByteArray().split('\n');
    for (const QByteArray &line : lines) {
        if (line.trimmed().isEmpty()) {
            ++empty;
            continue;
        }
        if (begun && empty > kMostEmptyLines)
            return true;
        begun = true;
        empty = 0;
    }
    return false;
}

QString hexView(QByteArrayView message)
{
    QString view;
    for (qsizetype offset = 0; offset < message.size(); offset += kBytesPerLine) {
        const QByteArrayView line = message.sliced(offset, std::min(kBytesPerLine, message.size() - offset));
        QString printable;
        for (const char byte : line)
            printable += byte >= ' ' && byte <= '~' ? QLatin1Char(byte) : QLatin1Char('.');
        const QString bytes = QString::fromLatin1(line.toByteArray().toHex(' '));
        view += upperHex(static_cast<uint>(offset), 8).toLower() + u"  "_s +
                bytes.leftJustified(3 * kBytesPerLine - 1) + u"  "_s + printable + u'\n';
    }
    view.chop(view.isEmpty() ? 0 : 1);
    return view;
}

} // namespace

MessageBytes showMessageBytes(QByteArrayView message)
{
    View view;
    for (qsizetype at = 0; at < message.size();) {
        const qsizetype length = std::min(sequenceLength(message.at(at)), message.size() - at);
        const QByteArrayView sequence = message.sliced(at, length);
        if (sequence.isValidUtf8()) {
            appendCharacter(view, decoded(sequence));
            at += length;
        } else {
            appendNamed(view, u"byte "_s + upperHex(static_cast<uchar>(message.at(at)), 2));
            ++at;
        }
    }
    const QString digest = QString::fromLatin1(personalMessageDigest(message).toHex());
    return {view.text,          hexView(message), u"0x"_s + digest,
            message.size(),     view.conspicuous, mixedWordsOf(QString::fromUtf8(message)),
            hasWideGap(message)};
}

} // namespace muster
