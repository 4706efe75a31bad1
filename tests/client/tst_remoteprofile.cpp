// SPDX-License-Identifier: GPL-3.0-or-later
#include "remoteprofile.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace muster;

class RemoteProfileTest : public QObject
{
    Q_OBJECT

private slots:
    void cleans_data();
    void cleans();
    void refuses_data();
    void refuses();
    void namesAllFaultsAtOnce();
    void neverRepeatsAPassword();
    void saysWhatWasLeftOut_data();
    void saysWhatWasLeftOut();
    void saysWhenTheWayIsOpen_data();
    void saysWhenTheWayIsOpen();
};

void RemoteProfileTest::cleans_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("clean");
    const auto row = [](const char *typed, const char *clean) {
        QTest::newRow(typed) << QString::fromUtf8(typed) << QString::fromUtf8(clean);
    };
    row("http://127.0.0.1:8787", "http://127.0.0.1:8787");
    row("  https://h.example.org \n", "https://h.example.org");
    row("https://h.example.org/", "https://h.example.org");
    row("https://h.example.org///", "https://h.example.org");
    row("https://h.example.org/api/v1", "https://h.example.org");
    row("https://h.example.org/api/v1/", "https://h.example.org");
    row("https://h.example.org/api/v1/api/v1", "https://h.example.org");
    row("https://h.example.org/base/api/v1//", "https://h.example.org/base");
    row("https://h.example.org/a%20b", "https://h.example.org/a%20b");
    row("https://h.example.org/api/v2", "https://h.example.org/api/v2");
    row("HTTPS://H.Example.org", "https://h.example.org");
    row("http://[::1]:8787/", "http://[::1]:8787");
    row("http://localhost", "http://localhost");
}

// contract: HTTP-1
void RemoteProfileTest::cleans()
{
    QFETCH(QString, typed);
    QFETCH(QString, clean);
    const Result<QUrl> url = cleanServiceUrl(typed);
    QVERIFY2(url, qPrintable(url ? QString() : url.error().message));
    QCOMPARE(url->toString(QUrl::FullyEncoded), clean);
    QCOMPARE(cleanServiceUrl(url->toString(QUrl::FullyEncoded)).value(), *url);
}

void RemoteProfileTest::refuses_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("said");
    const auto row = [](const char *typed, const char *said) {
        QTest::newRow(typed) << QString::fromUtf8(typed) << QString::fromUtf8(said);
    };
    row("", "An address is needed");
    row("   ", "An address is needed");
    row("h.example.org", "Is https://h.example.org meant?");
    row("localhost:8787", "Is http://localhost:8787 meant?");
    row("127.0.0.1:8787/api/v1", "Is http://127.0.0.1:8787/api/v1 meant?");
    row("http:h.example.org", "starts with http:// or https://");
    row("ftp://h.example.org", "not ftp://");
    row("file:///etc/passwd", "not the address of a host");
    row("http://", "not the address of a host");
    row("http:///path", "not the address of a host");
    row("https://h.example.org:99999", "not the address of a host");
    row("https://h example.org", "no blanks");
    row("https://h.example.org/\x01", "no blanks");
    row("https://u@h.example.org", "user name or password");
    row("https://h.example.org?x=1", "question mark");
    row("https://h.example.org/#top", "number sign");
    row("nonsense at all", "no blanks");
}

void RemoteProfileTest::refuses()
{
    QFETCH(QString, typed);
    QFETCH(QString, said);
    const Result<QUrl> url = cleanServiceUrl(typed);
    QVERIFY(!url);
    QCOMPARE(url.error().code, ErrorCode::ValidationError);
    const QList<Issue> issues = issuesOf(url.error());
    QCOMPARE(issues.size(), 1);
    QCOMPARE(issues.first().path, u"/url"_s);
    QVERIFY2(issues.first().message.contains(said), qPrintable(issues.first().message));
}

void RemoteProfileTest::namesAllFaultsAtOnce()
{
    const Result<QUrl> url = cleanServiceUrl(u"ftp://user:secret@h.example.org/?a=1#b"_s);
    QVERIFY(!url);
    QCOMPARE(issuesOf(url.error()).size(), 4);
}

void RemoteProfileTest::neverRepeatsAPassword()
{
    for (const QString &typed : {u"https://user:secret@h.example.org"_s, u"user:secret@h.example.org"_s,
                                 u"ftp://user:secret@h.example.org"_s, u"https://user:sec ret@h"_s}) {
        const Result<QUrl> url = cleanServiceUrl(typed);
        QVERIFY(!url);
        QVERIFY2(!url.error().message.contains("sec"_L1), qPrintable(url.error().message));
    }
}

void RemoteProfileTest::saysWhatWasLeftOut_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QStringList>("removed");
    QTest::newRow("nothing") << u"https://h.example.org"_s << QStringList();
    QTest::newRow("the end of an address") << u"https://h.example.org/"_s << QStringList();
    QTest::newRow("blanks") << u" https://h.example.org\n"_s << QStringList{u"blanks around it"_s};
    QTest::newRow("path") << u"https://h.example.org/api/v1"_s << QStringList{u"/api/v1"_s};
    QTest::newRow("all") << u" https://h.example.org/api/v1//"_s
                         << QStringList{u"blanks around it"_s, u"slashes at its end"_s, u"/api/v1"_s};
}

void RemoteProfileTest::saysWhatWasLeftOut()
{
    QFETCH(QString, typed);
    QFETCH(QStringList, removed);
    const auto address = serviceAddress(typed);
    QVERIFY(address);
    QCOMPARE(address->removed, removed);
    QCOMPARE(address->url, QUrl(u"https://h.example.org"_s));
}

void RemoteProfileTest::saysWhenTheWayIsOpen_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<bool>("exposed");
    QTest::newRow("own computer") << u"http://127.0.0.1:8787"_s << false;
    QTest::newRow("own computer by name") << u"http://localhost:8787"_s << false;
    QTest::newRow("own computer, IPv6") << u"http://[::1]:8787"_s << false;
    QTest::newRow("foreign host") << u"http://fleet.example"_s << true;
    QTest::newRow("a name that only begins so") << u"http://localhost.example"_s << true;
    QTest::newRow("neighbour") << u"http://192.168.1.7:8787"_s << true;
    QTest::newRow("foreign host with TLS") << u"https://fleet.example"_s << false;
}

void RemoteProfileTest::saysWhenTheWayIsOpen()
{
    QFETCH(QString, typed);
    QFETCH(bool, exposed);
    QCOMPARE(serviceAddress(typed).value().exposed, exposed);
}

QTEST_APPLESS_MAIN(RemoteProfileTest)
#include "tst_remoteprofile.moc"
