// SPDX-License-Identifier: GPL-3.0-or-later
#include "serveoptions.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace muster;

class TestServeOptions : public QObject
{
    Q_OBJECT

private slots:
    void defaults();
    void refusals_data();
    void refusals();
    void listensWhereItIsTold();
    void commandLineWinsOverEnvironment();
    void theMcrIsNamedOnce();
    void switchesWithoutEffectAreSaid();
};

// contract: SWITCH-3, SWITCH-4, SWITCH-8
void TestServeOptions::defaults()
{
    const auto options = ServeOptions::parse({}, {});
    QVERIFY(options);
    QCOMPARE(options->port, 8787);
    QVERIFY(options->apiKeyDemanded);
    QVERIFY(options->workspace.verificationRequired);
    QCOMPARE(options->workspace.challengeSeconds, 300);
    QCOMPARE(options->workspace.auditDays, 400);
    QVERIFY(options->workspace.challengeText.isEmpty());
    QVERIFY(!options->workspace.ephemeral);
    QVERIFY(!options->workspace.folder.isEmpty());
}

void TestServeOptions::refusals_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("named");
    QTest::newRow("port not a number") << QStringList{u"--port"_s, u"http"_s} << u"--port"_s;
    QTest::newRow("port too large") << QStringList{u"--port"_s, u"65536"_s} << u"--port"_s;
    QTest::newRow("port negative") << QStringList{u"--port=-1"_s} << u"--port"_s;
    QTest::newRow("unknown option") << QStringList{u"--prot"_s, u"1"_s} << u"prot"_s;
    QTest::newRow("stray word") << QStringList{u"now"_s} << u"now"_s;
    QTest::newRow("two ways to the key")
        << QStringList{u"--no-api-key"_s, u"--api-key-file"_s, u"k"_s} << u"--api-key-file"_s;
    QTest::newRow("two places") << QStringList{u"--ephemeral"_s, u"--data-dir"_s, u"d"_s} << u"--data-dir"_s;
    QTest::newRow("controller too short")
        << QStringList{u"--default-controller"_s, u"0x12"_s} << u"--default-controller"_s;
    QTest::newRow("verification") << QStringList{u"--identity-verification"_s, u"maybe"_s}
                                  << u"--identity-verification"_s;
    QTest::newRow("challenge text") << QStringList{u"--challenge-text"_s, u"own"_s}
                                    << u"key-value, json, siwe"_s;
    QTest::newRow("audit zero") << QStringList{u"--audit-days"_s, u"0"_s} << u"--audit-days"_s;
    QTest::newRow("audit long") << QStringList{u"--audit-days"_s, u"36501"_s} << u"--audit-days"_s;
    QTest::newRow("listen on a name") << QStringList{u"--listen"_s, u"localhost"_s} << u"--listen"_s;
    QTest::newRow("listen on nothing") << QStringList{u"--listen"_s, QString()} << u"--listen"_s;
    QTest::newRow("listen openly without a name")
        << QStringList{u"--listen"_s, u"0.0.0.0"_s} << u"--allow-host"_s;
    QTest::newRow("listen openly without a key")
        << QStringList{u"--listen"_s, u"::"_s, u"--allow-host"_s, u"fleet"_s, u"--no-api-key"_s}
        << u"API key"_s;
    QTest::newRow("every host") << QStringList{u"--allow-host"_s, u"*"_s} << u"--allow-host"_s;
    QTest::newRow("host with a port") << QStringList{u"--allow-host"_s, u"fleet:8787"_s} << u"--allow-host"_s;
    QTest::newRow("two hosts in one") << QStringList{u"--allow-host"_s, u"a,b"_s} << u"--allow-host"_s;
    QTest::newRow("host without brackets")
        << QStringList{u"--allow-host"_s, u"fe80::1"_s} << u"--allow-host"_s;
    QTest::newRow("ttl zero") << QStringList{u"--challenge-ttl"_s, u"0"_s} << u"--challenge-ttl"_s;
    QTest::newRow("MCR without a scheme") << QStringList{u"--mcr-url"_s, u"mcr.peaq.xyz"_s} << u"--mcr-url"_s;
    QTest::newRow("MCR of another scheme") << QStringList{u"--mcr-url"_s, u"ftp://x"_s} << u"--mcr-url"_s;
    QTest::newRow("MCR empty") << QStringList{u"--mcr-url"_s, QString()} << u"--mcr-url"_s;
    QTest::newRow("fresh negative") << QStringList{u"--mcr-fresh=-1"_s} << u"--mcr-fresh"_s;
    QTest::newRow("fresh long") << QStringList{u"--mcr-fresh"_s, u"3601"_s} << u"--mcr-fresh"_s;
    QTest::newRow("two places for identities")
        << QStringList{u"--mcr-url"_s, u"http://x"_s, u"--registry"_s, u"r"_s} << u"--registry"_s;
    QTest::newRow("MCR and default controller")
        << QStringList{u"--mcr-url"_s, u"http://x"_s, u"--default-controller"_s,
                       u"0x1563915e194d8cfba1943570603f7606a3115508"_s}
        << u"--default-controller"_s;
    QTest::newRow("ttl long") << QStringList{u"--challenge-ttl"_s, u"3601"_s} << u"--challenge-ttl"_s;
}

