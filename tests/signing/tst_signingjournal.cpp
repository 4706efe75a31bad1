// SPDX-License-Identifier: GPL-3.0-or-later
#include "journalentry.h"
#include "signingjournal.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <barrier>
#include <csignal>
#include <thread>
#include <vector>

#include <sys/resource.h>
#include <sys/stat.h>

using namespace muster;
using namespace Qt::StringLiterals;

using Kind = SigningJournal::Break::Kind;

class TestSigningJournal : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void chainsAndContinues();
    void isPrivate();
    void findsEveryAlteredByte();
    void findsAMissingEntry();
    void findsSwappedEntries();
    void findsARewrittenEntry();
    void findsAnEndThatWasCutOff();
    void takesATornEndOff();
    void putsADamagedJournalAside();
    void aFullDiskLeavesNoTornEntry();
    void severalWritersKeepOneChain();
    void aTurnWaitsForTheFileThatIsThere();
    void anEndCutOffMeanwhileIsFound();
    void leavesTheFolderAsItIs();
    void refusesWhatIsNoFile();

private:
    QString path() const { return m_place->filePath(u"signing.jsonl"_s); }
    QByteArrayList lines() const;
    void write(const QByteArrayList &lines) const;
    void fill(int entries) const;
    std::optional<SigningJournal::Break> found(const QByteArray &head = {}) const;

    std::unique_ptr<QTemporaryDir> m_place;
};

void TestSigningJournal::init()
{
    m_place = std::make_unique<QTemporaryDir>();
}

QByteArrayList TestSigningJournal::lines() const
{
    QFile file(path());
    QByteArrayList all;
    if (file.open(QIODevice::ReadOnly)) {
        while (!file.atEnd())
            all.append(file.readLine());
    }
    return all;
}

void TestSigningJournal::write(const QByteArrayList &lines) const
{
    QFile file(path());
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(lines.join()) >= 0);
}

