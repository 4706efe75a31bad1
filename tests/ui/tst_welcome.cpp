// SPDX-License-Identifier: GPL-3.0-or-later
#include "freshprofile.h"
#include "messagebar.h"
#include "waybutton.h"

#include <QAction>
#include <QApplication>
#include <QDialog>
#include <QDir>
#include <QFileInfo>
#include <QLabel>
#include <QMenu>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace muster {

/// The first page of a fresh profile, and how the program comes back to where was worked.
class WelcomeTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_profile = std::make_unique<FreshProfile>(); }
    void cleanup() { m_profile.reset(); }
    void aFreshProfileIsWelcomedAndNothingIsMade();
    void theWaysAreReachedByKeyboard();
    void theDemoSaysThatItIsOne();
    void aServiceIsAskedFor();
    void aWorkspaceIsMadeInAnEmptyFolder();
    void aFolderWithOtherThingsIsLeftAlone();
    void theLastPlaceReopens();
    void aPlaceThatIsGoneIsSaidAndNotMadeAnew();
    void whereWasWorkedIsOffered();
    void turningToAnotherWorkspaceEndsTheServer();

private:
    WayButton *way(const QString &name) const { return m_profile->window->findChild<WayButton *>(name); }
    void press(const QString &name) const { QTest::mouseClick(way(name), Qt::LeftButton); }
    QAction *action(const QString &name) const { return m_profile->window->findChild<QAction *>(name); }
    QString message() const { return m_profile->window->findChild<MessageBar *>()->text(); }
    QString newFolder(const QString &name) const
    {
        const QString path = m_profile->folder.filePath(name);
        return QDir().mkpath(path) ? path : QString();
    }
    bool openWorkspaceIn(const QString &folder) const
    {
        action(u"actionOpenFolder"_s)->trigger();
        return m_profile->chooseFolder(folder);
    }

    std::unique_ptr<FreshProfile> m_profile;
};

void WelcomeTest::aFreshProfileIsWelcomedAndNothingIsMade()
{
    QVERIFY(m_profile->start());
    QVERIFY(m_profile->shown<QWidget>(u"welcomePage"_s));
    for (const QString &name : {u"welcomeDemo"_s, u"welcomeConnect"_s, u"welcomeWorkspace"_s}) {
        QVERIFY(way(name)->isVisible());
        QVERIFY(!way(name)->icon().isNull());
        QVERIFY(way(name)->sentence().endsWith(u'.'));
    }
    QVERIFY(way(u"welcomeDemo"_s)->hasFocus());
    QCOMPARE(m_profile->label(u"placeTitle"_s), u"No place is open"_s);
    QVERIFY(!action(u"actionRegister"_s)->isEnabled());
    QVERIFY(!action(u"actionRefresh"_s)->isEnabled());
    QVERIFY(!QFileInfo::exists(defaultDataFolder() + u"/muster.db"_s));
    // Who leaves the page finds the way back.
    action(u"actionWelcome"_s)->trigger();
    const FormProbe fleet(*m_profile->window->findChild<QWidget *>(u"fleetPage"_s));
    QCOMPARE(fleet.label(u"emptyTitle"_s), u"No place is open"_s);
    fleet.click(u"emptyAction"_s);
    QVERIFY(m_profile->shown<QWidget>(u"welcomePage"_s));
}

void WelcomeTest::theWaysAreReachedByKeyboard()
{
    QVERIFY(m_profile->start());
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    QVERIFY(way(u"welcomeConnect"_s)->hasFocus());
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    QVERIFY(way(u"welcomeWorkspace"_s)->hasFocus());
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Backtab);
    QVERIFY(way(u"welcomeConnect"_s)->hasFocus());
    QTest::keyClick(m_profile->window.get(), Qt::Key_T, Qt::AltModifier);
    QVERIFY(m_profile->isAt(u"Local workspace — demo"_s));
}

void WelcomeTest::theDemoSaysThatItIsOne()
{
    QVERIFY(m_profile->start());
    QVERIFY(way(u"welcomeDemo"_s)->sentence().contains("simulated"_L1, Qt::CaseInsensitive));
    press(u"welcomeDemo"_s);
    QVERIFY(m_profile->isAt(u"Local workspace — demo"_s));
    QVERIFY(!action(u"actionWelcome"_s)->isChecked());
    QVERIFY(action(u"actionRegister"_s)->isEnabled());
    QVERIFY(QFileInfo::exists(demoDataFolder() + u"/muster.db"_s));
    QVERIFY(!QFileInfo::exists(defaultDataFolder() + u"/muster.db"_s));
}

void WelcomeTest::aServiceIsAskedFor()
{
    QVERIFY(m_profile->start());
    press(u"welcomeConnect"_s);
    auto *dialog = m_profile->shown<QDialog>(u"connectDialog"_s);
    QVERIFY(dialog);
    dialog->reject();
    QVERIFY(way(u"welcomeDemo"_s)->isVisible());
}

