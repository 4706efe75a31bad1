// SPDX-License-Identifier: GPL-3.0-or-later
#include "childprocess.h"
#include "sqlevidencestore.h"
#include "storesamples.h"
#include "workspacefile.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace muster;
using namespace storesamples;

/// As a second process it keeps proofs without end (`--keep FILE`), or until it is refused (`--fill FILE`),
/// and names the number of each one that was acknowledged.
class TestSqlEvidenceStore : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void givesBackEveryByte();
    void completesWithTheAnswer();
    void findsTheNewestByThatSigner();
    void isPrivateAndItsOwnFile();
    void refusesWhatIsNone_data();
    void refusesWhatIsNone();
    void servesTwoAtATime();
    void aKillLosesNothingAcknowledged();
    void aFullDiskIsSaidAndLosesNothing();

private:
    QString path() const { return m_place->filePath(u"keys/evidence.db"_s); }
    std::unique_ptr<QTemporaryDir> m_place;
};

namespace {

const QString kSigner = u"0x7E5F4552091A69125d5DfCb7b8C2659029395Bdf"_s;

KeptProof proof(const QString &challengeId = u"mic_1"_s, qsizetype bytes = 0)
{
    return KeptProof{u"https://fleet.example"_s,
                     Challenge{challengeId,
                               identity(42),
                               "sign\r\nthis \n\0\xff"_ba + QByteArray(bytes, 'x'),
                               kNow.plusSeconds(300),
                               {kSigner, u"0x2B5AD5c4795c026514f8317c7a215E218DcCD6cF"_s}},
                     kSigner, u"0x"_s + QString(130, u'a'), kNow};
}

std::unique_ptr<SqlEvidenceStore> opened(const QString &path)
{
    auto store = SqlEvidenceStore::open(path);
    if (!store)
        qWarning("%s", qUtf8Printable(store.error().message));
    return store ? std::move(*store) : nullptr;
}

std::optional<KeptProof> found(EvidenceStore &store, const QString &challengeId,
                               const QString &signer = kSigner)
{
    return store.find(identity(42), challengeId, signer).value_or(std::nullopt);
}

int keepProofs(const QString &path, qsizetype bytes, int most)
{
    auto store = SqlEvidenceStore::open(path);
    for (int i = 0; store && i < most; ++i) {
        const auto kept = (*store)->keep(proof(u"mic_%1"_s.arg(i), bytes));
        childprocess::say(kept ? u"kept mic_%1"_s.arg(i)
                               : u"refused %1 %2"_s.arg(kept.error().codeName(), kept.error().message));
        if (!kept)
            return 0;
    }
    return 1;
}

} // namespace

void TestSqlEvidenceStore::init()
{
    m_place = std::make_unique<QTemporaryDir>();
}

void TestSqlEvidenceStore::givesBackEveryByte()
{
    {
        const auto store = opened(path());
        QVERIFY(store);
        QVERIFY(store->keep(proof()));
    }
    const auto again = opened(path());
    QVERIFY(again);
    QCOMPARE(found(*again, u"mic_1"_s), std::optional(proof()));
    QVERIFY(!found(*again, u"mic_2"_s));
    QCOMPARE(again->find(identity(43), u"mic_1"_s, kSigner).value(), std::nullopt);
}

void TestSqlEvidenceStore::completesWithTheAnswer()
{
    const auto store = opened(path());
    QVERIFY(store);
    const auto first = store->keep(proof(u"mic_1"_s));
    const auto second = store->keep(proof(u"mic_2"_s));
    QVERIFY(first && second && *first != *second);
    QVERIFY(store->complete(*first, "{\"id\":\"mach_1\"}"_ba, {}));
    QVERIFY(store->complete(*second, {}, u"MACHINE_IDENTITY_EXISTS: taken"_s));
    KeptProof answered = proof(u"mic_1"_s);
    answered.record = "{\"id\":\"mach_1\"}"_ba;
    QCOMPARE(found(*store, u"mic_1"_s), std::optional(answered));
    QCOMPARE(found(*store, u"mic_2"_s)->refusal, u"MACHINE_IDENTITY_EXISTS: taken"_s);
    QVERIFY(found(*store, u"mic_2"_s)->record.isEmpty());
    QCOMPARE(store->complete(99, "{}"_ba, {}).error().codeName(), u"NOT_FOUND"_s);
    KeptProof nowhere = proof();
    nowhere.service.clear();
    QVERIFY(!store->keep(nowhere));
}

void TestSqlEvidenceStore::findsTheNewestByThatSigner()
{
    const auto store = opened(path());
    QVERIFY(store);
    KeptProof later = proof();
    later.madeAt = kNow.plusSeconds(60);
    KeptProof other = proof();
    other.signer = u"0x2B5AD5c4795c026514f8317c7a215E218DcCD6cF"_s;
    for (const KeptProof &each : {proof(), later, other})
        QVERIFY(store->keep(each));
    QCOMPARE(found(*store, u"mic_1"_s), std::optional(later));
    // Services differ in how they spell an address.
    QCOMPARE(found(*store, u"mic_1"_s, kSigner.toLower()), std::optional(later));
    QCOMPARE(found(*store, u"mic_1"_s, other.signer), std::optional(other));
}

