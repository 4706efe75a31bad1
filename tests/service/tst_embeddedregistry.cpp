// SPDX-License-Identifier: GPL-3.0-or-later
#include "embeddedregistry.h"

#include "identityerrors.h"
#include "testkeys.h"
#include "testworkspace.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace muster {

class EmbeddedRegistryTest : public QObject
{
    Q_OBJECT

private slots:
    void answersWhatTheTableSays();
    void saysWhyAnIdentityCannotBeUsed();
    void theDefaultControllerAnswersOnlyTheUnknown();
};

// contract: ID-13, ID-24
void EmbeddedRegistryTest::answersWhatTheTableSays()
{
    TestWorkspace workspace;
    RegistryEntry entry = testEntry(42, {1, 2});
    entry.bonded = false;
    workspace.registerIdentity(entry);
    workspace.clock().advance(7);
    const auto reader = workspace.file().reader();
    QVERIFY(reader.has_value());
    EmbeddedRegistry registry(**reader, workspace.clock(), std::nullopt);
    const auto resolution = registry.resolve(testIdentity(42));
    QVERIFY(resolution.has_value());
    QCOMPARE(resolution->controllers, QStringList({testAddress(1), testAddress(2)}));
    QCOMPARE(resolution->bonded, false);
    QVERIFY(resolution->resolvedAt == workspace.clock().now());
}

// contract: ID-15
void EmbeddedRegistryTest::saysWhyAnIdentityCannotBeUsed()
{
    TestWorkspace workspace;
    RegistryEntry asleep = testEntry(1, {1});
    asleep.active = false;
    workspace.registerIdentity(asleep);
    workspace.registerIdentity(testEntry(2, {}));
    const auto reader = workspace.file().reader();
    QVERIFY(reader.has_value());
    EmbeddedRegistry registry(**reader, workspace.clock(), std::nullopt);
    const QHash<qint64, QString> reasons{
        {1, u"identity_inactive"_s}, {2, u"no_evm_controller"_s}, {3, u"identity_not_found"_s}};
    for (auto it = reasons.cbegin(); it != reasons.cend(); ++it) {
        const auto resolution = registry.resolve(testIdentity(it.key()));
        QVERIFY(!resolution.has_value());
        QCOMPARE(resolution.error().code, ErrorCode::PeaqosIdentityUnavailable);
        QCOMPARE(reasonOf(resolution.error()), it.value());
        QVERIFY(!resolution.error().details.value("retryable"_L1).toBool(true));
        QCOMPARE(resolution.error().retryAfterSeconds, 0);
    }
}

// contract: SWITCH-7
void EmbeddedRegistryTest::theDefaultControllerAnswersOnlyTheUnknown()
{
    TestWorkspace workspace;
    workspace.registerIdentity(testEntry(1, {1}));
    RegistryEntry asleep = testEntry(2, {1});
    asleep.active = false;
    workspace.registerIdentity(asleep);
    const auto reader = workspace.file().reader();
    QVERIFY(reader.has_value());
    EmbeddedRegistry registry(**reader, workspace.clock(), testAddress(9));
    QCOMPARE(registry.resolve(testIdentity(1))->controllers, QStringList{testAddress(1)});
    QCOMPARE(registry.resolve(testIdentity(3))->controllers, QStringList{testAddress(9)});
    const auto inactive = registry.resolve(testIdentity(2));
    QVERIFY(!inactive.has_value());
    QCOMPARE(reasonOf(inactive.error()), u"identity_inactive"_s);
}

} // namespace muster

QTEST_GUILESS_MAIN(muster::EmbeddedRegistryTest)
#include "tst_embeddedregistry.moc"
