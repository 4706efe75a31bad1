// SPDX-License-Identifier: GPL-3.0-or-later
#include "auditkeeper.h"

#include "auditlog.h"
#include "auditnotes.h"
#include "contractsession.h"
#include "refusallog.h"
#include "registrysession.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace muster {

class AuditKeeperTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_session = std::make_unique<RegistrySession>(); }
    void removesWhatIsTooOldAndNotesIt();
    void removesInBatchesThatOthersGetBetween();
    void countsWhatFoundNoRoomWithoutALaterRefusal();
    void writesTheCountDownWhenItEnds();

private:
    ServiceContext &context() { return m_session->workspace().context(); }
    QList<AuditEvent> log() { return auditLog(m_session->workspace().databasePath()); }
    void append(int count);
    void refuse(int count);

    std::unique_ptr<RegistrySession> m_session;
};

void AuditKeeperTest::append(int count)
{
    const auto written = context().writer.write([&](WriteSession &session) -> Result<void> {
        for (int i = 0; i < count; ++i) {
            const AuditEvent event = auditEvent(context().clock, {u"platform"_s}, u"machine.updated"_s,
                                                {u"machine"_s, u"mach_%1"_s.arg(i)}, {});
            if (auto appended = session.appendAuditEvent(event); !appended)
                return appended;
        }
        return {};
    });
    VERIFY_OK(written);
}

void AuditKeeperTest::refuse(int count)
{
    const Error error{ErrorCode::NotFound, u"There is no machine."_s, {}, 0, {}};
    for (int i = 0; i < count; ++i)
        refusallog::record(context(), refusallog::requestRefusal(context(), {u"platform"_s}, error,
                                                                 {u"machine"_s, u"mach_0"_s}, {}));
}

// contract: AUD-8, AUD-1
void AuditKeeperTest::removesWhatIsTooOldAndNotesIt()
{
    append(2);
    m_session->workspace().clock().advance(1);
    append(1);
    m_session->workspace().clock().advance(qint64(24) * 60 * 60 * 30);
    const AuditKeeper keeper(context(), 30);
    QTRY_COMPARE(log().size(), 2);
    const QList<AuditEvent> events = log();
    QCOMPARE(events.at(0).type, u"machine.updated"_s);
    QCOMPARE(events.at(1).type, u"audit.pruned"_s);
    QCOMPARE(events.at(1).actor, u"system"_s);
    QCOMPARE(events.at(1).payload.value("events"_L1).toInt(), 2);
    QCOMPARE(events.at(1).payload.value("before"_L1).toString(), events.at(0).createdAt.text());
}

// contract: AUD-8
void AuditKeeperTest::removesInBatchesThatOthersGetBetween()
{
    append(2 * AuditKeeper::kBatch + 1);
    m_session->workspace().clock().advance(qint64(24) * 60 * 60 * 2);
    const AuditKeeper keeper(context(), 1);
    const auto removed = [this] {
        QList<int> batches;
        for (const AuditEvent &event : log())
            batches.append(event.payload.value("events"_L1).toInt());
        return batches;
    };
    QTRY_COMPARE(removed(), QList<int>({AuditKeeper::kBatch, AuditKeeper::kBatch, 1}));
}

// contract: AUD-4
void AuditKeeperTest::countsWhatFoundNoRoomWithoutALaterRefusal()
{
    const AuditKeeper keeper(context(), 400);
    refuse(25);
    QTRY_COMPARE(log().constLast().type, u"refusals.counted"_s);
    QCOMPARE(log().constLast().payload.value("notRecorded"_L1).toInt(), 15);
    QCOMPARE(log().constLast().actor, u"system"_s);
    QCOMPARE(log().size(), 11);
    // The count starts anew.
    refuse(3);
    QTRY_COMPARE(log().constLast().payload.value("notRecorded"_L1).toInt(), 3);
    QCOMPARE(log().size(), 12);
}

// contract: AUD-4
void AuditKeeperTest::writesTheCountDownWhenItEnds()
{
    auto keeper = std::make_unique<AuditKeeper>(context(), 400);
    refuse(12);
    keeper.reset();
    QCOMPARE(log().size(), 11);
    QCOMPARE(log().constLast().payload.value("notRecorded"_L1).toInt(), 2);
    keeper = std::make_unique<AuditKeeper>(context(), 400);
    keeper.reset();
    QCOMPARE(log().size(), 11);
}

} // namespace muster

QTEST_GUILESS_MAIN(muster::AuditKeeperTest)
#include "tst_auditkeeper.moc"
