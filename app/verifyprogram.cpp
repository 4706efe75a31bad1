// SPDX-License-Identifier: GPL-3.0-or-later
#include "verifyprogram.h"

#include "optionvalue.h"
#include "signingjournal.h"
#include "standardstreams.h"

#include <QCommandLineParser>
#include <QJsonDocument>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

constexpr int kWhole = 0;
constexpr int kBroken = 1;
constexpr int kUnreadable = 2;

void addOptions(QCommandLineParser &parser)
{
    parser.setApplicationDescription(
        u"Reads a signing journal from its first entry to its last and names the first one that was altered, "
        "is missing or was moved. Needs no passphrase. An end that was cut off can only be seen with the "
        "hash of a later entry, kept elsewhere: --head.\n\n"
        "Exit codes: 0 every entry is as it was written, 1 one is not, 2 unreadable or wrong use."_s);
    parser.addOption(
        {u"journal"_s, u"The journal: signing.jsonl in the data folder of the window."_s, u"FILE"_s});
    parser.addOption({u"head"_s, u"Hash of an entry that must be there, 64 hex digits."_s, u"HASH"_s});
    parser.addOption({u"json"_s, u"Print the verdict as one JSON object."_s});
    parser.addOption({{u"h"_s, u"help"_s}, u"Shows this."_s});
}

QString misuse(const QCommandLineParser &parser)
{
    static const QRegularExpression hash(u"\\A[0-9a-f]{64}\\z"_s);
    if (!parser.positionalArguments().isEmpty())
        return u"verify does not know what to do with \"%1\"; see verify --help."_s.arg(
            parser.positionalArguments().first());
    if (parser.value(u"journal"_s).isEmpty())
        return u"verify needs --journal FILE; see verify --help."_s;
    if (parser.isSet(u"head"_s) && !hash.match(parser.value(u"head"_s).toLower()).hasMatch())
        return u"--head takes 64 hex digits."_s;
    return {};
}

QString word(SigningJournal::Break::Kind kind)
{
    using Kind = SigningJournal::Break::Kind;
    switch (kind) {
    case Kind::Unreadable:
        return u"unreadable"_s;
    case Kind::Altered:
        return u"altered"_s;
    case Kind::Missing:
        return u"missing"_s;
    case Kind::Moved:
        return u"moved"_s;
    case Kind::Torn:
        return u"torn"_s;
    case Kind::CutOff:
        return u"cutOff"_s;
    }
    Q_UNREACHABLE();
}

QByteArray json(const QString &path, const SigningJournal::Verdict &verdict)
{
    QJsonObject object{{u"journal"_s, path},
                       {u"entries"_s, verdict.entries},
                       {u"head"_s, QString::fromLatin1(verdict.head)}};
    if (verdict.firstBreak)
        object.insert("break"_L1, QJsonObject{{u"kind"_s, word(verdict.firstBreak->kind)},
                                              {u"entry"_s, verdict.firstBreak->index},
                                              {u"message"_s, verdict.firstBreak->text}});
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QByteArray sentence(const QString &path, const SigningJournal::Verdict &verdict)
{
    if (verdict.firstBreak)
        return u"%1: %2 Entries before it that are as they were written: %3."_s
            .arg(path, verdict.firstBreak->text)
            .arg(verdict.entries)
            .toUtf8();
    if (verdict.entries == 0)
        return u"%1: no entries."_s.arg(path).toUtf8();
    return u"%1: every entry is as it was written (%2). Hash of the last one: %3"_s.arg(path)
        .arg(verdict.entries)
        .arg(QLatin1StringView(verdict.head))
        .toUtf8();
}

} // namespace

int runVerify(const QStringList &arguments, const QString &program)
{
    QCommandLineParser parser;
    addOptions(parser);
    const bool parsed = parser.parse(QStringList{program + u" verify"_s} + arguments);
    if (parsed && parser.isSet(u"help"_s)) {
        printLine(
            stdout,
            helpWithUsage(parser, u"Usage: %1 verify --journal FILE [options]"_s.arg(program)).toUtf8());
        return kWhole;
    }
    const QString fault = parsed ? misuse(parser) : parser.errorText();
    if (!fault.isEmpty()) {
        complain(fault);
        return kUnreadable;
    }
    const QString path = parser.value(u"journal"_s);
    const auto verdict = SigningJournal::verify(path, parser.value(u"head"_s).toLower().toLatin1());
    if (!verdict) {
        complain(verdict.error().message);
        return kUnreadable;
    }
    printLine(stdout, parser.isSet(u"json"_s) ? json(path, *verdict) : sentence(path, *verdict));
    return verdict->firstBreak ? kBroken : kWhole;
}

} // namespace muster
