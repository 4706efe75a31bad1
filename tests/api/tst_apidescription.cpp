// SPDX-License-Identifier: GPL-3.0-or-later
#include "apidescription.h"

#include "apidocument.h"
#include "apiroutes.h"
#include "creditratings.h"
#include "fidelitypage.h"
#include "httpstatus.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace muster;

namespace {

QJsonObject described(const ApiDemands &demands)
{
    return QJsonDocument::fromJson(apiDescription(demands)).object();
}

QJsonObject at(QJsonObject object, const QStringList &place)
{
    for (const QString &name : place)
        object = object.value(name).toObject();
    return object;
}

/// `GET /api/v1/machines` → the operation.
QMap<QString, QJsonObject> operationsOf(const QJsonObject &document)
{
    QMap<QString, QJsonObject> operations;
    const QJsonObject paths = document.value("paths"_L1).toObject();
    for (auto path = paths.begin(); path != paths.end(); ++path) {
        const QJsonObject methods = path->toObject();
        for (auto method = methods.begin(); method != methods.end(); ++method)
            operations.insert(QString(method.key().toUpper() + u' ' + path.key()), method->toObject());
    }
    return operations;
}

QStringList namesIn(const QJsonValue &array)
{
    QStringList names;
    for (const QJsonValue &name : array.toArray())
        names.append(name.toString());
    return names;
}

/// The codes of an error answer of the document's components.
QStringList codesOf(const QJsonObject &response)
{
    const QJsonArray parts =
        at(response, {u"content"_s, u"application/json"_s, u"schema"_s}).value("allOf"_L1).toArray();
    const QStringList place{u"properties"_s, u"error"_s, u"properties"_s, u"code"_s};
    return namesIn(at(parts.at(1).toObject(), place).value("enum"_L1));
}

} // namespace

/// What the server says of itself, against what it has.
class TestApiDescription : public QObject
{
    Q_OBJECT

private slots:
    // contract: HTTP-37
    void namesExactlyTheRoutesThatAreBuilt();
    // contract: HTTP-20, HTTP-37
    void saysWhichOperationsNeedAKey();
    // contract: HTTP-37
    void saysWhichOperationsTakeABody();
    // contract: HTTP-28, HTTP-37
    void givesEachCodeTheStatusThatItHas();
    // contract: HTTP-37
    void saysWhatThisServerDemands();
    // contract: MCR-2
    void namesEveryRating();
    // contract: HTTP-38
    void fidelityPageIsWhatTheRoutesSay();
};

void TestApiDescription::namesExactlyTheRoutesThatAreBuilt()
{
    QStringList built;
    const RouteTable routes = apiRoutes();
    for (const Route &route : routes.routes()) {
        if (route.fidelity != Fidelity::Absent)
            built.append(QString::fromLatin1(QByteArray(route.method).append(' ').append(route.pattern)));
    }
    built.sort();
    QCOMPARE(QStringList(operationsOf(wire::apiDocument()).keys()), built);
}

void TestApiDescription::saysWhichOperationsNeedAKey()
{
    const QMap<QString, QJsonObject> operations = operationsOf(wire::apiDocument());
    const RouteTable routes = apiRoutes();
    for (const Route &route : routes.routes()) {
        const QString name = QString::fromLatin1(QByteArray(route.method).append(' ').append(route.pattern));
        if (!operations.contains(name))
            continue;
        QVERIFY2(operations.value(name).contains("security"_L1) != route.needsKey, qPrintable(name));
        QVERIFY2(at(operations.value(name), {u"responses"_s}).contains("401"_L1) == route.needsKey,
                 qPrintable(name));
    }
}

void TestApiDescription::saysWhichOperationsTakeABody()
{
    const QMap<QString, QJsonObject> operations = operationsOf(wire::apiDocument());
    const RouteTable routes = apiRoutes();
    for (const Route &route : routes.routes()) {
        const QString name = QString::fromLatin1(QByteArray(route.method).append(' ').append(route.pattern));
        if (operations.contains(name))
            QVERIFY2(operations.value(name).contains("requestBody"_L1) == route.hasBody, qPrintable(name));
    }
}