void TestSigningJournal::fill(int entries) const
{
    const auto journal = SigningJournal::open(path(), Timestamp{0});
    QVERIFY(journal);
    for (int i = 0; i < entries; ++i)
        QVERIFY((*journal)->append(u"signed"_s, {{u"number"_s, i}}, Timestamp{i * 1'000}));
}

std::optional<SigningJournal::Break> TestSigningJournal::found(const QByteArray &head) const
{
    const auto verdict = SigningJournal::verify(path(), head);
    return verdict ? verdict->firstBreak
                   : SigningJournal::Break{Kind::Unreadable, -1, verdict.error().message};
}

void TestSigningJournal::chainsAndContinues()
{
    QVERIFY(!SigningJournal::verify(path()));
    QByteArray head;
    for (int round = 0; round < 3; ++round) {
        const auto journal = SigningJournal::open(path(), Timestamp{0});
        QVERIFY(journal);
        QCOMPARE((*journal)->entries(), round * 2);
        QCOMPARE((*journal)->head(), head);
        QVERIFY((*journal)->append(u"unlocked"_s, {}, Timestamp{1}));
        QVERIFY((*journal)->append(u"signed"_s, {{u"address"_s, u"0x00"_s}}, Timestamp{2}));
        head = (*journal)->head();
    }
    const auto verdict = SigningJournal::verify(path(), head);
    QVERIFY(verdict);
    QVERIFY(!verdict->firstBreak);
    QCOMPARE(verdict->entries, 6);
    QCOMPARE(verdict->head, head);
    QByteArray previous(64, '0');
    const QByteArrayList all = lines();
    for (const QByteArray &line : all) {
        QByteArray hash;
        const auto entry = JournalEntry::parse(QByteArrayView(line).chopped(1), &hash);
        QVERIFY(entry);
        QCOMPARE(entry->previous, previous);
        QCOMPARE(entry->hash(), hash);
        previous = hash;
    }
}

void TestSigningJournal::isPrivate()
{
    fill(1);
    QVERIFY(!(QFile::permissions(path()) & (QFileDevice::ReadGroup | QFileDevice::ReadOther)));
}

/// Every byte of every entry, one by one; the entry that holds it is named.
void TestSigningJournal::findsEveryAlteredByte()
{
    fill(3);
    const QByteArrayList good = lines();
    QCOMPARE(good.size(), 3);
    for (qsizetype entry = 0; entry < good.size(); ++entry) {
        for (qsizetype at = 0; at < good.at(entry).size(); ++at) {
            QByteArrayList changed = good;
            changed[entry][at] = char(changed.at(entry).at(at) ^ 1);
            write(changed);
            const auto broken = found();
            QVERIFY2(broken, qPrintable(u"entry %1 byte %2"_s.arg(entry).arg(at)));
            QCOMPARE(broken->index, entry);
        }
    }
}

void TestSigningJournal::findsAMissingEntry()
{
    fill(5);
    QByteArrayList some = lines();
    some.removeAt(2);
    write(some);
    const auto broken = found();
    QVERIFY(broken);
    QCOMPARE(broken->kind, Kind::Missing);
    QCOMPARE(broken->index, 2);
    QVERIFY(broken->text.contains(u'2'));
    some.removeAt(0);
    write(some);
    QCOMPARE(found()->index, 0);
}

void TestSigningJournal::findsSwappedEntries()
{
    fill(5);
    QByteArrayList swapped = lines();
    swapped.swapItemsAt(1, 3);
    write(swapped);
    QCOMPARE(found()->index, 1);
    swapped.swapItemsAt(1, 3);
    swapped.insert(3, swapped.at(2));
    write(swapped);
    QCOMPARE(found()->kind, Kind::Moved);
    QCOMPARE(found()->index, 3);
}

/// With a right hash of its own: only the next entry gives it away.
void TestSigningJournal::findsARewrittenEntry()
{
    fill(4);
    QByteArrayList some = lines();
    QByteArray hash;
    auto entry = JournalEntry::parse(QByteArrayView(some.at(1)).chopped(1), &hash);
    QVERIFY(entry);
    entry->event = u"nothing-happened"_s;
    some[1] = entry->line();
    write(some);
    const auto broken = found();
    QVERIFY(broken);
    QCOMPARE(broken->index, 2);
    QCOMPARE(broken->kind, Kind::Altered);
}

void TestSigningJournal::findsAnEndThatWasCutOff()
{
    fill(4);
    const QByteArray head = SigningJournal::verify(path())->head;
    QVERIFY(!found(head));
    QByteArrayList some = lines();
    some.removeLast();
    write(some);
    QVERIFY(!found());
    QCOMPARE(found(head)->kind, Kind::CutOff);
    QCOMPARE(found(head)->index, 3);
}

void TestSigningJournal::takesATornEndOff()
{
    fill(2);
    const QByteArrayList good = lines();
    for (const qsizetype left : {qsizetype(1), good.at(1).size() / 2, good.at(1).size() - 1}) {
        write({good.at(0), good.at(1).first(left)});
        QCOMPARE(found()->kind, Kind::Torn);
        QCOMPARE(found()->index, 1);
        const auto journal = SigningJournal::open(path(), Timestamp{5});
        QVERIFY(journal);
        QCOMPARE((*journal)->entries(), 2);
        QVERIFY(!found());
        QVERIFY(lines().last().contains("torn-end-removed"));
    }
    write({good.at(0).first(10)});
    QVERIFY(SigningJournal::open(path(), Timestamp{5}));
    QVERIFY(!found());
    QCOMPARE(lines().size(), 1);
}

void TestSigningJournal::putsADamagedJournalAside()
{
    fill(2);
    QByteArrayList damaged = lines();
    damaged[1][20] = '\x01';
    write(damaged);
    {
        const auto journal = SigningJournal::open(path(), Timestamp{0});
        QVERIFY(journal);
        QCOMPARE((*journal)->entries(), 1);
    }
    QVERIFY(!found());
    QVERIFY(lines().first().contains("damaged-journal-put-aside"));
    const QStringList aside = QDir(m_place->path()).entryList({u"*.damaged-*"_s});
    QCOMPARE(aside.size(), 1);
    QFile kept(m_place->filePath(aside.first()));
    QVERIFY(kept.open(QIODevice::ReadOnly));
    QCOMPARE(kept.readAll(), damaged.join());
}

void TestSigningJournal::aFullDiskLeavesNoTornEntry()
{
    fill(3);
    const auto journal = SigningJournal::open(path(), Timestamp{0});
    QVERIFY(journal);
    const QByteArrayList before = lines();
    ::signal(SIGXFSZ, SIG_IGN);
    rlimit usual{};
    QCOMPARE(::getrlimit(RLIMIT_FSIZE, &usual), 0);
    const rlimit full{rlim_t(QFile(path()).size() + 40), usual.rlim_max};
    QCOMPARE(::setrlimit(RLIMIT_FSIZE, &full), 0);
    const auto refused = (*journal)->append(u"signed"_s, {}, Timestamp{9});
    QCOMPARE(::setrlimit(RLIMIT_FSIZE, &usual), 0);
    QVERIFY(!refused);
    QCOMPARE(refused.error().codeName(), u"STORAGE_FAILURE"_s);
    QCOMPARE(lines(), before);
    QVERIFY((*journal)->append(u"signed"_s, {}, Timestamp{9}));
    QVERIFY(!found());
    QCOMPARE(lines().size(), 4);
}

void TestSigningJournal::severalWritersKeepOneChain()
{
    // Often anew: whether two meet at the very first entry, when there is no file, is chance.
    for (int round = 0; round < 40; ++round) {
        QFile::remove(path());
        const auto first = SigningJournal::open(path(), Timestamp{0});
        const auto second = SigningJournal::open(path(), Timestamp{0});
        QVERIFY(first && second);
        QFile::remove(path());
        std::barrier together(2);
        std::vector<std::thread> threads;
        for (SigningJournal *journal : {first->get(), second->get()}) {
            threads.emplace_back([journal, &together] {
                together.arrive_and_wait();
                for (int i = 0; i < 5; ++i)
                    [[maybe_unused]] const auto done = journal->append(u"signed"_s, {}, Timestamp{i});
            });
        }
        for (std::thread &thread : threads)
            thread.join();
        QVERIFY((*first)->append(u"locked"_s, {}, Timestamp{99}));
        const auto verdict = SigningJournal::verify(path(), (*first)->head());
        QVERIFY(verdict);
        QVERIFY2(!verdict->firstBreak,
                 qPrintable(verdict->firstBreak ? verdict->firstBreak->text : QString()));
        QCOMPARE(verdict->entries, 11);
        QCOMPARE((*first)->entries(), 11);
    }
}

/// Two programs start on a journal that a third broke: one of them puts it aside, the other waits and goes
/// on.
void TestSigningJournal::aTurnWaitsForTheFileThatIsThere()
{
    for (int round = 0; round < 40; ++round) {
        write({"damaged\n"});
        std::barrier together(2);
        std::vector<std::thread> threads;
        std::atomic<int> opened = 0;
        for (int i = 0; i < 2; ++i) {
            threads.emplace_back([this, round, &together, &opened] {
                together.arrive_and_wait();
                const auto journal = SigningJournal::open(path(), Timestamp{round * 1000});
                if (journal && (*journal)->append(u"signed"_s, {}, Timestamp{1}))
                    ++opened;
            });
        }
        for (std::thread &thread : threads)
            thread.join();
        QCOMPARE(opened, 2);
        const auto verdict = SigningJournal::verify(path(), {});
        QVERIFY(verdict && !verdict->firstBreak);
        QCOMPARE(verdict->entries, 3);
    }
}

/// While the program runs it knows how far it was.
void TestSigningJournal::anEndCutOffMeanwhileIsFound()
{
    const auto journal = SigningJournal::open(path(), Timestamp{0});
    QVERIFY(journal);
    for (int i = 0; i < 4; ++i)
        QVERIFY((*journal)->append(u"signed"_s, {}, Timestamp{i}));
    QByteArrayList some = lines();
    some.removeLast();
    write(some);
    QVERIFY((*journal)->append(u"locked"_s, {}, Timestamp{9}));
    QCOMPARE(found()->kind, Kind::Missing);
    QCOMPARE(found()->index, 3);
}

void TestSigningJournal::leavesTheFolderAsItIs()
{
    constexpr auto kShared = QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner |
                             QFileDevice::ReadGroup | QFileDevice::ExeGroup;
    QVERIFY(QFile::setPermissions(m_place->path(), kShared));
    fill(1);
    QVERIFY(QFile::permissions(m_place->path()) & QFileDevice::ReadGroup);
}

/// A pipe would keep whoever opens it waiting, a device may never end.
void TestSigningJournal::refusesWhatIsNoFile()
{
    const QString pipe = m_place->filePath(u"pipe"_s);
    QCOMPARE(::mkfifo(QFile::encodeName(pipe).constData(), 0600), 0);
    for (const QString &odd : {pipe, u"/dev/null"_s, m_place->path()}) {
        const auto refused = SigningJournal::open(odd, Timestamp{0});
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::StorageFailure);
        QVERIFY(refused.error().message.contains(odd));
    }
}

QTEST_GUILESS_MAIN(TestSigningJournal)
#include "tst_signingjournal.moc"
