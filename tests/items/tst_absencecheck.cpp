// SPDX-License-Identifier: GPL-3.0-or-later
#include "absencecheck.h"
#include "identityerrors.h"
#include "inventorybed.h"

#include <QPersistentModelIndex>
#include <QTest>

using namespace muster;
using namespace Qt::StringLiterals;

/// What a service shows no longer, and why.
class TestAbsenceCheck : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_bed = std::make_unique<InventoryBed>(); }
    void whatIsNotListedIsAskedForAndMarked();
    void aListedMachineIsMarkedNoLonger();
    void aFewAreAskedAtATime();
    void anAnswerThatIsForAllEndsTheAsking();
    void answersAreAskedForAgainWhenTheyAreOld();
    void aMachineThatIsListedForUsAloneIsHiddenToo();

private:
    std::unique_ptr<InventoryBed> m_bed;
};

void TestAbsenceCheck::whatIsNotListedIsAskedForAndMarked()
{
    QVERIFY(m_bed->load());
    QCOMPARE(m_bed->kept().size(), 4);
    QVERIFY(m_bed->inventory->hidden().isEmpty());
    QVERIFY(m_bed->service.asked.isEmpty());

    Error changed =
        machineNotActivated(reason::kControllerChanged, {{u"controllerAddresses"_s, QJsonArray{u"0xabc"_s}}});
    m_bed->service.refusals.insert(InventoryBed::idOf(2), changed);
    m_bed->service.unlisted.insert(InventoryBed::idOf(3), m_bed->service.fleet.at(2));
    m_bed->service.unlisted[InventoryBed::idOf(3)].status = MachineStatus::Archived;
    m_bed->service.unlisted.insert(InventoryBed::idOf(4), m_bed->service.fleet.at(3));
    m_bed->service.fleet = m_bed->service.fleet.first(0) << MemoryOrchestrator::machineNumber(5);
    QVERIFY(m_bed->load());
    QVERIFY(m_bed->isAnswered());
    QCOMPARE(m_bed->model->rowCount(), 5);
    QCOMPARE(QSet<QString>(m_bed->service.asked.begin(), m_bed->service.asked.end()),
             (QSet<QString>{InventoryBed::idOf(1), InventoryBed::idOf(2), InventoryBed::idOf(3),
                            InventoryBed::idOf(4)}));
    QVERIFY(!m_bed->service.anyAsked);
    QCOMPARE(m_bed->verdict(1), u"Not listed: not found \u00b7 just now"_s);
    QCOMPARE(m_bed->verdict(2), u"Not listed: controller changed \u00b7 just now"_s);
    QCOMPARE(m_bed->verdict(4), u"Not listed: left out of its list \u00b7 just now"_s);
    QCOMPARE(m_bed->absenceOf(2)->controllers, QStringList{u"0xabc"_s});
    QCOMPARE(m_bed->absenceOf(2)->sentence, changed.message);
    const QString tip =
        m_bed->model
            ->index(m_bed->model->rowOf(InventoryBed::idOf(2)), static_cast<int>(MachineColumn::Verification))
            .data(Qt::ToolTipRole)
            .toString();
    QVERIFY2(tip.contains(changed.message) && tip.contains(u"MACHINE_NOT_ACTIVATED"_s), qPrintable(tip));
    QVERIFY(!m_bed->absenceOf(3));
    QCOMPARE(m_bed->model->at(m_bed->model->rowOf(InventoryBed::idOf(3))).status, MachineStatus::Archived);
    QVERIFY(!m_bed->absenceOf(5));
    QTRY_COMPARE(m_bed->inventory->hidden().size(), 3);
    QCOMPARE(m_bed->model->tally().absent, 3);
    QCOMPARE(m_bed->model->tally().of(MachineStatus::Active), 4);
    const QList<InventoryRecord> records = m_bed->kept();
    QCOMPARE(records.size(), 5);
    QCOMPARE(records.at(1).absence, m_bed->absenceOf(2));
    QCOMPARE(records.at(2).machine.status, MachineStatus::Archived);
    QVERIFY(!records.at(2).absence);
}

void TestAbsenceCheck::aListedMachineIsMarkedNoLonger()
{
    QVERIFY(m_bed->load());
    const Machine gone = m_bed->service.fleet.takeFirst();
    const QPersistentModelIndex row = m_bed->model->index(m_bed->model->rowOf(gone.id), 0);
    QVERIFY(m_bed->load());
    QVERIFY(m_bed->isAnswered());
    QVERIFY(m_bed->absenceOf(1));
    QVERIFY(row.isValid());
    m_bed->service.fleet.append(gone);
    QVERIFY(m_bed->load());
    QVERIFY(!m_bed->absenceOf(1));
    QVERIFY(row.isValid());
    QCOMPARE(row.row(), m_bed->model->rowOf(gone.id));
    QTRY_VERIFY(m_bed->inventory->hidden().isEmpty());
    QVERIFY(!m_bed->kept().first().absence);
}

