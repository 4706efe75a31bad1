// SPDX-License-Identifier: GPL-3.0-or-later
#include "auditlog.h"
#include "registrychange.h"
#include "registrysession.h"

#include <QJsonArray>
#include <QTest>

#include <future>

using namespace Qt::StringLiterals;
using namespace muster;

class TestRegistryChange : public QObject
{
    Q_OBJECT

private slots:
    void setsEditsAndRemoves();
    void aRatingIsAChange();
    void sameAgainIsNoChange();
    void unknownIdentitiesAreRefused();
    void changesAtOnceAllCount();
};

// contract: SWITCH-21, AUD-1, AUD-5
void TestRegistryChange::setsEditsAndRemoves()
{
    RegistrySession session;
    RegistryChange change(session.stack(), {u"system"_s});
    QVERIFY(change.set(testEntry(1, {1})));
    const auto rotated =
        change.edit(testIdentity(1), [](RegistryEntry &entry) { entry.controllers = {testAddress(2)}; });
    QVERIFY(rotated);
    QCOMPARE(rotated->controllers, QStringList{testAddress(2)});
    QCOMPARE(session.stack().reader().registryEntry(testIdentity(1)).value(), rotated.value());
    QVERIFY(change.remove(testIdentity(1)));
    QVERIFY(!session.stack().reader().registryEntry(testIdentity(1)).value());

    const QList<AuditEvent> events = auditLog(session.workspace().databasePath());
    QCOMPARE(auditTypes(session.workspace().databasePath()),
             (QStringList{u"registry.updated"_s, u"registry.updated"_s, u"registry.removed"_s}));
    const QJsonObject was{{u"controllers"_s, QJsonArray{testAddress(1)}}};
    const QJsonObject is{{u"controllers"_s, QJsonArray{testAddress(2)}}};
    QCOMPARE(events.at(1).payload, (QJsonObject{{u"before"_s, was}, {u"after"_s, is}}));
    QVERIFY(events.at(0).payload.value("before"_L1).isNull());
    QCOMPARE(events.at(0).payload.value("after"_L1).toObject().size(), 6);
    QCOMPARE(events.at(2).payload.value("before"_L1).toObject().size(), 6);
    QVERIFY(events.at(2).payload.value("after"_L1).isNull());
    QCOMPARE(events.at(1).resourceId, testIdentity(1).did());
}

// contract: SWITCH-21, MCR-2
void TestRegistryChange::aRatingIsAChange()
{
    RegistrySession session;
    RegistryChange change(session.stack(), {u"system"_s});
    QVERIFY(change.set(testEntry(1, {1})));
    const qint64 revision = session.stack().reader().registryRevision().value();
    QVERIFY(change.edit(testIdentity(1), [](RegistryEntry &entry) { entry.rating = u"AA"_s; }));
    QCOMPARE(session.stack().reader().registryEntry(testIdentity(1)).value()->rating, u"AA"_s);
    QCOMPARE(session.stack().reader().registryRevision().value(), revision + 1);
    const QJsonObject is{{u"rating"_s, u"AA"_s}};
    QCOMPARE(auditLog(session.workspace().databasePath()).last().payload.value("after"_L1).toObject(), is);
}

// contract: SWITCH-21
void TestRegistryChange::sameAgainIsNoChange()
{
    RegistrySession session;
    RegistryChange change(session.stack(), {u"system"_s});
    QVERIFY(change.set(testEntry(1, {1})));
    const qint64 revision = session.stack().reader().registryRevision().value();
    QVERIFY(change.set(testEntry(1, {1})));
    QVERIFY(change.edit(testIdentity(1), [](RegistryEntry &) {}));
    QCOMPARE(session.stack().reader().registryRevision().value(), revision);
    QCOMPARE(auditLog(session.workspace().databasePath()).size(), 1);
}

// contract: SWITCH-21
void TestRegistryChange::unknownIdentitiesAreRefused()
{
    RegistrySession session;
    RegistryChange change(session.stack(), {u"system"_s});
    const auto edited = change.edit(testIdentity(1), [](RegistryEntry &entry) { entry.active = false; });
    const auto removed = change.remove(testIdentity(1));
    QCOMPARE(edited.error().code, ErrorCode::NotFound);
    QCOMPARE(removed.error().code, ErrorCode::NotFound);
    QVERIFY(removed.error().message.contains(testIdentity(1).did()));
    QVERIFY(auditLog(session.workspace().databasePath()).isEmpty());
}

// contract: SWITCH-21
void TestRegistryChange::changesAtOnceAllCount()
{
    constexpr int kThreads = 4;
    constexpr int kEach = 10;
    RegistrySession session;
    QVERIFY(RegistryChange(session.stack(), {u"system"_s}).set(testEntry(1, {1})));
    std::vector<std::future<int>> threads;
    for (int thread = 0; thread < kThreads; ++thread) {
        threads.push_back(std::async(std::launch::async, [&session] {
            const auto stack = session.workspace().makeStack();
            RegistryChange change(*stack, {u"system"_s});
            int done = 0;
            while (done < kEach) {
                const auto edited = change.edit(testIdentity(1), [](RegistryEntry &entry) {
                    entry.name = QString::number(entry.name.toInt() + 1);
                });
                done += edited ? 1 : 0;
            }
            return done;
        }));
    }
    for (auto &thread : threads)
        QCOMPARE(thread.get(), kEach);
    QCOMPARE(session.stack().reader().registryEntry(testIdentity(1)).value()->name,
             QString::number(kThreads * kEach));
}

QTEST_GUILESS_MAIN(TestRegistryChange)
#include "tst_registrychange.moc"
