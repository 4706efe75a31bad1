// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctlform.h"

#include <QCommandLineParser>
#include <QFileInfo>
#include <QJsonArray>

#include <array>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

/// An option of single commands and what it says in the request.
struct FormOption
{
    QLatin1StringView name;
    QLatin1StringView shown; ///< of its value; empty for a flag
    QLatin1StringView member;
    bool flagValue;
    QLatin1StringView meaning;
};

constexpr auto kController = "controller"_L1;
constexpr auto kNumber = "n"_L1;

constexpr std::array kOptions{
    FormOption{kController, "ADDRESS"_L1, "controllers"_L1, false,
               "A controller of the identity; may be repeated, or left out for an identity without one."_L1},
    FormOption{"operator"_L1, "ADDRESS"_L1, "operator"_L1, false, "The identity's operator."_L1},
    FormOption{"name"_L1, "TEXT"_L1, "name"_L1, false, "A name for people."_L1},
    FormOption{"rating"_L1, "RATING"_L1, "rating"_L1, false,
               "What the machine's credit is rated: AAA, AA, A, BBB, BB or B."_L1},
    FormOption{"inactive"_L1, ""_L1, "active"_L1, false, "The identity is not active."_L1},
    FormOption{"unbonded"_L1, ""_L1, "bonded"_L1, false, "The identity is not bonded."_L1},
    FormOption{kNumber, "N"_L1, "count"_L1, false, "How many."_L1},
    FormOption{"f"_L1, ""_L1, "follow"_L1, true, "Go on until it is interrupted."_L1},
    FormOption{"discard-records"_L1, ""_L1, "discardRecords"_L1, true,
               "Reset a workspace that is kept, too."_L1},
};

Failure usage(const QString &sentence)
{
    return fail(ErrorCode::ValidationError, sentence);
}

Result<QJsonValue> numberOf(const QString &typed, const QString &shown)
{
    bool isNumber = false;
    const qint64 number = typed.toLongLong(&isNumber);
    if (!isNumber)
        return usage(u"%1 is a whole number, not \"%2\"."_s.arg(shown, typed));
    return QJsonValue(number);
}

Result<QJsonValue> valueOf(const CtlForm::Argument &argument, const QString &typed)
{
    switch (argument.kind) {
    case CtlForm::Kind::Number:
        return numberOf(typed, QLatin1StringView(argument.shown));
    case CtlForm::Kind::File:
        return QJsonValue(QFileInfo(typed).absoluteFilePath());
    case CtlForm::Kind::Text:
        break;
    }
    return QJsonValue(typed);
}

Result<QJsonValue> valueOf(const FormOption &option, const QCommandLineParser &parser)
{
    if (option.shown.isEmpty())
        return QJsonValue(option.flagValue);
    if (option.name == kController)
        return QJsonValue(QJsonArray::fromStringList(parser.values(option.name)));
    const QString typed = parser.value(option.name);
    return option.name == kNumber ? numberOf(typed, u"-n"_s) : Result<QJsonValue>(QJsonValue(typed));
}

} // namespace

