// SPDX-License-Identifier: GPL-3.0-or-later
#include "signinggrant.h"

#include <QTest>

using namespace muster;
using namespace Qt::StringLiterals;

namespace {

constexpr Timestamp kNow{1'000'000};
const Address kSigner = Address::parse(u"0x7E5F4552091A69125d5DfCb7b8C2659029395Bdf").value_or(Address());

IdentityRef identity(int number)
{
    return *IdentityRef::parse(u"did:peaq:%1"_s.arg(number));
}

Result<SigningGrant> grant()
{
    return SigningGrant::over({identity(1), identity(2)}, kSigner, u"profile"_s, kNow);
}

} // namespace

class TestSigningGrant : public QObject
{
    Q_OBJECT

private slots:
    void coversEachIdentityOnce();
    void isBoundToEverything();
    void endsByItselfAndAtOnce();
    void refusesWhatIsNoApproval();
};

void TestSigningGrant::coversEachIdentityOnce()
{
    auto given = grant();
    QVERIFY(given);
    QCOMPARE(given->remaining(), 2);
    QVERIFY(given->spend(*IdentityRef::parse(u"peaqos:machine:1"_s), kSigner, u"profile"_s, kNow));
    QVERIFY(!given->spend(identity(1), kSigner, u"profile"_s, kNow));
    QVERIFY(given->spend(identity(2), kSigner, u"profile"_s, kNow));
    QCOMPARE(given->remaining(), 0);
}

void TestSigningGrant::isBoundToEverything()
{
    auto given = grant();
    QVERIFY(given);
    QCOMPARE(issuesOf(given->spend(identity(3), kSigner, u"profile"_s, kNow).error()).first().path,
             u"/identity"_s);
    QCOMPARE(issuesOf(given->spend(identity(1), Address(), u"profile"_s, kNow).error()).first().path,
             u"/signer"_s);
    QCOMPARE(issuesOf(given->spend(identity(1), kSigner, u"other"_s, kNow).error()).first().path,
             u"/profile"_s);
    QCOMPARE(issuesOf(given->spend(identity(3), Address(), u"other"_s, given->endsAt()).error()).size(), 4);
    QCOMPARE(given->remaining(), 2);
}

void TestSigningGrant::endsByItselfAndAtOnce()
{
    auto given = grant();
    QVERIFY(given);
    QCOMPARE(given->endsAt(), kNow.plusSeconds(1800));
    QVERIFY(given->spend(identity(1), kSigner, u"profile"_s, Timestamp{given->endsAt().milliseconds - 1}));
    QVERIFY(!given->spend(identity(2), kSigner, u"profile"_s, given->endsAt()));
    given->end();
    QVERIFY(!given->spend(identity(2), kSigner, u"profile"_s, kNow));
}

void TestSigningGrant::refusesWhatIsNoApproval()
{
    QVERIFY(!SigningGrant::over({}, kSigner, u"profile"_s, kNow));
    QVERIFY(!SigningGrant::over({identity(1), *IdentityRef::parse(u"peaqos:machine:1"_s)}, kSigner,
                                u"profile"_s, kNow));
    QVERIFY(!SigningGrant::over({identity(1)}, kSigner, u"profile"_s, kNow, 0));
    QVERIFY(!SigningGrant::over({identity(1)}, kSigner, u"profile"_s, kNow, 1801));
    QVERIFY(SigningGrant::over({identity(1)}, kSigner, u"profile"_s, kNow, 1800));
}

QTEST_GUILESS_MAIN(TestSigningGrant)
#include "tst_signinggrant.moc"