void TestApiDescription::givesEachCodeTheStatusThatItHas()
{
    const QJsonObject responses = at(wire::apiDocument(), {u"components"_s, u"responses"_s});
    QSet<QString> named;
    QMap<QString, QSet<int>> statuses;
    for (const QJsonObject &operation : operationsOf(wire::apiDocument())) {
        const QJsonObject answers = operation.value("responses"_L1).toObject();
        for (auto answer = answers.begin(); answer != answers.end(); ++answer) {
            const QString component = answer->toObject().value("$ref"_L1).toString().section(u'/', -1);
            for (const QString &code : codesOf(responses.value(component).toObject()))
                statuses[code].insert(answer.key().toInt());
        }
    }
    statuses[u"METHOD_NOT_ALLOWED"_s].insert(405);
    QCOMPARE(codesOf(responses.value("MethodNotAllowed"_L1).toObject()),
             QStringList{u"METHOD_NOT_ALLOWED"_s});
    for (int number = 0; number < int(ErrorCode::Foreign); ++number) {
        const ErrorCode code = static_cast<ErrorCode>(number);
        QCOMPARE(statuses.take(errorCodeName(code)), QSet<int>{httpStatus(code)});
    }
    QVERIFY2(statuses.isEmpty(), qPrintable(statuses.keys().join(u' ')));
}

void TestApiDescription::saysWhatThisServerDemands()
{
    const QStringList newMachine{u"components"_s, u"schemas"_s, u"NewMachine"_s};
    const QStringList challenges{u"paths"_s, u"/api/v1/machine-identity/challenges"_s, u"post"_s,
                                 u"responses"_s};
    const QJsonObject strict = described({true, true});
    QCOMPARE(strict.value("security"_L1).toArray().size(), 2);
    QVERIFY(at(strict, challenges).contains("401"_L1) && at(strict, challenges).contains("429"_L1));
    QVERIFY(namesIn(at(strict, newMachine).value("required"_L1)).contains("identityProof"_L1));
    const QJsonObject proof = at(strict, newMachine + QStringList{u"properties"_s, u"identityProof"_s});
    QCOMPARE(proof.value("$ref"_L1).toString(), u"#/components/schemas/ProofInput"_s);

    const QJsonObject open = described({false, false});
    QVERIFY(open.value("security"_L1).isArray() && open.value("security"_L1).toArray().isEmpty());
    QVERIFY(!at(open, challenges).contains("401"_L1) && at(open, challenges).contains("429"_L1));
    QVERIFY(!namesIn(at(open, newMachine).value("required"_L1)).contains("identityProof"_L1));
    for (const QJsonObject &document : {strict, open}) {
        QCOMPARE(document.value("servers"_L1).toArray().at(0).toObject().value("url"_L1).toString(), u"/"_s);
        const QJsonObject identity = at(document, {u"components"_s, u"schemas"_s, u"IdentityRef"_s});
        QVERIFY(identity.value("pattern"_L1).toString().contains("[0-9]{0,76}"_L1));
    }
}

void TestApiDescription::namesEveryRating()
{
    const QStringList ratings = creditRatings() + QStringList{u"NR"_s, u"Provisioned"_s};
    const QJsonObject schemas = at(wire::apiDocument(), {u"components"_s, u"schemas"_s});
    const QStringList mcr{u"properties"_s, u"mcr"_s};
    const QJsonObject rating = at(schemas, QStringList{u"RegistryRating"_s} + mcr);
    const QJsonObject machine =
        at(schemas, QStringList{u"RegistryMachine"_s, u"properties"_s, u"peaqos"_s} + mcr);
    QCOMPARE(namesIn(rating.value("enum"_L1)), ratings);
    QCOMPARE(namesIn(machine.value("enum"_L1)), ratings);
}

void TestApiDescription::fidelityPageIsWhatTheRoutesSay()
{
    QFile page(QStringLiteral(MUSTER_TEST_DATA "/../../docs/fidelity.md"));
    QVERIFY(page.open(QIODevice::ReadOnly));
    QVERIFY2(page.readAll() == fidelityPage(apiRoutes()), "run ./dev fidelity");
}

QTEST_GUILESS_MAIN(TestApiDescription)
#include "tst_apidescription.moc"
