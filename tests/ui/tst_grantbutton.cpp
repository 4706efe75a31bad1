// SPDX-License-Identifier: GPL-3.0-or-later
#include "vaultwindow.h"

#include <QAction>
#include <QTest>
#include <QToolButton>

using namespace muster;
using namespace Qt::StringLiterals;

namespace {

const QString kOne = QString(63, u'0') + u'1';

} // namespace

/// What the status line says of an approval to sign.
class TestGrantButton : public QObject
{
    Q_OBJECT

private slots:
    void saysHowFarAndHowLong();
    void outlivesTheIdleLock();
    void endsOnAClick();

private:
    static bool prepare(VaultWindow &window);
    static QString words(const VaultWindow &window);
};

/// A window whose vault holds one key, with an approval over three identities.
bool TestGrantButton::prepare(VaultWindow &window)
{
    if (!window.makeVault() || !window.importHex(kOne) || !words(window).isEmpty())
        return false;
    QList<IdentityRef> identities;
    for (const int number : {1, 2, 3})
        identities.append(*IdentityRef::parse(u"did:peaq:%1"_s.arg(number)));
    const auto given = window.grants->give(*SigningGrant::over(
        identities, window.vault->keys().first().address, u"https://fleet.example"_s, window.clock.now()));
    return QTest::qWaitFor([&given] { return given.isFinished(); }) && given.result();
}

/// Empty while nothing is shown.
QString TestGrantButton::words(const VaultWindow &window)
{
    const auto *button = window.find<QToolButton>(u"statusGrant"_s);
    return button->isVisible() ? button->text() : QString();
}

void TestGrantButton::saysHowFarAndHowLong()
{
    VaultWindow window;
    QVERIFY(prepare(window));
    QCOMPARE(words(window), u"Approved: 3 signatures, 30 min left"_s);
    QVERIFY(window.find<QToolButton>(u"statusGrant"_s)->toolTip().contains(u"https://fleet.example"_s));
    QVERIFY(window.clock.advance(60));
    QTRY_COMPARE(words(window), u"Approved: 3 signatures, 29 min left"_s);
    QVERIFY(window.clock.advance(28 * 60 + 30));
    QTRY_VERIFY2(words(window).endsWith(u" s left"_s), qPrintable(words(window)));
    QVERIFY(window.clock.advance(60));
    QTRY_COMPARE(words(window), QString());
}

void TestGrantButton::outlivesTheIdleLock()
{
    VaultWindow window;
    QVERIFY(prepare(window));
    window.vault->setIdleSeconds(1);
    QVERIFY(window.waitFor(VaultDesk::State::Locked));
    QVERIFY(window.status().startsWith(u"Vault locked"_s));
    QCOMPARE(words(window), u"Approved: 3 signatures, 30 min left"_s);
    window.vault->lock(VaultDesk::LockReason::SessionLock);
    QCOMPARE(words(window), QString());
}

void TestGrantButton::endsOnAClick()
{
    VaultWindow window;
    QVERIFY(prepare(window));
    window.action(u"actionEndGrant"_s)->trigger();
    QVERIFY(!window.grants->standing());
    QCOMPARE(words(window), QString());
    QCOMPARE(window.vault->state(), VaultDesk::State::Unlocked);
}

QTEST_MAIN(TestGrantButton)
#include "tst_grantbutton.moc"
