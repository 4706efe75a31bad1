// SPDX-License-Identifier: GPL-3.0-or-later
#include "clock.h"
#include "evidencedesk.h"
#include "machinedocument.h"
#include "sqlevidencestore.h"

#include <QDir>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace muster;
using namespace Qt::StringLiterals;

namespace {

const QString kSigner = u"0x7E5F4552091A69125d5DfCb7b8C2659029395Bdf"_s;

template <typename T>
Result<T> answerOf(const QFuture<Result<T>> &future)
{
    if (!QTest::qWaitFor([&future] { return future.isFinished(); }, 20'000) || future.resultCount() == 0)
        return fail(ErrorCode::Cancelled, u"no answer"_s);
    return future.result();
}

IdentityRef identity()
{
    return *IdentityRef::parse(u"did:peaq:42"_s);
}

KeptProof proof()
{
    return KeptProof{u"https://fleet.example"_s,
                     Challenge{u"mic_1"_s, identity(), "sign this\n"_ba, {}, {kSigner}}, kSigner,
                     u"0x"_s + QString(130, u'b')};
}

Machine record()
{
    Machine machine;
    machine.id = u"mach_0123456789abcdef"_s;
    machine.identityRef = identity();
    machine.identityProof = IdentityProof{identity(), kSigner, u"mic_1"_s, {}, {}, {kSigner}, {}};
    return machine;
}

} // namespace

class TestEvidenceDesk : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void keepsCompletesAndFinds();
    void keepsARefusal();
    void knowsNothingOfOthersProofs();
    void saysWhyNothingIsKeptAndTriesAgain();
    void keepsWhatItWasToldBeforeItGoes();

private:
    QString path() const { return m_place->filePath(u"evidence.db"_s); }

    std::unique_ptr<QTemporaryDir> m_place;
    SystemClock m_clock;
    wire::MachineDocument m_renderer;
    std::unique_ptr<EvidenceDesk> m_desk;
};

void TestEvidenceDesk::init()
{
    m_place = std::make_unique<QTemporaryDir>();
    m_desk = std::make_unique<EvidenceDesk>(
        [path = path()]() -> Result<std::unique_ptr<EvidenceStore>> { return SqlEvidenceStore::open(path); },
        m_renderer, m_clock);
}

void TestEvidenceDesk::keepsCompletesAndFinds()
{
    QSignalSpy changes(m_desk.get(), &EvidenceDesk::changed);
    const Timestamp before = m_clock.now();
    const auto number = answerOf(m_desk->keep(proof()));
    QVERIFY(number);
    auto kept = answerOf(m_desk->find(record()));
    QVERIFY(kept && *kept);
    QVERIFY((*kept)->madeAt >= before && (*kept)->madeAt <= m_clock.now());
    QCOMPARE((*kept)->challenge, proof().challenge);
    QVERIFY((*kept)->record.isEmpty());
    QTRY_COMPARE(changes.size(), 1);
    QVERIFY(answerOf(m_desk->complete(*number, record())));
    QTRY_COMPARE(changes.size(), 2);
    kept = answerOf(m_desk->find(record()));
    QVERIFY(kept && *kept);
    const QJsonObject text = QJsonDocument::fromJson((*kept)->record).object();
    QCOMPARE(text.value("id"_L1).toString(), record().id);
    QCOMPARE(text.value("identityProof"_L1).toObject().value("challengeId"_L1).toString(), u"mic_1"_s);
}

void TestEvidenceDesk::keepsARefusal()
{
    const auto number = answerOf(m_desk->keep(proof()));
    QVERIFY(number);
    QVERIFY(answerOf(
        m_desk->refuse(*number, Error{ErrorCode::MachineIdentityExists, u"It is taken."_s, {}, 0, {}})));
    const auto kept = answerOf(m_desk->find(record()));
    QVERIFY(kept && *kept);
    QCOMPARE((*kept)->refusal, u"MACHINE_IDENTITY_EXISTS: It is taken."_s);
}

void TestEvidenceDesk::knowsNothingOfOthersProofs()
{
    QCOMPARE(answerOf(m_desk->find(record())).value(), std::nullopt);
    Machine unproven = record();
    unproven.identityProof.reset();
    QVERIFY(m_desk->find(unproven).isFinished());
    QCOMPARE(answerOf(m_desk->find(unproven)).value(), std::nullopt);
    unproven.id = u"mach_unproven"_s;
    QCOMPARE(answerOf(m_desk->withoutEvidence({record(), unproven})).value(),
             (QStringList{record().id, unproven.id}));
    QVERIFY(answerOf(m_desk->keep(proof())));
    QCOMPARE(answerOf(m_desk->withoutEvidence({record(), unproven})).value(), QStringList{unproven.id});
}

void TestEvidenceDesk::saysWhyNothingIsKeptAndTriesAgain()
{
    QVERIFY(QDir().mkpath(path()));
    QSignalSpy changes(m_desk.get(), &EvidenceDesk::changed);
    const auto refused = answerOf(m_desk->keep(proof()));
    QVERIFY(!refused);
    QVERIFY2(refused.error().message.contains(path()), qPrintable(refused.error().message));
    QVERIFY(!answerOf(m_desk->find(record())));
    QVERIFY(QDir().rmdir(path()));
    QVERIFY(answerOf(m_desk->keep(proof())));
    QTRY_COMPARE(changes.size(), 1);
}

void TestEvidenceDesk::keepsWhatItWasToldBeforeItGoes()
{
    QList<QFuture<Result<qint64>>> all;
    for (int i = 0; i < 10; ++i)
        all.append(m_desk->keep(proof()));
    m_desk.reset();
    for (const auto &future : all)
        QVERIFY(future.isFinished() && future.result());
}

QTEST_GUILESS_MAIN(TestEvidenceDesk)
#include "tst_evidencedesk.moc"
