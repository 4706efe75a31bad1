// SPDX-License-Identifier: GPL-3.0-or-later
#include "pastedmessage.h"

#include <QStringList>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

constexpr QByteArrayView kIndent{"  "};

/// One way to change a text, with its name and its words; nothing where there is nothing to change.
struct Variant
{
    QString name;
    QString words;
    QByteArray bytes;
};

bool isBlankLine(QByteArrayView line)
{
    return line.isEmpty() || line == "\r";
}

QList<Variant> byIndent(const QByteArray &text)
{
    QList<Variant> variants{{{}, {}, text}};
    if (!text.startsWith(kIndent))
        return variants;
    variants.append(
        {u"unindented"_s, u"without the two blanks before the first line"_s, text.sliced(kIndent.size())});
    QList<QByteArray> lines = text.split('\n');
    const bool all = std::all_of(lines.begin(), lines.end(), [](const QByteArray &line) {
        return isBlankLine(line) || line.startsWith(kIndent);
    });
    if (!all)
        return variants;
    for (QByteArray &line : lines) {
        if (line.startsWith(kIndent))
            line.remove(0, kIndent.size());
    }
    variants.append({u"unindented-lines"_s, u"without the two blanks before each line"_s, lines.join('\n')});
    return variants;
}

QList<Variant> byLineEnds(const QByteArray &text)
{
    QList<Variant> variants{{{}, {}, text}};
    if (text.contains("\r\n"))
        variants.append({u"lf"_s, u"with LF where CRLF stands"_s, QByteArray(text).replace("\r\n", "\n")});
    return variants;
}

/// `text` without its last line end; the same when it has none.
QByteArrayView chopped(QByteArrayView text)
{
    if (text.endsWith("\r\n"))
        return text.chopped(2);
    return text.endsWith('\n') ? text.chopped(1) : text;
}

QList<Variant> byEnd(const QByteArray &text)
{
    QList<Variant> variants{{{}, {}, text}};
    QByteArrayView one = text;
    QByteArrayView none = chopped(one);
    for (QByteArrayView shorter = chopped(none); shorter.size() < none.size(); shorter = chopped(none)) {
        one = none;
        none = shorter;
    }
    if (one.size() < text.size())
        variants.append({u"one-line-end"_s, u"with one line end at the end"_s, one.toByteArray()});
    if (none.size() < text.size())
        variants.append({u"no-line-end"_s, u"without the line end at the end"_s, none.toByteArray()});
    return variants;
}

void appendIfNew(QList<PastedReading> &readings, const QStringList &names, const QStringList &words,
                 const QByteArray &bytes)
{
    const bool known = std::any_of(readings.begin(), readings.end(),
                                   [&bytes](const PastedReading &reading) { return reading.bytes == bytes; });
    if (bytes.isEmpty() || known)
        return;
    QStringList named = names;
    QStringList told = words;
    named.removeAll(QString());
    told.removeAll(QString());
    readings.append({named.isEmpty() ? u"exact"_s : named.join(u'+'),
                     told.isEmpty() ? u"exactly as it came"_s : told.join(u", "_s), bytes});
}

} // namespace

QList<PastedReading> readingsOfPaste(const QByteArray &pasted)
{
    QList<PastedReading> readings;
    const QList<Variant> indents = byIndent(pasted);
    for (const Variant &indent : indents) {
        const QList<Variant> lineEnds = byLineEnds(indent.bytes);
        for (const Variant &lineEnd : lineEnds) {
            const QList<Variant> ends = byEnd(lineEnd.bytes);
            for (const Variant &end : ends)
                appendIfNew(readings, {indent.name, lineEnd.name, end.name},
                            {indent.words, lineEnd.words, end.words}, end.bytes);
        }
    }
    return readings;
}

} // namespace muster
