// SPDX-License-Identifier: GPL-3.0-or-later
#include "recordfault.h"
#include "sqlinventorystore.h"
#include "storesamples.h"
#include "workspacefile.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace muster;
using namespace storesamples;

namespace {

const QString kHere = u"0123456789abcdef"_s;
const QString kThere = u"fedcba9876543210"_s;
const Absence kChanged{u"MACHINE_NOT_ACTIVATED"_s,
                       u"controller_changed"_s,
                       u"Somebody else\ncontrols it."_s,
                       {u"0x2B5AD5c4795c026514f8317c7a215E218DcCD6cF"_s},
                       kNow.plusSeconds(90)};

std::unique_ptr<SqlInventoryStore> opened(const QString &path)
{
    auto store = SqlInventoryStore::open(path);
    if (!store)
        qWarning("%s", qUtf8Printable(store.error().message));
    return store ? std::move(*store) : nullptr;
}

QList<InventoryRecord> all(InventoryStore &store, const QString &place)
{
    return store.recordsAfter(place, 0, 1000).value_or(InventoryPage()).records;
}

QStringList ids(const QList<InventoryRecord> &records)
{
    QStringList found;
    for (const InventoryRecord &record : records)
        found.append(record.machine.id);
    return found;
}

/// One complete list of these machines; what it does not show.
QList<InventoryRecord> list(InventoryStore &store, const QString &place, const QList<Machine> &machines,
                            Timestamp now)
{
    const auto done =
        store.beginList(place).and_then([&] { return store.take(place, machines, now); }).and_then([&] {
            return store.finishList(place, now);
        });
    return done.value_or(QList<InventoryRecord>{{machine(u"failed"_s)}});
}

} // namespace

/// What was seen at a service, in a real file.
class TestSqlInventoryStore : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_place = std::make_unique<QTemporaryDir>(); }
    void givesBackEveryMember();
    void keepsWhatCannotBeAsItIs();
    void aCompleteListTellsWhatItDoesNotShow();
    void aBrokenListTellsNothing();
    void theReasonStaysUntilTheMachineIsSeenAgain();
    void archivedMachinesAreNotMissed();
    void comesInPagesWithItsAge();
    void placesAreApart();
    void whatHasNotChangedIsNotWritten();
    void isPrivateAndItsOwnFile();
    void refusesWhatIsNone_data();
    void refusesWhatIsNone();
    void servesTwoAtATime();
    void aPageIsWrittenWhollyOrNotAtAll();

private:
    QString path() const { return m_place->filePath(u"keys/inventory.db"_s); }
    std::unique_ptr<QTemporaryDir> m_place;
};

void TestSqlInventoryStore::givesBackEveryMember()
{
    Machine full = fullMachine(u"mach_1"_s, 42);
    full.verification = Verification{Verification::State::Unavailable, u"resolver_unreachable"_s, kNow};
    Machine unread = machineWithIdentity(u"mach_2"_s, 43);
    recordfault::mark(unread, {{u"/ownerId"_s, u"A text is needed."_s}});
    const QList<Machine> machines{full, unread, machine(u"mach_3"_s)};
    {
        const auto store = opened(path());
        QVERIFY(store && store->take(kHere, machines, kNow));
    }
    const auto again = opened(path());
    QVERIFY(again);
    const QList<InventoryRecord> kept = all(*again, kHere);
    QCOMPARE(kept.size(), machines.size());
    for (qsizetype i = 0; i < kept.size(); ++i)
        QCOMPARE(kept.at(i), (InventoryRecord{machines.at(i), kNow, {}}));
}

void TestSqlInventoryStore::keepsWhatCannotBeAsItIs()
{
    const auto store = opened(path());
    QVERIFY(store);
    Machine other = fullMachine(u"mach_1"_s, 42);
    other.identityRef = identity(43); // the proof is still of 42
    Machine none = fullMachine(u"mach_2"_s, 42);
    none.identityRef.reset();
    QVERIFY(store->take(kHere, {other, none}, kNow));
    other.identityProof.reset();
    none.identityProof.reset();
    QCOMPARE(all(*store, kHere), (QList<InventoryRecord>{{other, kNow, {}}, {none, kNow, {}}}));
}

