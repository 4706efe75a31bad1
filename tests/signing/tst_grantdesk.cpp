// SPDX-License-Identifier: GPL-3.0-or-later
#include "challengetext.h"
#include "grantdesk.h"
#include "keccak.h"
#include "movableclock.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace muster;
using namespace Qt::StringLiterals;

namespace {

constexpr ScryptCost kQuick{1024, 1, 1};
constexpr auto kPassphrase = "correct horse battery";
const QString kProfile = u"https://fleet.example"_s;
const QString kInstance = u"orch_0123456789abcdef"_s;

SecureBytes typed(const QByteArray &text)
{
    return SecureBytes(
        std::span(reinterpret_cast<const std::uint8_t *>(text.constData()), std::size_t(text.size())));
}

template <typename T>
Result<T> answerOf(const QFuture<Result<T>> &future)
{
    if (!QTest::qWaitFor([&future] { return future.isFinished(); }, 20'000) || future.resultCount() == 0)
        return fail(ErrorCode::Cancelled, u"no answer"_s);
    QCoreApplication::processEvents();
    return future.result();
}

template <typename T>
QString codeOf(const Result<T> &result)
{
    return result ? u"(a value)"_s : result.error().codeName();
}

template <typename T>
QString firstIssue(const Result<T> &result)
{
    const QList<Issue> issues = result ? QList<Issue>() : issuesOf(result.error());
    return issues.isEmpty() ? QString() : issues.first().path;
}

IdentityRef identity(int number)
{
    return *IdentityRef::parse(u"did:peaq:%1"_s.arg(number));
}

} // namespace

class TestGrantDesk : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void needsTheOpenVault();
    void outlivesTheIdleLockOnly();
    void everyOtherLockEndsIt_data();
    void everyOtherLockEndsIt();
    void aLockWhileItIsGivenLeavesNoKey();
    void endsByTheClock();
    void aClockSetBackDoesNotLengthenIt();
    void endsByHand();
    void signsNothingOutsideIt_data();
    void signsNothingOutsideIt();
    void endsWhenItIsUsedUp();
    void oneFollowsAtOnceOnAnother();
    void endsWithItsKey();
    void onlyOneStands();
    void isJournalled();

private:
    Challenge challenge(int number) const;
    QFuture<Result<void>> give(const QList<int> &numbers);
    QFuture<Result<QString>> sign(int number)
    {
        return m_grants->sign(challenge(number), kProfile, kInstance);
    }
    /// Whether a challenge for it is signed, by the key of the approval.
    bool signs(int number);
    QList<QJsonObject> entries(const QString &event) const;

    std::unique_ptr<QTemporaryDir> m_place;
    MovableClock m_clock;
    std::unique_ptr<VaultDesk> m_vault;
    std::unique_ptr<GrantDesk> m_grants;
    Address m_signer;
};

void TestGrantDesk::init()
{
    m_place = std::make_unique<QTemporaryDir>();
    m_clock.reset();
    m_vault = std::make_unique<VaultDesk>(m_place->filePath(u"vault"_s),
                                          m_place->filePath(u"signing.jsonl"_s), m_clock, kQuick);
    m_grants = std::make_unique<GrantDesk>(*m_vault, m_clock);
    QVERIFY(answerOf(m_vault->create(typed(kPassphrase))));
    m_signer = answerOf(m_vault->createKey(u"fleet"_s))->first();
}

void TestGrantDesk::cleanup()
{
    m_grants.reset();
    m_vault.reset();
}

Challenge TestGrantDesk::challenge(int number) const
{
    const Timestamp now = m_clock.now();
    const QString id = u"mic_%1"_s.arg(number, 16, 10, QChar(u'0'));
    const QByteArray text =
        challengeText({identity(number), id, kInstance, QString(64, u'7'), now, now.plusSeconds(300)});
    return {id, identity(number), text, now.plusSeconds(300), {m_signer.text()}};
}

QFuture<Result<void>> TestGrantDesk::give(const QList<int> &numbers)
{
    QList<IdentityRef> identities;
    for (const int number : numbers)
        identities.append(identity(number));
    return m_grants->give(*SigningGrant::over(identities, m_signer, kProfile, m_clock.now()));
}

bool TestGrantDesk::signs(int number)
{
    const Challenge asked = challenge(number);
    const auto text = answerOf(m_grants->sign(asked, kProfile, kInstance));
    const auto signature = text ? Signature::parse(*text) : std::nullopt;
    return signature && recoverSigner(personalMessageDigest(asked.message), *signature) == m_signer;
}

QList<QJsonObject> TestGrantDesk::entries(const QString &event) const
{
    QList<QJsonObject> found;
    QFile file(m_place->filePath(u"signing.jsonl"_s));
    while (file.isOpen() ? !file.atEnd() : file.open(QIODevice::ReadOnly)) {
        const QJsonObject entry = QJsonDocument::fromJson(file.readLine()).object();
        if (entry.value("event"_L1).toString() == event)
            found.append(entry.value("details"_L1).toObject());
    }
    return found;
}

void TestGrantDesk::needsTheOpenVault()
{
    QVERIFY(!m_grants->standing());
    QCOMPARE(codeOf(answerOf(sign(1))), u"VAULT_LOCKED"_s);
    m_vault->lock(VaultDesk::LockReason::Idle);
    QCOMPARE(codeOf(answerOf(give({1}))), u"VAULT_LOCKED"_s);
    QVERIFY(!m_grants->standing());
    QVERIFY(answerOf(m_vault->unlock(typed(kPassphrase))));
    const Address stranger =
        Address::parse(u"0x7E5F4552091A69125d5DfCb7b8C2659029395Bdf").value_or(Address());
    QCOMPARE(codeOf(answerOf(
                 m_grants->give(*SigningGrant::over({identity(1)}, stranger, kProfile, m_clock.now())))),
             u"KEY_MISSING"_s);
    QVERIFY(answerOf(give({1})));
    QVERIFY(m_grants->standing());
    QCOMPARE(m_grants->standing()->remaining(), 1);
}

void TestGrantDesk::outlivesTheIdleLockOnly()
{
    QVERIFY(answerOf(give({1, 2, 3})));
    QVERIFY(signs(1));
    m_vault->setIdleSeconds(1);
    QTRY_COMPARE(m_vault->state(), VaultDesk::State::Locked);
    QCOMPARE(m_vault->lockReason(), VaultDesk::LockReason::Idle);
    QVERIFY(signs(2));
    // The approval is not the vault: nothing else is signed, and nobody is let in.
    QCOMPARE(codeOf(answerOf(m_vault->sign(m_signer, "anything"))), u"VAULT_LOCKED"_s);
    QCOMPARE(m_grants->standing()->remaining(), 1);
    m_vault->lock(VaultDesk::LockReason::SessionLock);
    QVERIFY(!m_grants->standing());
    QCOMPARE(codeOf(answerOf(sign(3))), u"VAULT_LOCKED"_s);
}

void TestGrantDesk::everyOtherLockEndsIt_data()
{
    QTest::addColumn<VaultDesk::LockReason>("reason");
    QTest::addColumn<bool>("lockedBefore");
    for (const bool before : {false, true}) {
        const char *when = before ? "%s of a locked vault" : "%s of an open vault";
        QTest::addRow(when, "session lock") << VaultDesk::LockReason::SessionLock << before;
        QTest::addRow(when, "suspend") << VaultDesk::LockReason::Suspend << before;
        QTest::addRow(when, "lock by hand") << VaultDesk::LockReason::Asked << before;
        QTest::addRow(when, "minimise") << VaultDesk::LockReason::Minimised << before;
    }
}

void TestGrantDesk::everyOtherLockEndsIt()
{
    QFETCH(VaultDesk::LockReason, reason);
    QFETCH(bool, lockedBefore);
    QVERIFY(answerOf(give({1, 2})));
    if (lockedBefore)
        m_vault->lock(VaultDesk::LockReason::Idle);
    QSignalSpy ended(m_grants.get(), &GrantDesk::ended);
    m_vault->lock(reason);
    QCOMPARE(ended.size(), 1);
    QCOMPARE(ended.first().first().value<GrantDesk::End>(), GrantDesk::End::Locked);
    QVERIFY(!m_grants->standing());
    QCOMPARE(m_grants->secondsLeft(), 0);
    QCOMPARE(codeOf(answerOf(sign(1))), u"VAULT_LOCKED"_s);
    QVERIFY(answerOf(m_vault->unlock(typed(kPassphrase))));
    QCOMPARE(codeOf(answerOf(sign(1))), u"VAULT_LOCKED"_s);
}

void TestGrantDesk::aLockWhileItIsGivenLeavesNoKey()
{
    const auto giving = give({1});
    m_vault->lock(VaultDesk::LockReason::Suspend);
    QCOMPARE(codeOf(answerOf(giving)), u"VAULT_LOCKED"_s);
    QVERIFY(!m_grants->standing());
    QCOMPARE(codeOf(answerOf(sign(1))), u"VAULT_LOCKED"_s);
    QVERIFY(answerOf(m_vault->unlock(typed(kPassphrase))));
    QVERIFY(answerOf(give({1})));
    QVERIFY(signs(1));
}

void TestGrantDesk::endsByTheClock()
{
    QVERIFY(answerOf(give({1, 2})));
    QVERIFY(m_grants->secondsLeft() > 1790 && m_grants->secondsLeft() <= 1800);
    QVERIFY(m_clock.advance(1790));
    QVERIFY(signs(1));
    QVERIFY(m_grants->secondsLeft() <= 10);
    QSignalSpy ended(m_grants.get(), &GrantDesk::ended);
    QVERIFY(m_clock.advance(11));
    // At once for whoever asks, and within a second by itself.
    QCOMPARE(firstIssue(answerOf(sign(2))), u"/time"_s);
    QTRY_COMPARE(ended.size(), 1);
    QCOMPARE(ended.first().first().value<GrantDesk::End>(), GrantDesk::End::TimeUp);
    QCOMPARE(codeOf(answerOf(sign(2))), u"VAULT_LOCKED"_s);
}

void TestGrantDesk::aClockSetBackDoesNotLengthenIt()
{
    QSignalSpy ended(m_grants.get(), &GrantDesk::ended);
    QVERIFY(
        answerOf(m_grants->give(*SigningGrant::over({identity(1)}, m_signer, kProfile, m_clock.now(), 1))));
    QVERIFY(m_clock.advance(-3'600));
    QTRY_COMPARE(ended.size(), 1);
    QCOMPARE(ended.first().first().value<GrantDesk::End>(), GrantDesk::End::TimeUp);
}

void TestGrantDesk::endsByHand()
{
    QVERIFY(answerOf(give({1, 2})));
    m_grants->end();
    QVERIFY(!m_grants->standing());
    QCOMPARE(m_vault->state(), VaultDesk::State::Unlocked);
    QCOMPARE(codeOf(answerOf(sign(1))), u"VAULT_LOCKED"_s);
    QTRY_COMPARE(entries(u"approval-ended"_s).size(), 1);
    QCOMPARE(entries(u"approval-ended"_s).first().value("reason"_L1).toString(), u"Asked"_s);
    QCOMPARE(entries(u"approval-ended"_s).first().value("unused"_L1).toInt(), 2);
}

void TestGrantDesk::signsNothingOutsideIt_data()
{
    QTest::addColumn<QString>("what");
    QTest::addColumn<QString>("issue");
    QTest::newRow("another identity") << u"identity"_s << u"/identity"_s;
    QTest::newRow("a second time") << u"twice"_s << u"/identity"_s;
    QTest::newRow("another profile") << u"profile"_s << u"/profile"_s;
    QTest::newRow("another orchestrator") << u"instance"_s << u"/message"_s;
    QTest::newRow("an orchestrator without a name") << u"nameless"_s << u"/instance"_s;
    QTest::newRow("a text that names another identity") << u"text"_s << u"/message"_s;
    QTest::newRow("a text that is not understood") << u"foreign"_s << u"/message"_s;
    QTest::newRow("a key that does not control it") << u"controller"_s << u"/signer"_s;
}

void TestGrantDesk::signsNothingOutsideIt()
{
    QFETCH(QString, what);
    QFETCH(QString, issue);
    QVERIFY(answerOf(give({1, 2})));
    QVERIFY(signs(1));
    const qsizetype signatures = entries(u"signed"_s).size();
    Challenge asked = challenge(what == "identity"_L1 ? 3 : what == "twice"_L1 ? 1 : 2);
    if (what == "text"_L1)
        asked.message = challenge(3).message;
    if (what == "foreign"_L1)
        asked.message = "Please sign in."_ba;
    if (what == "controller"_L1)
        asked.controllerAddresses = {u"0x7E5F4552091A69125d5DfCb7b8C2659029395Bdf"_s};
    const auto refused = answerOf(m_grants->sign(asked, what == "profile"_L1 ? u"https://other"_s : kProfile,
                                                 what == "instance"_L1   ? u"orch_other"_s
                                                 : what == "nameless"_L1 ? QString()
                                                                         : kInstance));
    QCOMPARE(firstIssue(refused), issue);
    QCOMPARE(m_grants->standing()->remaining(), 1);
    QVERIFY(signs(2));
    QCOMPARE(entries(u"signed"_s).size(), signatures + 1);
}

void TestGrantDesk::endsWhenItIsUsedUp()
{
    QVERIFY(answerOf(give({1, 2})));
    QSignalSpy ended(m_grants.get(), &GrantDesk::ended);
    const Challenge first = challenge(1);
    const Challenge last = challenge(2);
    // Both at once: the end must not overtake the last signature.
    const auto one = m_grants->sign(first, kProfile, kInstance);
    const auto two = m_grants->sign(last, kProfile, kInstance);
    QCOMPARE(ended.size(), 1);
    QCOMPARE(ended.first().first().value<GrantDesk::End>(), GrantDesk::End::UsedUp);
    QVERIFY(answerOf(one));
    QVERIFY(answerOf(two));
    QCOMPARE(codeOf(answerOf(sign(2))), u"VAULT_LOCKED"_s);
    QVERIFY(answerOf(give({3})));
    QVERIFY(signs(3));
}

/// As a run over the machines of several keys gives them.
void TestGrantDesk::oneFollowsAtOnceOnAnother()
{
    QVERIFY(answerOf(give({1})));
    const Challenge first = challenge(1);
    const auto used = m_grants->sign(first, kProfile, kInstance);
    QCOMPARE(codeOf(answerOf(give({2}))), u"(a value)"_s);
    QVERIFY(answerOf(used));
    QVERIFY(signs(2));
    QVERIFY(answerOf(give({3})));
    m_grants->end();
    QCOMPARE(codeOf(answerOf(give({4}))), u"(a value)"_s);
    QVERIFY(signs(4));
    QTRY_COMPARE(entries(u"approval-ended"_s).size(), 4);
}

void TestGrantDesk::endsWithItsKey()
{
    QVERIFY(answerOf(give({1})));
    QSignalSpy ended(m_grants.get(), &GrantDesk::ended);
    QVERIFY(answerOf(m_vault->remove(m_signer)));
    QTRY_COMPARE(ended.size(), 1);
    QCOMPARE(ended.first().first().value<GrantDesk::End>(), GrantDesk::End::KeyGone);
    QCOMPARE(codeOf(answerOf(sign(1))), u"VAULT_LOCKED"_s);
}

void TestGrantDesk::onlyOneStands()
{
    const auto first = give({1});
    const auto second = give({2});
    QCOMPARE(codeOf(answerOf(second)), u"VALIDATION_ERROR"_s);
    QVERIFY(answerOf(first));
    QCOMPARE(codeOf(answerOf(give({2}))), u"VALIDATION_ERROR"_s);
    QCOMPARE(m_grants->standing()->remaining(), 1);
    QVERIFY(signs(1));
}

void TestGrantDesk::isJournalled()
{
    QVERIFY(answerOf(give({1, 2})));
    QVERIFY(signs(1));
    m_vault->lock(VaultDesk::LockReason::SessionLock);
    QTRY_COMPARE(entries(u"approval-ended"_s).size(), 1);
    const QJsonObject given = entries(u"approval-given"_s).value(0);
    QCOMPARE(given.value("address"_L1).toString(), m_signer.text());
    QCOMPARE(given.value("identities"_L1).toInt(), 2);
    QCOMPARE(given.value("profile"_L1).toString(), kProfile);
    QCOMPARE(entries(u"signed"_s).value(0).value("approval"_L1).toBool(), true);
    const auto verdict = SigningJournal::verify(m_place->filePath(u"signing.jsonl"_s));
    QVERIFY(verdict && !verdict->firstBreak);
}

QTEST_GUILESS_MAIN(TestGrantDesk)
#include "tst_grantdesk.moc"
