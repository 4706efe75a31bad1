// SPDX-License-Identifier: GPL-3.0-or-later
#include "apiroutes.h"

#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace muster;

class TestRouteTable : public QObject
{
    Q_OBJECT

private slots:
    void unknownPaths_data();
    // contract: HTTP-5
    void unknownPaths();
    // contract: HTTP-1, HTTP-6
    void knownPaths();
    // contract: HTTP-18, HTTP-19, HTTP-20
    void onlyWhatAnybodyMayReadNeedsNoKey();
    // contract: HTTP-17
    void exactlyTheWritesTakeABody();
    // contract: HTTP-38
    void everyRouteStandsOnceAndSaysWhatDiffers();

private:
    const RouteTable m_routes = apiRoutes();
};

void TestRouteTable::unknownPaths_data()
{
    QTest::addColumn<QByteArray>("path");
    for (const char *path : {"/",
                             "/api/v1",
                             "/api/v1/machines/",
                             "//api/v1/machines",
                             "/api/v1//machines",
                             "/api/v1/machines/a/b",
                             "/API/v1/machines",
                             "/api/v1/machines/a%20b",
                             "/api/v1/machines/a%2Fb",
                             "/api/v1/machines/..",
                             "/api/v1/machines/a.b",
                             "/api/v1/machine-identity/challenges/x",
                             "/readiness",
                             "/health/",
                             "/machine/did:peaq:1/",
                             "/mcr/did%2Fpeaq",
                             "/mcr/did%20peaq",
                             "/machine",
                             "/api/v1/machines/did:peaq:1",
                             "/operator/did:peaq:1"})
        QTest::newRow(path) << QByteArray(path);
    QTest::newRow("65 characters") << QByteArray("/api/v1/machines/").append(QByteArray(65, 'a'));
}

void TestRouteTable::unknownPaths()
{
    QFETCH(QByteArray, path);
    QVERIFY(m_routes.find("GET", path).allowedMethods.isEmpty());
}

void TestRouteTable::knownPaths()
{
    const RouteTable::Found found = m_routes.find("PATCH", "/api/v1/machines/mach_0aZ-9");
    QVERIFY(found.route);
    QCOMPARE(found.ids, QStringList{u"mach_0aZ-9"_s});
    QVERIFY(found.route->machineBoundWrite);

    for (const char *path : {"/machine/did:peaq:42", "/machine/did%3Apeaq%3a42"})
        QCOMPARE(m_routes.find("GET", path).ids, QStringList{u"did:peaq:42"_s});

    const RouteTable::Found longest =
        m_routes.find("GET", QByteArray("/api/v1/machines/").append(QByteArray(64, 'a')));
    QVERIFY(longest.route);

    const RouteTable::Found wrongMethod = m_routes.find("HEAD", "/api/v1/machines");
    QVERIFY(!wrongMethod.route);
    QCOMPARE(wrongMethod.allowedMethods, (QByteArrayList{"GET", "POST"}));
    QCOMPARE(m_routes.find("PUT", "/api/v1/machines/x").allowedMethods,
             (QByteArrayList{"GET", "PATCH", "DELETE"}));
}

void TestRouteTable::onlyWhatAnybodyMayReadNeedsNoKey()
{
    QByteArrayList open;
    for (const Route &route : m_routes.routes()) {
        if (!route.needsKey)
            open.append(QByteArray(route.method).append(' ').append(route.pattern));
    }
    QCOMPARE(open, (QByteArrayList{"GET /health", "GET /api/v1/health", "GET /api/v1/readiness",
                                   "GET /openapi.json", "GET /api/v1/openapi.json", "GET /mcr/{did}",
                                   "GET /machine/{did}", "GET /operator/{did}/machines",
                                   "POST /api/v1/machine-agents/heartbeat",
                                   "GET /api/v1/machines/{id}/control-socket"}));
}

void TestRouteTable::exactlyTheWritesTakeABody()
{
    for (const Route &route : m_routes.routes()) {
        if (route.fidelity != Fidelity::Absent)
            QCOMPARE(route.hasBody, route.method == "POST" || route.method == "PATCH");
    }
}

void TestRouteTable::everyRouteStandsOnceAndSaysWhatDiffers()
{
    QSet<QByteArray> seen;
    for (const Route &route : m_routes.routes()) {
        const QByteArray name = QByteArray(route.method).append(' ').append(route.pattern);
        QVERIFY2(!seen.contains(name), name.constData());
        seen.insert(name);
        QCOMPARE(bool(route.handler), route.fidelity != Fidelity::Absent);
        const bool explains = route.fidelity == Fidelity::Absent || route.fidelity == Fidelity::Approximate;
        QVERIFY2(!explains || *route.note, name.constData());
    }
}

QTEST_GUILESS_MAIN(TestRouteTable)
#include "tst_routetable.moc"