void TestSqlInventoryStore::aCompleteListTellsWhatItDoesNotShow()
{
    const auto store = opened(path());
    QVERIFY(store);
    const Machine one = machine(u"mach_1"_s);
    const Machine two = fullMachine(u"mach_2"_s, 2);
    QVERIFY(list(*store, kHere, {one, two}, kNow).isEmpty());
    QVERIFY(list(*store, kHere, {one, two}, kNow.plusSeconds(60)).isEmpty());
    const QList<InventoryRecord> missing = list(*store, kHere, {one}, kNow.plusSeconds(120));
    // It was last listed a minute ago, although nothing was written then.
    QCOMPARE(missing, (QList<InventoryRecord>{{two, kNow.plusSeconds(60), Absence{}}}));
    QCOMPARE(list(*store, kHere, {one}, kNow.plusSeconds(180)), missing);
    QVERIFY(list(*store, kHere, {one, two}, kNow.plusSeconds(240)).isEmpty());
    QCOMPARE(all(*store, kHere).at(1), (InventoryRecord{two, kNow.plusSeconds(240), {}}));
}

void TestSqlInventoryStore::aBrokenListTellsNothing()
{
    const auto store = opened(path());
    QVERIFY(store);
    const QList<Machine> both{machine(u"mach_1"_s), machine(u"mach_2"_s)};
    QVERIFY(list(*store, kHere, both, kNow).isEmpty());
    // The first page of a list that then breaks off, and a change of the other machine in the next list.
    QVERIFY(store->beginList(kHere) && store->take(kHere, both.first(1), kNow));
    QVERIFY(store->beginList(kHere) && store->take(kHere, both.last(1), kNow));
    QVERIFY(!all(*store, kHere).first().absence);
    QVERIFY(store->take(kHere, both.first(1), kNow));
    QCOMPARE(store->finishList(kHere, kNow).value(), QList<InventoryRecord>());
    // A list of another place that began meanwhile.
    QVERIFY(store->beginList(kHere) && store->beginList(kThere));
    QVERIFY(!store->finishList(kHere, kNow));
    QVERIFY(!all(*store, kHere).first().absence);
}

void TestSqlInventoryStore::theReasonStaysUntilTheMachineIsSeenAgain()
{
    const Machine one = machine(u"mach_1"_s);
    {
        const auto store = opened(path());
        QVERIFY(store);
        QVERIFY(list(*store, kHere, {one}, kNow).isEmpty());
        QVERIFY(store->explain(kHere, one.id, kChanged)); // listed: there is nothing to explain
        QCOMPARE(list(*store, kHere, {}, kNow), (QList<InventoryRecord>{{one, kNow, Absence{}}}));
        QVERIFY(store->explain(kHere, one.id, kChanged));
        QVERIFY(store->explain(kHere, u"mach_2"_s, kChanged));
    }
    const auto store = opened(path());
    QVERIFY(store);
    QCOMPARE(all(*store, kHere), (QList<InventoryRecord>{{one, kNow, kChanged}}));
    QCOMPARE(list(*store, kHere, {}, kNow), (QList<InventoryRecord>{{one, kNow, kChanged}}));
    QVERIFY(store->take(kHere, {one}, kNow.plusSeconds(5)));
    QCOMPARE(all(*store, kHere), (QList<InventoryRecord>{{one, kNow.plusSeconds(5), {}}}));
}

void TestSqlInventoryStore::archivedMachinesAreNotMissed()
{
    const auto store = opened(path());
    QVERIFY(store);
    Machine one = machine(u"mach_1"_s);
    one.status = MachineStatus::Archived;
    QVERIFY(list(*store, kHere, {one}, kNow).isEmpty());
    QCOMPARE(list(*store, kHere, {}, kNow), (QList<InventoryRecord>{{one, kNow, {}}}));
}