const QList<CtlForm> &CtlForm::all()
{
    static const Argument kDid{"DID", "did"};
    static const Argument kAnyDid{"DID", "did", Kind::Text, true};
    static const QList<CtlForm> forms{
        {"status", {}, {}, "What runs, what it holds, and everything that is simulated."},
        {"registry list", {}, {}, "The identities of the embedded registry."},
        {"registry set",
         {kDid},
         {u"controller"_s, u"operator"_s, u"name"_s, u"rating"_s, u"inactive"_s, u"unbonded"_s},
         "Add an identity, or replace what is known of it."},
        {"registry rotate",
         {kDid, {"ADDRESS", "controller"}},
         {},
         "Make this address the identity's only controller."},
        {"registry deactivate", {kDid}, {}, "The identity is not active from now on."},
        {"registry activate", {kDid}, {}, "The identity is active again."},
        {"registry remove", {kDid}, {}, "The registry does not know the identity any more."},
        {"resolver unavailable", {kAnyDid}, {}, "Simulate that the registry does not answer."},
        {"resolver slow",
         {{"MS", "milliseconds", Kind::Number}, kAnyDid},
         {},
         "Simulate that the registry answers after this many milliseconds."},
        {"resolver normal", {kAnyDid}, {}, "The registry answers as it should."},
        {"clock show", {}, {}, "The server's time, and how far it was moved."},
        {"clock advance",
         {{"SECONDS", "seconds", Kind::Number}},
         {},
         "Move the clock on; after -- a negative number moves it back."},
        {"clock set", {{"MOMENT", "moment"}}, {}, "Move the clock, as in 2027-01-31T12:00:00Z."},
        {"clock reset", {}, {}, "Back to the computer's time."},
        {"fault",
         {{"CODE", "code"}},
         {kNumber},
         "Answer the next -n requests (1) with this error code; \"close\" closes their connection."},
        {"challenge-text",
         {{"NAME", "name"}},
         {},
         "Simulate a service with other challenges: sentence, key-value, json, siwe or other-identity; own "
         "ends "
         "it."},
        {"log tail", {}, {kNumber, u"f"_s}, "The last -n requests (20); -f goes on with those that come."},
        {"export", {{"FILE", "file", Kind::File}}, {}, "Write all machines, with their proofs, for --seed."},
        {"reset",
         {},
         {u"discard-records"_s},
         "Throw away what the server holds, load what it was started with, simulate nothing."},
        {"shutdown", {}, {}, "End the server; returns when it has ended."},
    };
    return forms;
}

const CtlForm *CtlForm::find(const QStringList &typed)
{
    for (const CtlForm &form : all()) {
        const QStringList words = QString::fromLatin1(form.words).split(u' ');
        if (typed.mid(0, words.size()) == words)
            return &form;
    }
    return nullptr;
}

QString CtlForm::synopsis() const
{
    QString text = QLatin1StringView(words);
    for (const Argument &argument : arguments) {
        const QString shown = QLatin1StringView(argument.shown);
        text += argument.optional ? u" [%1]"_s.arg(shown) : QString(u' ' + shown);
    }
    return options.isEmpty() ? text : QString(text + u" [options]"_s);
}

Result<QJsonObject> CtlForm::request(const QStringList &typed, const QCommandLineParser &parser) const
{
    const QString name = QLatin1StringView(words);
    const QStringList values = typed.mid(name.count(u' ') + 1);
    if (values.size() > arguments.size())
        return usage(u"\"%1\" takes no \"%2\"."_s.arg(name, values.at(arguments.size())));
    QJsonObject object{{u"command"_s, QString(name).replace(u' ', u'.')}};
    for (qsizetype i = 0; i < arguments.size(); ++i) {
        const Argument &argument = arguments.at(i);
        if (i >= values.size() && !argument.optional)
            return usage(u"\"%1\" needs %2."_s.arg(name, QLatin1StringView(argument.shown)));
        if (i >= values.size())
            continue;
        const auto value = valueOf(argument, values.at(i));
        if (!value)
            return Failure(value.error());
        object.insert(QLatin1StringView(argument.member), *value);
    }
    for (const FormOption &option : kOptions) {
        // A list that may be empty is sent even then.
        const bool isEmptyList = option.name == kController && options.contains(option.name);
        if (!parser.isSet(option.name) && !isEmptyList)
            continue;
        if (!options.contains(option.name))
            return usage(u"\"%1\" takes no option \"%2\"."_s.arg(name, option.name));
        const auto value = valueOf(option, parser);
        if (!value)
            return Failure(value.error());
        object.insert(option.member, *value);
    }
    return object;
}

void addCtlFormOptions(QCommandLineParser &parser)
{
    for (const FormOption &option : kOptions)
        parser.addOption(QCommandLineOption(option.name == "f"_L1 ? QStringList{u"f"_s, u"follow"_s}
                                                                  : QStringList{option.name},
                                            option.meaning, option.shown));
}

} // namespace muster
