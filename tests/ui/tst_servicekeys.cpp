// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectdialog.h"
#include "keyringapikeys.h"
#include "keyringjob.h"
#include "placewindow.h"
#include "privatebus.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QTcpServer>
#include <QTest>

using namespace muster;
using namespace Qt::StringLiterals;

namespace {

template <typename T>
Result<T> answerOf(const QFuture<Result<T>> &future)
{
    if (!QTest::qWaitFor([&future] { return future.isFinished(); }, 2 * keyringjob::kPatienceMs))
        return fail(ErrorCode::Cancelled, u"no answer"_s);
    return future.result();
}

/// One run of the program: its window, and what it remembers until it ends.
class Session : public PlaceWindow
{
public:
    explicit Session(const QList<ServiceProfile> &kept = {})
    {
        settings->setServiceProfiles(kept);
        connector.keeper = &keys;
    }

    /// Opens the window and, in its dialog, the first service that is kept.
    bool openOnTheKept()
    {
        if (!open() || !ask())
            return false;
        auto *services = find<QComboBox>(u"connectService"_s);
        services->setFocus();
        QTest::keyClick(services, Qt::Key_Down);
        return services->currentIndex() == 1;
    }

    KeyringApiKeys keys;
};

} // namespace

/// On a bus on which no keyring is.
class WithoutAKeyring : public QObject
{
    Q_OBJECT

private slots:
    void theKeyIsAskedForOnceInEachSession();
    void theKeyIsSentToItsOwnAddressOnly();
};

void WithoutAKeyring::theKeyIsAskedForOnceInEachSession()
{
    ServedFleet fleet;
    QVERIFY(fleet.start());
    QList<ServiceProfile> kept;
    {
        Session session;
        QVERIFY(session.open());
        QVERIFY(session.ask());
        const auto *box = session.find<QCheckBox>(u"connectKeepKey"_s);
        QTRY_VERIFY_WITH_TIMEOUT(
            session.note(u"connectKeepNote"_s).startsWith(u"No keyring service answers on this system."_s),
            2 * keyringjob::kPatienceMs);
        QVERIFY(session.note(u"connectKeepNote"_s).endsWith(u"it is asked for once in each session."_s));
        QVERIFY(!box->isEnabled());
        session.dialog(u"connectDialog"_s)->reject();
        QVERIFY(session.answered());
        QVERIFY(session.connectTo(fleet.url(), fleet.key(), u"Production"_s));
        QVERIFY(session.choose(u"Open &local workspace"_s));
        QTRY_COMPARE(session.text(u"placeTitle"_s), u"Local workspace"_s);
        QVERIFY(session.choose(u"Production"_s));
        QTRY_COMPARE(session.text(u"placeTitle"_s), u"Production"_s);
        kept = session.settings->serviceProfiles();
    }
    QCOMPARE(kept.first().key, ServiceProfile::Key::AskedFor);
    Session next(kept);
    QVERIFY(next.open());
    QVERIFY(next.choose(u"Production"_s));
    QVERIFY(next.asked());
    QCOMPARE(next.note(u"connectKeyNote"_s),
             u"The key of this service was not given yet. Type it to connect."_s);
}

void WithoutAKeyring::theKeyIsSentToItsOwnAddressOnly()
{
    ServedFleet fleet;
    QVERIFY(fleet.start());
    Session session;
    QVERIFY(session.open());
    QVERIFY(session.connectTo(fleet.url(), fleet.key(), u"Production"_s));
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost));
    QVERIFY(session.choose(u"C&hange this service…"_s));
    QVERIFY(session.asked());
    session.field(u"connectUrl"_s)->clear();
    session.type(u"connectUrl"_s, u"http://127.0.0.1:%1"_s.arg(other.serverPort()));
    for (const QString &button : {u"connectTest"_s, u"connectAccept"_s}) {
        session.press(button);
        QTRY_VERIFY(session.note(u"connectKeyNote"_s).contains(u"belongs to another address"_s));
        QVERIFY(!other.waitForNewConnection(0));
    }
}