void WelcomeTest::aWorkspaceIsMadeInAnEmptyFolder()
{
    QVERIFY(m_profile->start());
    const QString folder = newFolder(u"depot"_s);
    press(u"welcomeWorkspace"_s);
    QVERIFY(m_profile->chooseFolder(folder));
    QVERIFY(m_profile->isAt(u"Workspace depot"_s));
    QCOMPARE(m_profile->label(u"statusCounts"_s), u"0 machines, complete"_s);
    QVERIFY(QFileInfo::exists(folder + u"/muster.db"_s));
}

void WelcomeTest::aFolderWithOtherThingsIsLeftAlone()
{
    QVERIFY(m_profile->start());
    const QString folder = newFolder(u"letters"_s);
    QVERIFY(QDir(folder).mkdir(u"drafts"_s));
    press(u"welcomeWorkspace"_s);
    QVERIFY(m_profile->chooseFolder(folder));
    QTRY_VERIFY2(message().contains("only made in an empty folder"_L1), qUtf8Printable(message()));
    QVERIFY(way(u"welcomeDemo"_s)->isVisible());
    QCOMPARE(QDir(folder).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot),
             QStringList{u"drafts"_s});
}

void WelcomeTest::theLastPlaceReopens()
{
    QVERIFY(m_profile->start());
    press(u"welcomeDemo"_s);
    QVERIFY(m_profile->isAt(u"Local workspace — demo"_s));
    QVERIFY(openWorkspaceIn(newFolder(u"depot"_s)));
    QVERIFY(m_profile->isAt(u"Workspace depot"_s));
    QVERIFY(m_profile->startAgain());
    QVERIFY(m_profile->isAt(u"Workspace depot"_s));
    action(u"actionOpenDemo"_s)->trigger();
    QVERIFY(m_profile->isAt(u"Local workspace — demo"_s));
    QVERIFY(m_profile->startAgain());
    QVERIFY(m_profile->isAt(u"Local workspace — demo"_s));
}

void WelcomeTest::aPlaceThatIsGoneIsSaidAndNotMadeAnew()
{
    QVERIFY(m_profile->start());
    const QString folder = newFolder(u"stick"_s);
    QVERIFY(openWorkspaceIn(folder));
    QVERIFY(m_profile->isAt(u"Workspace stick"_s));
    m_profile->quit();
    QVERIFY(QDir(folder).removeRecursively());
    QVERIFY(m_profile->start());
    QTRY_VERIFY2(message().contains("There is no workspace in"_L1), qUtf8Printable(message()));
    QVERIFY(way(u"welcomeDemo"_s)->isVisible());
    QVERIFY(!QFileInfo::exists(folder));
}

void WelcomeTest::whereWasWorkedIsOffered()
{
    QVERIFY(m_profile->start());
    QVERIFY(m_profile->window->findChildren<QToolButton *>(u"welcomeRecent"_s).isEmpty());
    press(u"welcomeDemo"_s);
    QVERIFY(m_profile->isAt(u"Local workspace — demo"_s));
    QVERIFY(openWorkspaceIn(newFolder(u"a & b"_s)));
    QVERIFY(m_profile->isAt(u"Workspace a & b"_s));
    action(u"actionWelcome"_s)->trigger();
    const QList<QToolButton *> recent = m_profile->window->findChildren<QToolButton *>(u"welcomeRecent"_s);
    QCOMPARE(recent.size(), 2);
    QVERIFY(recent.at(0)->accessibleName().startsWith(u"Workspace a & b ("_s));
    QVERIFY(recent.at(1)->accessibleName().startsWith(u"Demo workspace ("_s));
    QTest::mouseClick(recent.at(1), Qt::LeftButton);
    QVERIFY(m_profile->isAt(u"Local workspace — demo"_s));
    // The menu of places has them, too.
    auto *menu = m_profile->window->findChild<QMenu *>(u"placesMenu"_s);
    emit menu->aboutToShow();
    QAction *other = nullptr;
    for (QAction *candidate : menu->actions()) {
        if (candidate->text().startsWith("Workspace a && b"_L1))
            other = candidate;
    }
    QVERIFY(other && other->isEnabled());
    other->trigger();
    QVERIFY(m_profile->isAt(u"Workspace a & b"_s));
}

void WelcomeTest::turningToAnotherWorkspaceEndsTheServer()
{
    QVERIFY(m_profile->start());
    press(u"welcomeDemo"_s);
    QVERIFY(m_profile->isAt(u"Local workspace — demo"_s));
    m_profile->server->start(0);
    QTRY_VERIFY(m_profile->server->isRunning());
    action(u"actionOpenDemo"_s)->trigger(); // the same one: it goes on
    QVERIFY(m_profile->isAt(u"Local workspace — demo"_s));
    QVERIFY(openWorkspaceIn(newFolder(u"depot"_s)));
    QVERIFY(m_profile->isAt(u"Workspace depot"_s));
    QTRY_VERIFY(!m_profile->server->isRunning());
    QTRY_VERIFY2(message().contains("served the workspace that was open before"_L1),
                 qUtf8Printable(message()));
    action(u"actionOpenDemo"_s)->trigger();
    QVERIFY(m_profile->isAt(u"Local workspace — demo"_s));
    m_profile->server->start(0);
    QTRY_VERIFY(m_profile->server->isRunning());
}

} // namespace muster

QTEST_MAIN(muster::WelcomeTest)
#include "tst_welcome.moc"
