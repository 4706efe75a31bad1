// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctlform.h"

#include <QCommandLineParser>
#include <QDir>
#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace muster;

class TestCtlForm : public QObject
{
    Q_OBJECT

private slots:
    void requests_data();
    void requests();
    void refusals_data();
    void refusals();
    void everyFormSaysWhatItDoes();

private:
    static Result<QJsonObject> requestOf(const QString &line);
};

Result<QJsonObject> TestCtlForm::requestOf(const QString &line)
{
    QCommandLineParser parser;
    addCtlFormOptions(parser);
    if (!parser.parse(QStringList{u"ctl"_s} + line.split(u' ')))
        return fail(ErrorCode::ValidationError, parser.errorText());
    const CtlForm *form = CtlForm::find(parser.positionalArguments());
    if (!form)
        return fail(ErrorCode::ValidationError, u"no such command"_s);
    return form->request(parser.positionalArguments(), parser);
}

void TestCtlForm::requests_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QJsonObject>("request");
    QTest::newRow("no arguments") << u"status"_s << QJsonObject{{u"command"_s, u"status"_s}};
    QTest::newRow("two words and a number")
        << u"clock advance 301"_s << QJsonObject{{u"command"_s, u"clock.advance"_s}, {u"seconds"_s, 301}};
    QTest::newRow("a negative number")
        << u"clock advance -- -5"_s << QJsonObject{{u"command"_s, u"clock.advance"_s}, {u"seconds"_s, -5}};
    QTest::newRow("an optional argument")
        << u"resolver slow 20 did:peaq:1"_s
        << QJsonObject{
               {u"command"_s, u"resolver.slow"_s}, {u"milliseconds"_s, 20}, {u"did"_s, u"did:peaq:1"_s}};
    QTest::newRow("without it") << u"resolver unavailable"_s
                                << QJsonObject{{u"command"_s, u"resolver.unavailable"_s}};
    QTest::newRow("flags and a list")
        << u"registry set did:peaq:1 --controller 0x1 --controller 0x2 --inactive --unbonded --name N"_s
        << QJsonObject{{u"command"_s, u"registry.set"_s},
                       {u"did"_s, u"did:peaq:1"_s},
                       {u"controllers"_s, QJsonArray{u"0x1"_s, u"0x2"_s}},
                       {u"active"_s, false},
                       {u"bonded"_s, false},
                       {u"name"_s, u"N"_s}};
    QTest::newRow("an empty list") << u"registry set did:peaq:1"_s
                                   << QJsonObject{{u"command"_s, u"registry.set"_s},
                                                  {u"did"_s, u"did:peaq:1"_s},
                                                  {u"controllers"_s, QJsonArray()}};
    QTest::newRow("a log") << u"log tail -n 5 -f"_s
                           << QJsonObject{
                                  {u"command"_s, u"log.tail"_s}, {u"count"_s, 5}, {u"follow"_s, true}};
    QTest::newRow("a file") << u"export fleet.ndjson"_s
                            << QJsonObject{{u"command"_s, u"export"_s},
                                           {u"file"_s, QDir::current().filePath(u"fleet.ndjson"_s)}};
}

// contract: SWITCH-25
void TestCtlForm::requests()
{
    QFETCH(QString, line);
    QFETCH(QJsonObject, request);
    const auto read = requestOf(line);
    QVERIFY2(read, read ? "" : qPrintable(read.error().message));
    QCOMPARE(*read, request);
}

void TestCtlForm::refusals_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("named");
    QTest::newRow("too little") << u"registry rotate did:peaq:1"_s << u"ADDRESS"_s;
    QTest::newRow("too much") << u"reset now"_s << u"now"_s;
    QTest::newRow("no number") << u"clock advance soon"_s << u"SECONDS"_s;
    QTest::newRow("a fraction") << u"clock advance 1.5"_s << u"SECONDS"_s;
    QTest::newRow("no number in an option") << u"log tail -n x"_s << u"-n"_s;
    QTest::newRow("an option of another") << u"registry remove did:peaq:1 --inactive"_s << u"inactive"_s;
    QTest::newRow("half a command") << u"registry"_s << u"no such"_s;
}

// contract: SWITCH-25
void TestCtlForm::refusals()
{
    QFETCH(QString, line);
    QFETCH(QString, named);
    const auto read = requestOf(line);
    QVERIFY(!read);
    QCOMPARE(read.error().code, ErrorCode::ValidationError);
    QVERIFY2(read.error().message.contains(named), qPrintable(read.error().message));
}

// contract: SWITCH-25
void TestCtlForm::everyFormSaysWhatItDoes()
{
    QSet<QString> words;
    for (const CtlForm &form : CtlForm::all()) {
        words.insert(QLatin1StringView(form.words));
        QVERIFY(QLatin1StringView(form.meaning).endsWith(u'.'));
        QCOMPARE(CtlForm::find(QString(QLatin1StringView(form.words)).split(u' ')), &form);
    }
    QCOMPARE(words.size(), CtlForm::all().size());
}

QTEST_GUILESS_MAIN(TestCtlForm)
#include "tst_ctlform.moc"