// contract: SWITCH-2
void TestServeOptions::refusals()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, named);
    const auto options = ServeOptions::parse(arguments, {});
    QVERIFY(!options);
    QCOMPARE(options.error().code, ErrorCode::ValidationError);
    QVERIFY2(options.error().message.contains(named), qPrintable(options.error().message));
}

// contract: SWITCH-28
void TestServeOptions::listensWhereItIsTold()
{
    QCOMPARE(ServeOptions::parse({}, {})->listenAddress, QHostAddress(QHostAddress::LocalHost));
    QCOMPARE(ServeOptions::parse({u"--listen"_s, u"::1"_s, u"--no-api-key"_s}, {})->listenAddress,
             QHostAddress(QHostAddress::LocalHostIPv6));
    const auto open = ServeOptions::parse({u"--listen"_s, u"0.0.0.0"_s, u"--allow-host"_s, u"Fleet.example"_s,
                                           u"--allow-host"_s, u"[fd00::1]"_s},
                                          {});
    QVERIFY(open);
    QCOMPARE(open->listenAddress, QHostAddress(QHostAddress::AnyIPv4));
    QCOMPARE(open->hostNames, (QByteArrayList{"fleet.example", "[fd00::1]"}));
}

// contract: SWITCH-8
void TestServeOptions::commandLineWinsOverEnvironment()
{
    QProcessEnvironment environment;
    environment.insert(u"PEAQOS_MACHINE_IDENTITY_VERIFICATION"_s, u"optional"_s);
    environment.insert(u"PEAQOS_REQUIRE_API_AUTH"_s, u"false"_s);
    const auto fromEnvironment = ServeOptions::parse({}, environment);
    QVERIFY(fromEnvironment);
    QVERIFY(!fromEnvironment->workspace.verificationRequired);
    QVERIFY(!fromEnvironment->apiKeyDemanded);

    const auto typed = ServeOptions::parse(
        {u"--identity-verification"_s, u"required"_s, u"--api-key-file"_s, u"key"_s}, environment);
    QVERIFY(typed);
    QVERIFY(typed->workspace.verificationRequired);
    QVERIFY(typed->apiKeyDemanded);

    environment.insert(u"PEAQOS_REQUIRE_API_AUTH"_s, u"perhaps"_s);
    QVERIFY(!ServeOptions::parse({}, environment));
}

// contract: SWITCH-32
void TestServeOptions::switchesWithoutEffectAreSaid()
{
    const QStringList variables{u"PEAQOS_REQUIRE_AGENT_PAIRING_AUTH"_s,
                                u"PEAQOS_ENFORCE_SERVICE_PAYMENT_RAILS"_s};
    QCOMPARE(ServeOptions::parse({}, {})->remarks, QStringList());
    for (const QString &variable : variables) {
        QProcessEnvironment environment;
        for (const QString &word : {u"true"_s, u"false"_s}) {
            environment.insert(variable, word);
            const auto options = ServeOptions::parse({}, environment);
            QVERIFY(options);
            QCOMPARE(options->remarks.size(), 1);
            QVERIFY(options->remarks.first().startsWith(variable));
        }
        for (const QString &word : {u"perhaps"_s, u"TRUE"_s, u""_s}) {
            environment.insert(variable, word);
            const auto options = ServeOptions::parse({}, environment);
            QVERIFY(!options);
            QCOMPARE(options.error().code, ErrorCode::ValidationError);
            QVERIFY(options.error().message.contains(variable));
        }
    }
}

// contract: ID-34
void TestServeOptions::theMcrIsNamedOnce()
{
    QProcessEnvironment environment;
    const QString variable = u"PEAQOS_MCR_API_URL"_s;
    QVERIFY(ServeOptions::parse({}, environment)->workspace.mcrUrl.isEmpty());
    QCOMPARE(ServeOptions::parse({}, environment)->workspace.mcrFreshSeconds, 600);
    environment.insert(variable, u"http://127.0.0.1:8000/"_s);
    QCOMPARE(ServeOptions::parse({}, environment)->workspace.mcrUrl, QUrl(u"http://127.0.0.1:8000"_s));
    const auto typed = ServeOptions::parse(
        {u"--mcr-url"_s, u"https://mcr.example.org/x"_s, u"--mcr-fresh"_s, u"0"_s}, environment);
    QCOMPARE(typed->workspace.mcrUrl, QUrl(u"https://mcr.example.org/x"_s));
    QCOMPARE(typed->workspace.mcrFreshSeconds, 0);
    // The command line wins: a registry there sets the variable aside, and that is said.
    const auto registry = ServeOptions::parse({u"--registry"_s, u"r.json"_s}, environment);
    QVERIFY(registry->workspace.mcrUrl.isEmpty());
    QVERIFY(registry->remarks.value(0).contains(variable));
    const auto demo = ServeOptions::parse({u"--demo"_s}, environment);
    QVERIFY(demo->workspace.mcrUrl.isEmpty());
    QVERIFY(demo->remarks.value(0).contains(u"--demo"_s));
    environment.insert(variable, u"mcr"_s);
    const auto wrong = ServeOptions::parse({}, environment);
    QVERIFY(!wrong);
    QVERIFY(wrong.error().message.contains(variable));
}

QTEST_GUILESS_MAIN(TestServeOptions)
#include "tst_serveoptions.moc"