void TestSqlEvidenceStore::isPrivateAndItsOwnFile()
{
    const auto store = opened(path());
    QVERIFY(store);
    QVERIFY(store->keep(proof()));
    constexpr auto kOthers = QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ReadOther |
                             QFileDevice::WriteOther | QFileDevice::ExeGroup | QFileDevice::ExeOther;
    const QStringList files = QDir(m_place->filePath(u"keys"_s)).entryList(QDir::Files);
    QVERIFY(files.contains(u"evidence.db"_s));
    QVERIFY(!files.contains(u"muster.db"_s));
    for (const QString &name : files)
        QVERIFY2(!(QFile::permissions(m_place->filePath(u"keys/"_s + name)) & kOthers), qPrintable(name));
    QVERIFY(!(QFile::permissions(m_place->filePath(u"keys"_s)) & kOthers));
}

void TestSqlEvidenceStore::refusesWhatIsNone_data()
{
    QTest::addColumn<QString>("what");
    QTest::addColumn<QString>("reason");
    QTest::newRow("a workspace") << u"workspace"_s << u"foreign"_s;
    QTest::newRow("text") << u"text"_s << u"not_a_database"_s;
    QTest::newRow("a newer one") << u"newer"_s << u"newer"_s;
    QTest::newRow("its table gone") << u"table"_s << u"damaged"_s;
    QTest::newRow("half of it") << u"half"_s << u"damaged"_s;
}

void TestSqlEvidenceStore::refusesWhatIsNone()
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
        QVERIFY(alter(u"DROP TABLE proofs"_s));
    } else {
        QVERIFY(QFile::resize(path(), QFile(path()).size() / 2));
    }
    const QByteArray before = sha256OfFile(path());
    const auto refused = SqlEvidenceStore::open(path());
    QVERIFY(!refused);
    QCOMPARE(refused.error().codeName(), u"WORKSPACE_REFUSED"_s);
    QCOMPARE(refused.error().details.value("reason"_L1).toString(), reason);
    QVERIFY2(refused.error().message.contains(path()), qPrintable(refused.error().message));
    QCOMPARE(sha256OfFile(path()), before);
}

void TestSqlEvidenceStore::servesTwoAtATime()
{
    const auto one = opened(path());
    const auto other = opened(path());
    QVERIFY(one && other);
    QVERIFY(one->keep(proof(u"mic_1"_s)));
    QVERIFY(other->keep(proof(u"mic_2"_s)));
    QVERIFY(found(*one, u"mic_2"_s));
    QVERIFY(found(*other, u"mic_1"_s));
}

void TestSqlEvidenceStore::aKillLosesNothingAcknowledged()
{
    for (int round = 0; round < 5; ++round) {
        const QString file = m_place->filePath(u"round%1/evidence.db"_s.arg(round));
        QProcess process;
        process.start(QCoreApplication::applicationFilePath(), {u"--keep"_s, file});
        QByteArray output;
        while (output.count('\n') < 20 + round && process.waitForReadyRead(30'000))
            output += process.readAllStandardOutput();
        process.kill();
        QVERIFY(process.waitForFinished(30'000));
        output += process.readAllStandardOutput();
        QStringList lines = QString::fromUtf8(output).split(u'\n');
        lines.removeLast();
        QVERIFY(lines.size() >= 20);
        const auto store = opened(file);
        QVERIFY(store);
        for (const QString &line : std::as_const(lines)) {
            QVERIFY2(line.startsWith("kept "_L1), qPrintable(line));
            const auto kept = found(*store, line.mid(5));
            QVERIFY2(kept, qPrintable(line));
            QCOMPARE(*kept, proof(line.mid(5)));
        }
    }
}

void TestSqlEvidenceStore::aFullDiskIsSaidAndLosesNothing()
{
    const auto outcome = childprocess::run({u"--fill"_s, path()}, childprocess::withFileSizeLimit(256));
    QCOMPARE(outcome.exitCode, 0);
    QVERIFY(outcome.lines.size() > 2);
    QVERIFY2(outcome.lines.last().startsWith("refused STORAGE_FAILURE"_L1), qPrintable(outcome.lines.last()));
    QVERIFY2(outcome.lines.last().contains(path()), qPrintable(outcome.lines.last()));
    const auto store = opened(path());
    QVERIFY(store);
    for (const QString &line : outcome.lines.mid(0, outcome.lines.size() - 1))
        QVERIFY2(found(*store, line.mid(5)), qPrintable(line));
    QVERIFY(!found(*store, u"mic_%1"_s.arg(outcome.lines.size() - 1)));
    QVERIFY(store->keep(proof(u"mic_after"_s)));
}

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.value(1) == "--keep"_L1)
        return keepProofs(arguments.value(2), 0, 1'000'000);
    if (arguments.value(1) == "--fill"_L1)
        return keepProofs(arguments.value(2), 20'000, 1'000);
    TestSqlEvidenceStore test;
    return QTest::qExec(&test, arguments);
}

#include "tst_sqlevidencestore.moc"
