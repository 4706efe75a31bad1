// SPDX-License-Identifier: GPL-3.0-or-later
#include "clock.h"
#include "deskanswers.h"
#include "keystore.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QFutureWatcher>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace muster;
using namespace muster::deskanswers;
using namespace Qt::StringLiterals;

/// What is given up, and what is under way when the desk goes.
class TestVaultDeskCancel : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cancelledUnlockStaysLocked();
    void exportsNoneAfterItWasCancelled();
    void goesAwayInTheMiddle();
    void aHostileFileHoldsNothingUp();

private:
    QString folder() const { return m_place->filePath(u"vault"_s); }
    QString journal() const { return m_place->filePath(u"signing.jsonl"_s); }

    std::unique_ptr<QTemporaryDir> m_place;
    SystemClock m_clock;
    std::unique_ptr<VaultDesk> m_desk;
};

void TestVaultDeskCancel::init()
{
    m_desk.reset();
    m_place = std::make_unique<QTemporaryDir>();
    m_desk = std::make_unique<VaultDesk>(folder(), journal(), m_clock, kQuick);
}

void TestVaultDeskCancel::cancelledUnlockStaysLocked()
{
    m_desk.reset();
    m_desk = std::make_unique<VaultDesk>(folder(), journal(), m_clock);
    QVERIFY(answerOf(m_desk->create(typed(kPassphrase))));
    m_desk->lock(VaultDesk::LockReason::Asked);
    QFuture<Result<void>> unlocking = m_desk->unlock(typed(kPassphrase));
    unlocking.cancel();
    QTRY_VERIFY_WITH_TIMEOUT(unlocking.isFinished(), 20'000);
    QCOMPARE(unlocking.resultCount(), 0);
    QCoreApplication::processEvents();
    QCOMPARE(m_desk->state(), VaultDesk::State::Locked);
}

void TestVaultDeskCancel::exportsNoneAfterItWasCancelled()
{
    constexpr int kKeys = 30;
    QVERIFY(answerOf(m_desk->create(typed(kPassphrase))));
    for (int i = 0; i < kKeys; ++i)
        QVERIFY(answerOf(m_desk->createKey({})));
    QVERIFY(QDir().mkpath(m_place->filePath(u"out"_s)));
    QFuture<Result<QStringList>> exporting =
        m_desk->exportAll(m_place->filePath(u"out"_s), typed("of others"));
    QFutureWatcher<Result<QStringList>> watcher;
    connect(&watcher, &QFutureWatcherBase::progressValueChanged, this, [&exporting](int done) {
        if (done >= 1)
            exporting.cancel();
    });
    watcher.setFuture(exporting);
    QTRY_VERIFY(exporting.isFinished());
    const QStringList files = QDir(m_place->filePath(u"out"_s)).entryList(QDir::Files | QDir::Hidden);
    QVERIFY2(!files.isEmpty() && files.size() < kKeys, qPrintable(QString::number(files.size())));
    for (const QString &name : files) {
        QFile file(m_place->filePath(u"out/"_s + name));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(Keystore::read(file.readAll())->open(typed("of others")));
    }
}

void TestVaultDeskCancel::goesAwayInTheMiddle()
{
    QVERIFY(answerOf(m_desk->create(typed(kPassphrase))));
    QList<QFuture<Result<QList<Address>>>> underWay;
    for (int i = 0; i < 5; ++i)
        underWay.append(m_desk->createKey({}));
    m_desk.reset();
    for (const auto &future : underWay) {
        QVERIFY(future.isFinished());
        QVERIFY(future.result() || future.result().error().code == ErrorCode::VaultLocked);
    }
    QCoreApplication::processEvents();
}

/// A key file that asks for the most there may be: half a minute of derivation.
void TestVaultDeskCancel::aHostileFileHoldsNothingUp()
{
    QVERIFY(answerOf(m_desk->create(typed(kPassphrase))));
    QJsonObject hostile = Keystore::seal(ControllerKey::generate(), typed("theirs"), kQuick)->object();
    QJsonObject crypto = hostile.value("crypto"_L1).toObject();
    QJsonObject parameters = crypto.value("kdfparams"_L1).toObject();
    parameters.insert("n"_L1, 1 << 19);
    parameters.insert("r"_L1, 8);
    parameters.insert("p"_L1, 16);
    crypto.insert("kdfparams"_L1, parameters);
    hostile.insert("crypto"_L1, crypto);
    std::vector<SecureBytes> passphrases;
    passphrases.push_back(typed("theirs"));
    auto opening =
        m_desk->openFiles({{u"hostile.json"_s, QJsonDocument(hostile).toJson()}}, std::move(passphrases));
    QElapsedTimer timer;
    timer.start();
    QTRY_COMPARE(opening.progressMaximum(), 1);
    QVERIFY(!opening.isFinished());
    opening.cancel();
    QVERIFY(answerOf(m_desk->createKey(u"pump"_s)));
    passphrases.clear();
    passphrases.push_back(typed("theirs"));
    opening =
        m_desk->openFiles({{u"hostile.json"_s, QJsonDocument(hostile).toJson()}}, std::move(passphrases));
    m_desk.reset();
    QVERIFY2(timer.elapsed() < 5'000, qPrintable(QString::number(timer.elapsed())));
}

QTEST_GUILESS_MAIN(TestVaultDeskCancel)
#include "tst_vaultdeskcancel.moc"
