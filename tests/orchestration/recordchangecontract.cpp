// SPDX-License-Identifier: GPL-3.0-or-later
#include "recordchangecontract.h"

#include "testkeys.h"
#include "testworkspace.h"

#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace muster {

RecordChangeContract::RecordChangeContract(OrchestratorFixture &fixture)
    : m_fixture(fixture)
{}

RecordChangeContract::~RecordChangeContract() = default;

void RecordChangeContract::init()
{
    m_session = std::make_unique<ContractSession>(m_fixture);
}

void RecordChangeContract::cleanup()
{
    m_session.reset();
}

void RecordChangeContract::answersAboutOneRecordAsSent()
{
    const auto made = m_session->active(42, 1);
    VERIFY_OK(made);
    const auto answer = m_session->settled(m_session->port().machineAnswer(made->id));
    VERIFY_OK(answer);
    const QJsonObject body = QJsonDocument::fromJson(*answer).object();
    QCOMPARE(body.keys(), QStringList{u"item"_s});
    const QJsonObject item = body.value(u"item"_s).toObject();
    QCOMPARE(item.value(u"id"_s).toString(), made->id);
    QCOMPARE(item.value(u"displayName"_s).toString(), made->displayName);
    QCOMPARE(item.value(u"verification"_s).toObject().value(u"state"_s).toString(), u"verified"_s);
    QVERIFY(item.value(u"identityProof"_s).toObject().contains(u"signerAddress"_s));
    // Compact, with its members in one order: what the server sends, not a text made here.
    QCOMPARE(*answer, QJsonDocument(body).toJson(QJsonDocument::Compact));
    COMPARE_CODE(m_session->settled(m_session->port().machineAnswer(u"mach_ffffffffffffffff"_s)),
                 ErrorCode::NotFound);
}

// contract: LIFE-8, HTTP-16
void RecordChangeContract::changesOnlyWhatIsNamed()
{
    const auto made = m_session->draft(42, 1);
    VERIFY_OK(made);
    m_fixture.advanceClock(5);
    MachinePatch patch;
    patch.displayName = u" Crane 9 "_s;
    patch.labels = QMap<QString, QString>{{u"site"_s, u"kiel"_s}};
    const auto changed = m_session->update(made->id, patch);
    VERIFY_OK(changed);

    Machine expected = *made;
    expected.displayName = u"Crane 9"_s;
    expected.labels = *patch.labels;
    expected.updatedAt = made->updatedAt.plusSeconds(5);
    expected.revision = changed->revision;
    QCOMPARE(*changed, expected);
    QVERIFY(changed->revision > made->revision);
    const auto read = m_session->read(made->id);
    VERIFY_OK(read);
    QCOMPARE(*read, *changed);
}

// contract: LIFE-8, LIFE-5
void RecordChangeContract::changingNothingLeavesTheRecord()
{
    const auto made = m_session->active(42, 1);
    VERIFY_OK(made);
    m_fixture.advanceClock(5);
    MachinePatch same;
    same.displayName = made->displayName;
    same.status = MachineStatus::Active;
    same.identityRef = testIdentity(42);
    for (const MachinePatch &patch : {MachinePatch{}, same}) {
        const auto answer = m_session->update(made->id, patch);
        VERIFY_OK(answer);
        QCOMPARE(*answer, *made);
    }
}

// contract: LIFE-9
void RecordChangeContract::clearsListsAndLabels()
{
    m_fixture.registerIdentity(testEntry(42, {1}));
    auto asked = m_session->signedMachine(42, 1);
    VERIFY_OK(asked);
    asked->capabilities = {u"vision"_s};
    asked->labels = {{u"site"_s, u"kiel"_s}};
    asked->skillKeys = {u"weld"_s};
    const auto made = m_session->create(*asked);
    VERIFY_OK(made);
    MachinePatch clear;
    clear.capabilities = QStringList();
    clear.labels = QMap<QString, QString>();
    const auto cleared = m_session->update(made->id, clear);
    VERIFY_OK(cleared);
    QVERIFY(cleared->capabilities.isEmpty());
    QVERIFY(cleared->labels.isEmpty());
    QCOMPARE(cleared->skillKeys, QStringList{u"weld"_s});
}

// contract: HTTP-8, LIFE-11
void RecordChangeContract::refusesBadValues()
{
    const auto made = m_session->draft(42, 1);
    VERIFY_OK(made);
    MachinePatch patch;
    patch.ownerId = u"somebody"_s;
    patch.displayName = QString();
    patch.skillKeys = QStringList{QString()};
    const auto refused = m_session->update(made->id, patch);
    COMPARE_CODE(refused, ErrorCode::ValidationError);
    QStringList paths;
    for (const Issue &issue : issuesOf(refused.error()))
        paths.append(issue.path);
    paths.sort();
    QCOMPARE(paths, QStringList({u"/displayName"_s, u"/skillKeys/0"_s}));
    const auto read = m_session->read(made->id);
    VERIFY_OK(read);
    QCOMPARE(*read, *made);
}

