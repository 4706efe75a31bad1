// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctlprogram.h"

#include "controlclient.h"
#include "ctlform.h"
#include "standardstreams.h"

#include <QCommandLineParser>
#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

struct CtlOptions
{
    QString controlPath;
    bool json = false;
    int seconds = 60;
    QJsonObject request;
};

QString helpText(QCommandLineParser &parser, const QString &program)
{
    QString text = u"Usage: %1 ctl --control PATH COMMAND\n"
                   "Drives a server that was started with --control PATH.\n\nCommands:\n"_s.arg(program);
    for (const CtlForm &form : CtlForm::all())
        text += u"  %1\n      %2\n"_s.arg(form.synopsis(), QLatin1StringView(form.meaning));
    const QString options = parser.helpText();
    text += u'\n' + options.mid(options.indexOf("Options:"_L1));
    text += u"\nExit codes: 0 done, 1 refused or no server there, 2 wrong use."_s;
    return text;
}

void addOptions(QCommandLineParser &parser)
{
    parser.addOption({{u"h"_s, u"help"_s}, u"Shows this."_s});
    parser.addOption({u"control"_s, u"The server's control socket."_s, u"PATH"_s});
    parser.addOption({u"json"_s, u"Print the server's answer as it came."_s});
    parser.addOption({u"timeout"_s, u"Seconds to wait for an answer, 1 to 3600."_s, u"SECONDS"_s, u"60"_s});
    addCtlFormOptions(parser);
}

Result<CtlOptions> readOptions(const QCommandLineParser &parser)
{
    CtlOptions options;
    options.controlPath = parser.value(u"control"_s);
    if (options.controlPath.isEmpty())
        return fail(ErrorCode::ValidationError, u"ctl needs --control PATH; see ctl --help."_s);
    options.json = parser.isSet(u"json"_s);
    bool isNumber = false;
    options.seconds = parser.value(u"timeout"_s).toInt(&isNumber);
    if (!isNumber || options.seconds < 1 || options.seconds > 3600)
        return fail(ErrorCode::ValidationError, u"--timeout takes a number from 1 to 3600, not \"%1\"."_s.arg(
                                                    parser.value(u"timeout"_s)));
    const QStringList typed = parser.positionalArguments();
    const CtlForm *form = CtlForm::find(typed);
    if (!form)
        return fail(ErrorCode::ValidationError,
                    typed.isEmpty() ? u"ctl needs a command; see ctl --help."_s
                                    : u"There is no command \"%1\"; see ctl --help."_s.arg(typed.join(u' ')));
    auto request = form->request(typed, parser);
    if (!request)
        return Failure(request.error());
    options.request = *request;
    return options;
}

QByteArray entryLine(const QJsonObject &entry)
{
    QString line = u"%1 %2 %3 %4"_s
                       .arg(entry.value("time"_L1).toString(), entry.value("method"_L1).toString(),
                            entry.value("path"_L1).toString())
                       .arg(entry.value("status"_L1).toInt());
    if (entry.contains("code"_L1))
        line += u' ' + entry.value("code"_L1).toString();
    line += u"  %1 ms"_s.arg(entry.value("microseconds"_L1).toDouble() / 1000, 0, 'f', 1);
    return line.toUtf8();
}

/// The sentences of a refusal: every fault with its place.
QString refusalText(const QJsonObject &error)
{
    QString text = error.value("message"_L1).toString();
    const QJsonArray issues = error.value("details"_L1).toObject().value("issues"_L1).toArray();
    if (issues.size() < 2)
        return text;
    for (const QJsonValue &issue : issues)
        text += u' ' + issue.toObject().value("path"_L1).toString() + u": "_s +
                issue.toObject().value("message"_L1).toString();
    return text;
}

void printAnswer(const QJsonObject &answer, bool json)
{
    if (json) {
        printLine(stdout, QJsonDocument(answer).toJson(QJsonDocument::Compact));
        return;
    }
    if (answer.contains("entry"_L1)) {
        printLine(stdout, entryLine(answer.value("entry"_L1).toObject()));
        return;
    }
    const QJsonObject result = answer.value("result"_L1).toObject();
    if (!result.contains("entries"_L1)) {
        printLine(stdout, result.value("message"_L1).toString().toUtf8());
        return;
    }
    const QJsonArray entries = result.value("entries"_L1).toArray();
    for (const QJsonValue &entry : entries)
        printLine(stdout, entryLine(entry.toObject()));
}

/// What ends after the answer: the log that is followed, the server that shuts down.
Result<void> stay(ControlClient &client, const CtlOptions &options)
{
    if (options.request.value("command"_L1) == "shutdown"_L1)
        return client.waitForEnd(options.seconds * 1000);
    if (!options.request.value("follow"_L1).toBool())
        return {};
    for (;;) {
        const auto entry = client.nextAnswer(-1);
        if (!entry)
            return Failure(entry.error());
        printAnswer(*entry, options.json);
    }
}

int failed(const Error &error)
{
    complain(error.message);
    return error.code == ErrorCode::ValidationError ? 2 : 1;
}

int carryOut(const CtlOptions &options)
{
    ControlClient client;
    if (const auto connected = client.open(options.controlPath); !connected)
        return failed(connected.error());
    const auto answer = client.ask(options.request, options.seconds * 1000);
    if (!answer)
        return failed(answer.error());
    if (answer->contains("error"_L1)) {
        const QJsonObject error = answer->value("error"_L1).toObject();
        if (options.json)
            printAnswer(*answer, true);
        else
            complain(refusalText(error));
        return error.value("code"_L1) == errorCodeName(ErrorCode::ValidationError) ? 2 : 1;
    }
    printAnswer(*answer, options.json);
    const auto ended = stay(client, options);
    return ended ? 0 : failed(ended.error());
}

} // namespace

int runCtl(const QStringList &arguments, const QString &program)
{
    QCommandLineParser parser;
    addOptions(parser);
    const bool parsed = parser.parse(QStringList{program + u" ctl"_s} + arguments);
    if (parsed && parser.isSet(u"help"_s)) {
        printLine(stdout, helpText(parser, program).toUtf8());
        return 0;
    }
    if (!parsed)
        return failed(fail(ErrorCode::ValidationError, parser.errorText()).value());
    const auto options = readOptions(parser);
    return options ? carryOut(*options) : failed(options.error());
}

} // namespace muster