void TestSqlInventoryStore::comesInPagesWithItsAge()
{
    const auto store = opened(path());
    QVERIFY(store);
    const auto never = store->recordsAfter(kHere, 0, 10);
    QVERIFY(never && never->records.isEmpty() && !never->seenAt);
    QList<Machine> machines;
    for (int i = 1; i <= 5; ++i)
        machines.append(machine(u"mach_%1"_s.arg(i)));
    QVERIFY(store->take(kHere, machines, kNow));
    QVERIFY(store->take(kHere, {}, kNow.plusSeconds(9))); // a service may show an empty page
    const auto first = store->recordsAfter(kHere, 0, 3);
    const auto second = store->recordsAfter(kHere, first->last, 3);
    const auto third = store->recordsAfter(kHere, second->last, 3);
    QCOMPARE(ids(first->records), (QStringList{u"mach_1"_s, u"mach_2"_s, u"mach_3"_s}));
    QCOMPARE(ids(second->records), (QStringList{u"mach_4"_s, u"mach_5"_s}));
    QVERIFY(third->records.isEmpty());
    QCOMPARE(third->last, second->last);
    QCOMPARE(first->seenAt, std::optional(kNow.plusSeconds(9)));
}

void TestSqlInventoryStore::placesAreApart()
{
    const auto store = opened(path());
    QVERIFY(store);
    const Machine mine = machine(u"mach_1"_s);
    Machine theirs = mine;
    theirs.displayName = u"Of the same id, at another service"_s;
    QVERIFY(list(*store, kHere, {mine}, kNow).isEmpty());
    QVERIFY(list(*store, kThere, {theirs}, kNow).isEmpty());
    QCOMPARE(list(*store, kThere, {}, kNow).size(), 1);
    QCOMPARE(all(*store, kHere), (QList<InventoryRecord>{{mine, kNow, {}}}));
    QVERIFY(store->forget(kThere));
    QVERIFY(all(*store, kThere).isEmpty());
    QVERIFY(!store->recordsAfter(kThere, 0, 10)->seenAt);
    QCOMPARE(all(*store, kHere), (QList<InventoryRecord>{{mine, kNow, {}}}));
    // The rows are gone from the file, not only their place.
    const auto look = DatabaseConnection::open(path(), DatabaseConnection::Role::Read);
    QCOMPARE((*look)->run(u"SELECT count(*) FROM machines"_s)->toInt(), 1);
}