// contract: LIFE-2, LIFE-3
void RecordChangeContract::movesAlongTheLifecycle()
{
    const auto made = m_session->draft(42, 1);
    VERIFY_OK(made);
    for (const auto status :
         {MachineStatus::Active, MachineStatus::Degraded, MachineStatus::Active, MachineStatus::Blocked,
          MachineStatus::Degraded, MachineStatus::Blocked, MachineStatus::Active, MachineStatus::Archived}) {
        const auto moved = m_session->move(made->id, status);
        VERIFY_OK(moved);
        QCOMPARE(moved->status, status);
    }
}

// contract: LIFE-2
void RecordChangeContract::refusesIllegalMoves()
{
    const auto made = m_session->draft(42, 1);
    VERIFY_OK(made);
    const auto refused = m_session->move(made->id, MachineStatus::Degraded);
    COMPARE_CODE(refused, ErrorCode::ValidationError);
    const Issue issue = issuesOf(refused.error()).constFirst();
    QCOMPARE(issue.path, u"/status"_s);
    for (const QString &word : {u"draft"_s, u"degraded"_s, u"active"_s, u"blocked"_s, u"archived"_s})
        QVERIFY2(issue.message.contains(word), qPrintable(issue.message));
    VERIFY_OK(m_session->move(made->id, MachineStatus::Active));
    COMPARE_CODE(m_session->move(made->id, MachineStatus::Draft), ErrorCode::ValidationError);
}

// contract: ID-17
void RecordChangeContract::theIdentityStays()
{
    const auto made = m_session->draft(42, 1);
    VERIFY_OK(made);
    m_fixture.registerIdentity(testEntry(43, {1}));
    MachinePatch patch;
    patch.identityRef = testIdentity(43);
    COMPARE_CODE(m_session->update(made->id, patch), ErrorCode::MachineIdentityImmutable);
    patch.identityRef = *IdentityRef::parse(u"peaqos:machine:42"_s);
    const auto same = m_session->update(made->id, patch);
    VERIFY_OK(same);
    QCOMPARE(same->revision, made->revision);
}

// contract: HTTP-16
void RecordChangeContract::aRevisionGuardsTheChange()
{
    const auto made = m_session->draft(42, 1);
    VERIFY_OK(made);
    MachinePatch patch;
    patch.displayName = u"first"_s;
    const auto first = m_session->update(made->id, patch, made->revision);
    VERIFY_OK(first);
    patch.displayName = u"second"_s;
    COMPARE_CODE(m_session->update(made->id, patch, made->revision), ErrorCode::PreconditionFailed);
    COMPARE_CODE(m_session->archive(made->id, made->revision), ErrorCode::PreconditionFailed);
    const auto read = m_session->read(made->id);
    VERIFY_OK(read);
    QCOMPARE(read->displayName, u"first"_s);
    VERIFY_OK(m_session->archive(made->id, first->revision));
}

// contract: ID-20, LIFE-3, LIFE-11
void RecordChangeContract::aLostControllerStopsChanges()
{
    const auto made = m_session->draft(42, 1);
    VERIFY_OK(made);
    m_fixture.registerIdentity(testEntry(42, {2}));
    MachinePatch patch;
    patch.displayName = u"taken over"_s;
    COMPARE_REASON(m_session->update(made->id, patch), ErrorCode::MachineNotActivated, "controller_changed");
    COMPARE_REASON(m_session->move(made->id, MachineStatus::Active), ErrorCode::MachineNotActivated,
                   "controller_changed");
    m_fixture.registerIdentity(testEntry(42, {1}));
    const auto read = m_session->read(made->id);
    VERIFY_OK(read);
    QCOMPARE(*read, *made);
}

// contract: ID-26, ID-6, ID-12
void RecordChangeContract::aNewProofRepairsTheRecord()
{
    const auto made = m_session->active(42, 1);
    VERIFY_OK(made);
    m_fixture.registerIdentity(testEntry(42, {2}));
    const auto challenge = m_session->challenge(42);
    VERIFY_OK(challenge);
    MachinePatch repair;
    repair.identityProof = testProof(1, *challenge);
    COMPARE_REASON(m_session->update(made->id, repair), ErrorCode::MachineIdentityProofInvalid,
                   "signer_not_controller");
    repair.identityProof = testProof(2, *challenge);
    const auto repaired = m_session->update(made->id, repair);
    VERIFY_OK(repaired);
    QCOMPARE(repaired->identityProof->signerAddress, testAddress(2));
    QCOMPARE(repaired->identityProof->challengeId, challenge->challengeId);
    QCOMPARE(repaired->status, MachineStatus::Active);
    VERIFY_OK(m_session->read(made->id));
    COMPARE_REASON(m_session->update(made->id, repair), ErrorCode::MachineIdentityProofInvalid,
                   "challenge_used");
}

