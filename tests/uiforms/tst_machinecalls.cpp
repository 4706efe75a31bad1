// SPDX-License-Identifier: GPL-3.0-or-later
#include "clientcalls.h"
#include "indentedjson.h"

#include <QProcess>
#include <QTest>

using namespace muster;
using namespace Qt::StringLiterals;

class TestMachineCalls : public QObject
{
    Q_OBJECT

private slots:
    void curlLineHasNoKey();
    void aShellReadsTheCurlLine();
    void pythonReadsTheSdkCall();
    void indentsWithoutChanging_data();
    void indentsWithoutChanging();
    void deepTextStaysSmall();

private:
    static MachineAddress address()
    {
        return {QUrl(u"https://fleet.example:8443/it's/"_s), u"mach_00000000000000e1"_s, true};
    }
};

void TestMachineCalls::curlLineHasNoKey()
{
    const MachineAddress plain{QUrl(u"http://127.0.0.1:8787"_s), u"mach_00000000000000e1"_s};
    QCOMPARE(curlCall(plain), u"curl -sS -H \"x-api-key: $PEAQOS_API_KEY\" "
                              "'http://127.0.0.1:8787/api/v1/machines/mach_00000000000000e1'\n"_s);
    QVERIFY(!curlCall(plain).contains("verification"_L1));
}

// What a shell makes of the line, taken apart by the shell itself.
void TestMachineCalls::aShellReadsTheCurlLine()
{
    QProcess shell;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"PEAQOS_API_KEY"_s, u"a key with $ and \""_s);
    shell.setProcessEnvironment(environment);
    shell.start(u"sh"_s, {u"-c"_s, u"curl() { printf '%s\\n' \"$@\"; }\n"_s + curlCall(address())});
    QVERIFY(shell.waitForFinished());
    QCOMPARE(QString::fromUtf8(shell.readAllStandardOutput()).split(u'\n'),
             (QStringList{u"-sS"_s, u"-H"_s, u"x-api-key: a key with $ and \""_s,
                          u"https://fleet.example:8443/it's/api/v1/machines/mach_00000000000000e1"
                          "?verification=any"_s,
                          QString()}));
}

void TestMachineCalls::pythonReadsTheSdkCall()
{
    QProcess python;
    python.start(u"python3"_s, {u"-c"_s, u"import ast, sys; ast.parse(sys.stdin.read())"_s});
    python.write(sdkCall(address()).toUtf8());
    python.closeWriteChannel();
    QVERIFY(python.waitForFinished());
    QCOMPARE(python.readAllStandardError(), QByteArray());
    QCOMPARE(python.exitCode(), 0);
    const QString call =
        sdkCall({QUrl(u"https://fleet.example"_s), u"x\r\nprint(\"run\")\u2028\"\\"_s, true});
    QCOMPARE(call.count(u'\n'), sdkCall(address()).count(u'\n'));
    QVERIFY(call.contains(u"get_machine(\"x\\u000d\\u000aprint(\\\"run\\\")\\u2028\\\"\\\\\")"_s));
    QVERIFY(sdkCall(address()).contains(u"api_key=os.environ[\"PEAQOS_API_KEY\"]"_s));
}

void TestMachineCalls::indentsWithoutChanging_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("indented");
    QTest::newRow("empty") << QString() << QString();
    QTest::newRow("nothing inside") << u"{\"a\":[],\"b\":{}}"_s << u"{\n  \"a\": [],\n  \"b\": {}\n}"_s;
    QTest::newRow("order, twice, numbers")
        << u"{\"b\":1.50,\"a\":[1,2e3],\"b\":null}"_s
        << u"{\n  \"b\": 1.50,\n  \"a\": [\n    1,\n    2e3\n  ],\n  \"b\": null\n}"_s;
    QTest::newRow("strings stay") << u"{\"k\":\"a, \\\"b\\\": {\\\\\"}"_s
                                  << u"{\n  \"k\": \"a, \\\"b\\\": {\\\\\"\n}"_s;
    QTest::newRow("no JSON") << u"]oops"_s << u"\n]oops"_s;
}

void TestMachineCalls::indentsWithoutChanging()
{
    QFETCH(QString, text);
    QFETCH(QString, indented);
    QCOMPARE(indentedJson(text), indented);
    // Indented text indents to itself.
    if (text.startsWith(u'{'))
        QCOMPARE(indentedJson(indented), indented);
}

void TestMachineCalls::deepTextStaysSmall()
{
    const QString deep = QString(20'000, u'[') + QString(20'000, u']');
    QVERIFY(indentedJson(deep).size() < 40'000 * 70);
}

QTEST_GUILESS_MAIN(TestMachineCalls)
#include "tst_machinecalls.moc"