void TestAbsenceCheck::aFewAreAskedAtATime()
{
    for (int number = 5; number <= 12; ++number)
        m_bed->service.fleet.append(MemoryOrchestrator::machineNumber(number));
    QVERIFY(m_bed->load());
    m_bed->service.fleet = m_bed->service.fleet.first(1);
    m_bed->service.holdAnswers = true;
    QVERIFY(m_bed->load());
    QCOMPARE(m_bed->service.asked.size(), AbsenceCheck::kAtOnce);
    QVERIFY(m_bed->inventory->isAsking());
    // Rows are there before the answers are.
    QCOMPARE(m_bed->model->rowCount(), 12);
    QCOMPARE(m_bed->verdict(2), u"Not listed any more"_s);
    int answered = 0;
    while (!m_bed->service.waiting.isEmpty()) {
        QVERIFY(m_bed->service.waiting.size() <= AbsenceCheck::kAtOnce);
        m_bed->service.letOneGo();
        ++answered;
        QTRY_COMPARE(m_bed->service.waiting.size(), std::min(AbsenceCheck::kAtOnce, 11 - answered));
    }
    QVERIFY(m_bed->isAnswered());
    QCOMPARE(m_bed->service.asked.size(), 11);
    QCOMPARE(m_bed->absenceOf(12)->code, u"NOT_FOUND"_s);
}

void TestAbsenceCheck::anAnswerThatIsForAllEndsTheAsking()
{
    for (const ErrorCode code : {ErrorCode::AuthInvalid, ErrorCode::RateLimited}) {
        init();
        for (int number = 5; number <= 12; ++number)
            m_bed->service.fleet.append(MemoryOrchestrator::machineNumber(number));
        QVERIFY(m_bed->load());
        m_bed->service.fleet.clear();
        for (int number = 1; number <= 12; ++number)
            m_bed->service.refusals.insert(InventoryBed::idOf(number), InventoryBed::refusal(code));
        m_bed->service.holdAnswers = true;
        QVERIFY(m_bed->load());
        while (!m_bed->service.waiting.isEmpty())
            m_bed->service.letOneGo();
        QVERIFY(m_bed->isAnswered());
        QCOMPARE(m_bed->service.asked.size(), AbsenceCheck::kAtOnce);
        QCOMPARE(m_bed->absenceOf(1), std::optional(Absence{}));
        // The next list tries again.
        m_bed->service.refusals.clear();
        m_bed->service.holdAnswers = false;
        QVERIFY(m_bed->load());
        QVERIFY(m_bed->isAnswered());
        QCOMPARE(m_bed->absenceOf(12)->code, u"NOT_FOUND"_s);
    }
}

void TestAbsenceCheck::answersAreAskedForAgainWhenTheyAreOld()
{
    QVERIFY(m_bed->load());
    m_bed->service.fleet.removeFirst();
    m_bed->service.refusals.insert(InventoryBed::idOf(1), machineNotActivated(reason::kIdentityInactive));
    QVERIFY(m_bed->load());
    QVERIFY(m_bed->isAnswered());
    QVERIFY(m_bed->load());
    QVERIFY(m_bed->isAnswered());
    QCOMPARE(m_bed->service.asked.size(), 1);
    m_bed->service.refusals.insert(InventoryBed::idOf(1), machineNotActivated(reason::kControllerChanged));
    QVERIFY(m_bed->clock.advance(3'700));
    QCOMPARE(m_bed->verdict(1), u"Not listed: identity not active \u00b7 1 h ago"_s);
    QVERIFY(m_bed->load());
    QVERIFY(m_bed->isAnswered());
    QCOMPARE(m_bed->verdict(1), u"Not listed: controller changed \u00b7 just now"_s);
}

void TestAbsenceCheck::aMachineThatIsListedForUsAloneIsHiddenToo()
{
    for (const QString &place : {InventoryBed::kPlace, QString()}) {
        init();
        m_bed->end();
        m_bed->begin(place);
        Machine &failing = m_bed->service.fleet[1];
        failing.identityProof = IdentityProof{*failing.identityRef, u"0xold"_s, u"mic_1"_s, {}, {}, {}, {}};
        failing.verification = Verification{Verification::State::Failed, u"controller_changed"_s, {}};
        Machine &unproven = m_bed->service.fleet[2];
        unproven.verification = Verification{Verification::State::Failed, u"proof_missing"_s, {}};
        m_bed->service.refusals.insert(
            failing.id, machineNotActivated(reason::kControllerChanged,
                                            {{u"controllerAddresses"_s, QJsonArray{u"0xnew"_s}}}));
        QVERIFY(m_bed->load());
        QVERIFY(m_bed->isAnswered());
        QTRY_COMPARE(m_bed->inventory->hidden().value(0).absence.controllers, QStringList{u"0xnew"_s});
        QCOMPARE(m_bed->inventory->hidden().size(), 1);
        QCOMPARE(m_bed->inventory->hidden().first().id, InventoryBed::idOf(2));
        QVERIFY(absence::isProvable(m_bed->inventory->hidden().first().absence));
        // It is listed, so its row is not marked, and it can be changed.
        QVERIFY(!m_bed->absenceOf(2));
        QCOMPARE(m_bed->service.asked, QStringList{InventoryBed::idOf(2)});
    }
}

QTEST_GUILESS_MAIN(TestAbsenceCheck)
#include "tst_absencecheck.moc"