// contract: ID-27
void RecordChangeContract::safetyMovesNeedNoProof()
{
    const auto blocked = m_session->active(42, 1);
    const auto archived = m_session->active(43, 1);
    const auto removed = m_session->active(44, 1);
    VERIFY_OK(blocked);
    VERIFY_OK(archived);
    VERIFY_OK(removed);
    for (const qint64 number : {42, 43, 44})
        m_fixture.registerIdentity(testEntry(number, {2}));

    const auto afterBlock = m_session->move(blocked->id, MachineStatus::Blocked);
    VERIFY_OK(afterBlock);
    QCOMPARE(afterBlock->status, MachineStatus::Blocked);
    VERIFY_OK(m_session->move(archived->id, MachineStatus::Archived));
    VERIFY_OK(m_session->archive(removed->id));
    COMPARE_REASON(m_session->move(blocked->id, MachineStatus::Active), ErrorCode::MachineNotActivated,
                   "controller_changed");
    MachinePatch notAlone;
    notAlone.status = MachineStatus::Archived;
    notAlone.displayName = u"gone"_s;
    COMPARE_CODE(m_session->update(blocked->id, notAlone), ErrorCode::MachineNotActivated);
}

// contract: LIFE-4, LIFE-5, LIFE-6, LIFE-7
void RecordChangeContract::archivesForGood()
{
    const auto made = m_session->active(42, 1);
    VERIFY_OK(made);
    VERIFY_OK(m_session->archive(made->id));
    VERIFY_OK(m_session->archive(made->id));
    m_fixture.registerIdentity(testEntry(42, {2}));
    const auto read = m_session->read(made->id);
    VERIFY_OK(read);
    QCOMPARE(read->status, MachineStatus::Archived);
    QVERIFY(m_session->listedIds().isEmpty());

    VERIFY_OK(m_session->move(made->id, MachineStatus::Archived));
    COMPARE_CODE(m_session->move(made->id, MachineStatus::Active), ErrorCode::MachineNotActive);
    MachinePatch patch;
    patch.displayName = u"back again"_s;
    COMPARE_CODE(m_session->update(made->id, patch), ErrorCode::MachineNotActive);
}

// contract: LIFE-7
void RecordChangeContract::anArchivedRecordFreesItsIdentity()
{
    const auto first = m_session->active(42, 1);
    VERIFY_OK(first);
    VERIFY_OK(m_session->archive(first->id));
    const auto second = m_session->draft(42, 1);
    VERIFY_OK(second);
    QVERIFY(second->id != first->id);
    QCOMPARE(m_session->listedIds(), QStringList{second->id});
}

// contract: HTTP-5
void RecordChangeContract::unknownMachinesAreNotFound()
{
    const QString id = u"mach_0000000000000000"_s;
    MachinePatch patch;
    patch.displayName = u"nobody"_s;
    COMPARE_CODE(m_session->update(id, patch), ErrorCode::NotFound);
    COMPARE_CODE(m_session->archive(id), ErrorCode::NotFound);
}

// contract: LIFE-12
void RecordChangeContract::announcesChanges()
{
    QList<MachineChange> heard;
    QObject::connect(&m_session->port(), &Orchestrator::machinesChanged, this,
                     [&heard](const QList<MachineChange> &changes) { heard += changes; });
    const auto made = m_session->active(42, 1);
    VERIFY_OK(made);
    VERIFY_OK(m_session->archive(made->id));
    const auto heardLast = [&] {
        return !heard.isEmpty() && heard.constLast().machine.status == MachineStatus::Archived;
    };
    QTRY_VERIFY(heardLast());
    QList<MachineStatus> statuses;
    for (const MachineChange &change : std::as_const(heard)) {
        QCOMPARE(change.machine.id, made->id);
        if (statuses.isEmpty() || statuses.constLast() != change.machine.status)
            statuses.append(change.machine.status);
    }
    QCOMPARE(statuses, QList({MachineStatus::Draft, MachineStatus::Active, MachineStatus::Archived}));
    m_session->closePort();
}

// contract: LIFE-12
void RecordChangeContract::callsFinishWhenTheAdapterGoes()
{
    QList<QFuture<Result<MachinePage>>> calls;
    for (int i = 0; i < 50; ++i)
        calls.append(m_session->port().listMachines({}));
    m_session->closePort();
    for (const auto &call : std::as_const(calls)) {
        const auto answer = ContractSession::settled(call);
        if (!answer)
            COMPARE_CODE(answer, ErrorCode::Cancelled);
    }
}

} // namespace muster
