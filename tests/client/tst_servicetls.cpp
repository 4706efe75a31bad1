// SPDX-License-Identifier: GPL-3.0-or-later
#include "awaited.h"
#include "remoteorchestrator.h"
#include "scriptedservice.h"
#include "testcertificates.h"
#include "tlsfront.h"

#include <QFile>
#include <QSslCertificate>
#include <QTest>
#include <QThreadPool>

using namespace Qt::StringLiterals;
using namespace muster;

/// A service behind TLS, on real sockets with certificates of its own.
class ServiceTlsTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase();
    void anUnknownAuthorityIsRefusedWithItsCertificate();
    void theFileOfTheProfileIsTrusted();
    void onlyTheFileOfTheProfileIsTrusted();
    void aCertificateForAnotherHostIsRefused();
    void aFileThatIsNoneIsSaidBesideIt_data();
    void aFileThatIsNoneIsSaidBesideIt();
    void whatWaitsForTheFileEndsWithTheConnection();

private:
    Result<ServiceHealth> healthWith(const TlsFront &front, const QString &caFile) const;

    TestCertificates m_certificates;
    ScriptedService m_service;
};

/// OpenSSL frees what it keeps for a thread when the thread ends, not at the end of the program.
void ServiceTlsTest::cleanupTestCase()
{
    QVERIFY(QThreadPool::globalInstance()->waitForDone(30'000));
}

void ServiceTlsTest::initTestCase()
{
    QVERIFY2(m_certificates.fault().isEmpty(), qPrintable(m_certificates.fault()));
}

Result<ServiceHealth> ServiceTlsTest::healthWith(const TlsFront &front, const QString &caFile) const
{
    RemoteProfile profile{front.url(), "secret-key"};
    profile.caFile = caFile;
    RemoteOrchestrator remote(profile);
    return await(remote.health());
}

void ServiceTlsTest::anUnknownAuthorityIsRefusedWithItsCertificate()
{
    const TlsFront front(quint16(m_service.url().port()), m_certificates.server());
    QVERIFY(front.listens());
    const auto health = healthWith(front, {});
    QVERIFY(!health);
    QCOMPARE(health.error().code, ErrorCode::NetworkFailure);
    QVERIFY2(health.error().message.startsWith(u"No safe connection to 127.0.0.1:"_s),
             qPrintable(health.error().message));
    const QJsonObject shown = health.error().details.value("certificate"_L1).toObject();
    const QSslCertificate real = QSslCertificate::fromPath(m_certificates.server()).first();
    QCOMPARE(shown.value("subject"_L1).toString(), u"fleet.test"_s);
    QCOMPARE(shown.value("issuer"_L1).toString(), u"Authority of a test"_s);
    QCOMPARE(QByteArray::fromHex(shown.value("sha256"_L1).toString().remove(u':').toLatin1()),
             real.digest(QCryptographicHash::Sha256));
    QCOMPARE(shown.value("validUntil"_L1).toString(), real.expiryDate().toUTC().toString(Qt::ISODate));
    QVERIFY(m_service.requests().isEmpty());
}

void ServiceTlsTest::theFileOfTheProfileIsTrusted()
{
    const TlsFront front(quint16(m_service.url().port()), m_certificates.server());
    m_service.sayJson(200, R"({"ok":true})");
    const auto health = healthWith(front, m_certificates.authority());
    QVERIFY2(health, health ? "" : qPrintable(health.error().message));
    QCOMPARE(m_service.requests().size(), 1);
}

void ServiceTlsTest::onlyTheFileOfTheProfileIsTrusted()
{
    const TlsFront front(quint16(m_service.url().port()), m_certificates.server());
    const auto before = m_service.requests().size();
    QCOMPARE(healthWith(front, m_certificates.otherAuthority()).error().code, ErrorCode::NetworkFailure);
    QCOMPARE(m_service.requests().size(), before);
}

void ServiceTlsTest::aCertificateForAnotherHostIsRefused()
{
    const TlsFront front(quint16(m_service.url().port()), m_certificates.elsewhere());
    const auto health = healthWith(front, m_certificates.authority());
    QVERIFY(!health);
    QVERIFY2(health.error().message.contains("host name"_L1), qPrintable(health.error().message));
    const QJsonObject shown = health.error().details.value("certificate"_L1).toObject();
    QCOMPARE(shown.value("names"_L1).toArray(), QJsonArray{u"elsewhere.test"_s});
}

void ServiceTlsTest::aFileThatIsNoneIsSaidBesideIt_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("said");
    QTest::newRow("absent") << u"absent.pem"_s << QByteArray() << u"cannot be read"_s;
    QTest::newRow("no certificate") << u"words.pem"_s << QByteArray("no certificate at all\n")
                                    << u"holds no certificate"_s;
    QTest::newRow("too large") << u"large.pem"_s << QByteArray(1024 * 1024 + 1, 'x')
                               << u"larger than 1 MiB"_s;
}

void ServiceTlsTest::aFileThatIsNoneIsSaidBesideIt()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, content);
    QFETCH(QString, said);
    QFile file(m_certificates.path(name));
    if (!content.isEmpty()) {
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
        file.close();
    }
    const TlsFront front(quint16(m_service.url().port()), m_certificates.server());
    const auto health = healthWith(front, file.fileName());
    QVERIFY(!health);
    const QList<Issue> issues = issuesOf(health.error());
    QCOMPARE(issues.size(), 1);
    QCOMPARE(issues.first().path, u"/caFile"_s);
    QVERIFY2(issues.first().message.contains(said), qPrintable(issues.first().message));
}

void ServiceTlsTest::whatWaitsForTheFileEndsWithTheConnection()
{
    RemoteProfile profile{QUrl(u"https://127.0.0.1:9"_s), {}};
    profile.caFile = m_certificates.authority();
    auto remote = std::make_unique<RemoteOrchestrator>(profile);
    const auto health = remote->health();
    remote.reset();
    QVERIFY(health.isFinished());
    QCOMPARE(health.result().error().code, ErrorCode::Cancelled);
}

QTEST_GUILESS_MAIN(ServiceTlsTest)
#include "tst_servicetls.moc"