void TestSqlInventoryStore::whatHasNotChangedIsNotWritten()
{
    const auto store = opened(path());
    QVERIFY(store);
    QList<Machine> machines;
    for (int i = 0; i < 1000; ++i) {
        machines.append(fullMachine(u"mach_%1"_s.arg(i), i + 1));
        machines.last().verification = Verification{Verification::State::Verified, {}, kNow};
    }
    const auto written = [this] { return QFile(path() + "-wal"_L1).size(); };
    QVERIFY(list(*store, kHere, machines, kNow).isEmpty());
    const qint64 first = written();
    QVERIFY(first > 500'000);
    for (Machine &machine : machines)
        machine.verification->checkedAt = kNow.plusSeconds(60);
    QVERIFY(list(*store, kHere, machines, kNow.plusSeconds(60)).isEmpty());
    QVERIFY2(written() - first < 50'000, qPrintable(QString::number(written() - first)));
    machines.last().displayName = u"Renamed"_s;
    QVERIFY(list(*store, kHere, machines, kNow.plusSeconds(61)).isEmpty());
    QCOMPARE(all(*store, kHere).last().machine, machines.last());
}

void TestSqlInventoryStore::isPrivateAndItsOwnFile()
{
    const auto store = opened(path());
    QVERIFY(store && store->take(kHere, {machine(u"mach_1"_s)}, kNow));
    constexpr auto kOthers = QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ReadOther |
                             QFileDevice::WriteOther | QFileDevice::ExeGroup | QFileDevice::ExeOther;
    const QStringList files = QDir(m_place->filePath(u"keys"_s)).entryList(QDir::Files);
    QVERIFY(files.contains(u"inventory.db"_s));
    for (const QString &name : files)
        QVERIFY2(!(QFile::permissions(m_place->filePath(u"keys/"_s + name)) & kOthers), qPrintable(name));
    QVERIFY(!(QFile::permissions(m_place->filePath(u"keys"_s)) & kOthers));
}

void TestSqlInventoryStore::refusesWhatIsNone_data()
{
    QTest::addColumn<QString>("what");
    QTest::addColumn<QString>("reason");
    QTest::newRow("a workspace") << u"workspace"_s << u"foreign"_s;
    QTest::newRow("text") << u"text"_s << u"not_a_database"_s;
    QTest::newRow("a newer one") << u"newer"_s << u"newer"_s;
    QTest::newRow("its table gone") << u"table"_s << u"damaged"_s;
    QTest::newRow("half of it") << u"half"_s << u"damaged"_s;
}

void TestSqlInventoryStore::refusesWhatIsNone()
{
    QFETCH(QString, what);
    QFETCH(QString, reason);
    const auto alter = [this](const QString &sql) {
        const auto connection = DatabaseConnection::open(path(), DatabaseConnection::Role::Write);
        return connection && (*connection)->run(sql);
    };
    QVERIFY(opened(path()));
    if (what == "workspace"_L1) {
        QVERIFY(WorkspaceFile::open(m_place->filePath(u"workspace"_s)));
        QVERIFY(QFile::remove(path()));
        QVERIFY(QFile::copy(m_place->filePath(u"workspace/muster.db"_s), path()));
    } else if (what == "text"_L1) {
        QFile file(path());
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("dear diary\n") > 0);
    } else if (what == "newer"_L1) {
        QVERIFY(alter(u"PRAGMA user_version = 999"_s));
    } else if (what == "table"_L1) {
        QVERIFY(alter(u"DROP TABLE machines"_s));
    } else {
        QVERIFY(QFile::resize(path(), QFile(path()).size() / 2));
    }
    const QByteArray before = sha256OfFile(path());
    const auto refused = SqlInventoryStore::open(path());
    QVERIFY(!refused);
    QCOMPARE(refused.error().codeName(), u"WORKSPACE_REFUSED"_s);
    QCOMPARE(refused.error().details.value("reason"_L1).toString(), reason);
    QVERIFY2(refused.error().message.contains(path()), qPrintable(refused.error().message));
    QCOMPARE(sha256OfFile(path()), before);
}

void TestSqlInventoryStore::servesTwoAtATime()
{
    const auto one = opened(path());
    const auto other = opened(path());
    QVERIFY(one && other);
    QVERIFY(one->beginList(kHere) && one->take(kHere, {machine(u"mach_1"_s)}, kNow));
    QVERIFY(list(*other, kHere, {machine(u"mach_1"_s)}, kNow).isEmpty());
    QCOMPARE(one->finishList(kHere, kNow).value(), QList<InventoryRecord>());
    QCOMPARE(ids(all(*other, kHere)), QStringList{u"mach_1"_s});
}

void TestSqlInventoryStore::aPageIsWrittenWhollyOrNotAtAll()
{
    const auto store = opened(path());
    QVERIFY(store);
    Machine impossible = machine(u"mach_2"_s);
    impossible.revision = -1;
    const auto taken = store->take(kHere, {machine(u"mach_1"_s), impossible, machine(u"mach_3"_s)}, kNow);
    QCOMPARE(taken.error().codeName(), u"STORAGE_FAILURE"_s);
    QVERIFY(all(*store, kHere).isEmpty());
    QVERIFY(!store->recordsAfter(kHere, 0, 1)->seenAt);
    QVERIFY(store->take(kHere, {machine(u"mach_1"_s)}, kNow));
    QCOMPARE(ids(all(*store, kHere)), QStringList{u"mach_1"_s});
}

QTEST_GUILESS_MAIN(TestSqlInventoryStore)
#include "tst_sqlinventorystore.moc"
