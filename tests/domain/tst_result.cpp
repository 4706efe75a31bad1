// SPDX-License-Identifier: GPL-3.0-or-later
#include "result.h"

#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;

namespace muster {

class ResultTest : public QObject
{
    Q_OBJECT

private slots:
    void failCarriesCodeMessageAndDetails();
    void validationErrorNamesEveryIssue();
    void issuesAreReadBack();
    void codesHaveTheWireSpelling_data();
    void codesHaveTheWireSpelling();
    void foreignCodesKeepTheirSpelling();
};

void ResultTest::failCarriesCodeMessageAndDetails()
{
    const Result<int> result = fail(ErrorCode::NotFound, u"Nothing there."_s, {{u"id"_s, 7}});
    QVERIFY(!result.has_value());
    QCOMPARE(result.error().code, ErrorCode::NotFound);
    QCOMPARE(result.error().message, u"Nothing there."_s);
    QCOMPARE(result.error().details, QJsonObject({{u"id"_s, 7}}));
    QCOMPARE(result.error().retryAfterSeconds, 0);
}

// contract: HTTP-8
void ResultTest::validationErrorNamesEveryIssue()
{
    const Error one = validationError({{u"/status"_s, u"No such status."_s}});
    QCOMPARE(one.code, ErrorCode::ValidationError);
    QVERIFY2(one.message.contains("No such status."_L1), qPrintable(one.message));
    const Error two = validationError({{u"/a"_s, u"A."_s}, {u"/b"_s, u"B."_s}});
    QVERIFY2(two.message.contains("2 reasons"_L1), qPrintable(two.message));
    const QJsonArray issues{QJsonObject{{u"path"_s, u"/a"_s}, {u"message"_s, u"A."_s}},
                            QJsonObject{{u"path"_s, u"/b"_s}, {u"message"_s, u"B."_s}}};
    QCOMPARE(two.details, QJsonObject({{u"issues"_s, issues}}));
}

// contract: HTTP-8
void ResultTest::issuesAreReadBack()
{
    const QList<Issue> issues{{u"/a"_s, u"A."_s}, {QString(), u"B."_s}};
    QVERIFY(issuesOf(validationError(issues)) == issues);
    QVERIFY(issuesOf(Error{ErrorCode::NotFound, {}, {}, 0, {}}).isEmpty());
}

void ResultTest::codesHaveTheWireSpelling_data()
{
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("name");
    const auto row = [](ErrorCode code, const char *name) {
        QTest::newRow(name) << int(code) << QString::fromLatin1(name);
    };
    row(ErrorCode::ValidationError, "VALIDATION_ERROR");
    row(ErrorCode::AuthRequired, "AUTH_REQUIRED");
    row(ErrorCode::MachineNotActive, "MACHINE_NOT_ACTIVE");
    row(ErrorCode::MachineNotActivated, "MACHINE_NOT_ACTIVATED");
    row(ErrorCode::MachineIdentityExists, "MACHINE_IDENTITY_EXISTS");
    row(ErrorCode::MachineIdentityImmutable, "MACHINE_IDENTITY_IMMUTABLE");
    row(ErrorCode::MachineIdentityProofRequired, "MACHINE_IDENTITY_PROOF_REQUIRED");
    row(ErrorCode::MachineIdentityProofInvalid, "MACHINE_IDENTITY_PROOF_INVALID");
    row(ErrorCode::MachineIdentityProofExpired, "MACHINE_IDENTITY_PROOF_EXPIRED");
    row(ErrorCode::PeaqosIdentityUnavailable, "PEAQOS_IDENTITY_UNAVAILABLE");
    row(ErrorCode::PreconditionFailed, "PRECONDITION_FAILED");
    row(ErrorCode::InternalError, "INTERNAL_ERROR");
}

// contract: HTTP-28
void ResultTest::codesHaveTheWireSpelling()
{
    QFETCH(int, code);
    QFETCH(QString, name);
    QCOMPARE(errorCodeName(ErrorCode(code)), name);
    QCOMPARE(int(errorCodeFromName(name)), code);
}

void ResultTest::foreignCodesKeepTheirSpelling()
{
    QCOMPARE(errorCodeFromName(u"SOMETHING_NEW"_s), ErrorCode::Foreign);
    QCOMPARE(errorCodeFromName(u"STORAGE_FAILURE"_s), ErrorCode::Foreign);
    QCOMPARE(errorCodeFromName(u"validation_error"_s), ErrorCode::Foreign);
    const Error foreign{ErrorCode::Foreign, {}, {}, 0, u"SOMETHING_NEW"_s};
    QCOMPARE(foreign.codeName(), u"SOMETHING_NEW"_s);
    QCOMPARE((Error{ErrorCode::NotFound, {}, {}, 0, {}}.codeName()), u"NOT_FOUND"_s);
}

} // namespace muster

QTEST_GUILESS_MAIN(muster::ResultTest)
#include "tst_result.moc"