/// On a bus with the keyring of GNOME.
class WithAKeyring : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void theKeyComesFromTheKeyringInTheNextSession();
    void unchoosingTakesItOut();
    void removingTheServiceTakesItOut();

private:
    /// Connects in one session, with the key in the keyring.
    QList<ServiceProfile> keepInOneSession();
    static Result<QByteArray> inKeyring(const QList<ServiceProfile> &kept);

    std::unique_ptr<UnlockedKeyring> m_keyring;
    ServedFleet m_fleet;
};

void WithAKeyring::initTestCase()
{
    m_keyring = std::make_unique<UnlockedKeyring>();
    QVERIFY(m_keyring->isThere());
    QVERIFY(m_fleet.start());
}

QList<ServiceProfile> WithAKeyring::keepInOneSession()
{
    Session session;
    if (!session.open() || !session.connectTo(m_fleet.url(), m_fleet.key(), u"Production"_s, true))
        return {};
    const QList<ServiceProfile> kept = session.settings->serviceProfiles();
    const bool isKept =
        QTest::qWaitFor([&kept] { return inKeyring(kept).has_value(); }, 2 * keyringjob::kPatienceMs);
    return isKept ? kept : QList<ServiceProfile>();
}

Result<QByteArray> WithAKeyring::inKeyring(const QList<ServiceProfile> &kept)
{
    KeyringApiKeys another; // that remembers nothing
    return answerOf(another.recall(kept.first().id, true));
}

void WithAKeyring::theKeyComesFromTheKeyringInTheNextSession()
{
    const QList<ServiceProfile> kept = keepInOneSession();
    QVERIFY(!kept.isEmpty());
    QCOMPARE(kept.first().key, ServiceProfile::Key::InKeyring);
    QCOMPARE(inKeyring(kept).value(), m_fleet.key());
    Session next(kept);
    QVERIFY(next.open());
    QVERIFY(next.choose(u"Production"_s));
    QTRY_COMPARE(next.text(u"placeTitle"_s), u"Production"_s);
    QTRY_VERIFY(next.text(u"statusCounts"_s).contains("complete"_L1));
    QVERIFY(!next.dialog(u"connectDialog"_s));
}

void WithAKeyring::unchoosingTakesItOut()
{
    const QList<ServiceProfile> kept = keepInOneSession();
    QVERIFY(!kept.isEmpty());
    Session next(kept);
    QVERIFY(next.openOnTheKept());
    auto *box = next.find<QCheckBox>(u"connectKeepKey"_s);
    QVERIFY(box->isChecked());
    QTest::keyClick(box, Qt::Key_Space);
    QVERIFY(!box->isChecked());
    next.press(u"connectAccept"_s); // the key is still the one of the keyring
    QVERIFY(next.answered());
    QTRY_COMPARE(next.text(u"placeTitle"_s), u"Production"_s);
    QCOMPARE(next.settings->serviceProfiles().first().key, ServiceProfile::Key::AskedFor);
    QTRY_VERIFY_WITH_TIMEOUT(!inKeyring(kept), 2 * keyringjob::kPatienceMs);
}

void WithAKeyring::removingTheServiceTakesItOut()
{
    const QList<ServiceProfile> kept = keepInOneSession();
    QVERIFY(!kept.isEmpty());
    Session next(kept);
    QVERIFY(next.openOnTheKept());
    next.press(u"connectRemove"_s);
    QTRY_VERIFY(next.dialog(u"removeServiceDialog"_s));
    next.press(u"removeServiceConfirm"_s);
    QTRY_VERIFY(next.settings->serviceProfiles().isEmpty());
    QTRY_VERIFY_WITH_TIMEOUT(!inKeyring(kept), 2 * keyringjob::kPatienceMs);
}

int main(int argc, char *argv[])
{
    return KeyringRuns::main<WithoutAKeyring, WithAKeyring>(argc, argv);
}

#include "tst_servicekeys.moc"
