// SPDX-License-Identifier: GPL-3.0-or-later
#include "machinecells.h"
#include "windowfixture.h"

#include <QAction>
#include <QDockWidget>
#include <QHeaderView>
#include <QTableView>
#include <QTest>

using namespace Qt::StringLiterals;

namespace muster {

/// What one window leaves behind is what the next one begins with.
class WindowStateTest : public QObject
{
    Q_OBJECT

private slots:
    void theNextWindowLooksTheSame();
};

void WindowStateTest::theNextWindowLooksTheSame()
{
    WindowFixture fixture(2);
    QVERIFY(fixture.open());
    fixture.server.start(8787);
    QTRY_VERIFY(fixture.server.isRunning());
    auto *server = fixture.find<QDockWidget>(u"serverDock"_s);
    server->show();
    fixture.window->addDockWidget(Qt::TopDockWidgetArea, server);
    auto *details = fixture.find<QDockWidget>(u"detailsDock"_s);
    fixture.window->addDockWidget(Qt::LeftDockWidgetArea, details);
    fixture.window->resize(1000, 700);
    fixture.window->resizeDocks({details}, {350}, Qt::Horizontal);
    QTRY_COMPARE(details->width(), 350);
    QHeaderView *header = fixture.table()->horizontalHeader();
    header->resizeSection(static_cast<int>(MachineColumn::OwnerId), 177);
    header->moveSection(header->visualIndex(static_cast<int>(MachineColumn::Labels)), 1);
    QTest::mouseClick(header->viewport(), Qt::LeftButton, {},
                      {header->sectionViewportPosition(static_cast<int>(MachineColumn::OwnerId)) + 20,
                       header->height() / 2});
    // What another page hides is kept, too.
    fixture.action(u"actionAuditLog"_s)->trigger();
    QVERIFY(!details->isVisible());
    fixture.window->close();

    fixture.window =
        std::make_unique<MainWindow>(fixture.connector, &fixture.server, fixture.desk, *fixture.settings);
    QVERIFY(fixture.open());
    QCOMPARE(fixture.window->size(), QSize(1000, 700));
    details = fixture.find<QDockWidget>(u"detailsDock"_s);
    server = fixture.find<QDockWidget>(u"serverDock"_s);
    QVERIFY(details->isVisible() && server->isVisible());
    QCOMPARE(fixture.window->dockWidgetArea(details), Qt::LeftDockWidgetArea);
    QCOMPARE(fixture.window->dockWidgetArea(server), Qt::TopDockWidgetArea);
    QTRY_COMPARE(details->width(), 350);
    header = fixture.table()->horizontalHeader();
    QCOMPARE(header->sectionSize(static_cast<int>(MachineColumn::OwnerId)), 177);
    QCOMPARE(header->visualIndex(static_cast<int>(MachineColumn::Labels)), 1);
    QCOMPARE(header->sortIndicatorSection(), static_cast<int>(MachineColumn::OwnerId));

    details->close();
    fixture.window->close();
    fixture.window =
        std::make_unique<MainWindow>(fixture.connector, &fixture.server, fixture.desk, *fixture.settings);
    QVERIFY(fixture.open());
    QVERIFY(!fixture.find<QDockWidget>(u"detailsDock"_s)->isVisible());
}

} // namespace muster

QTEST_MAIN(muster::WindowStateTest)
#include "tst_windowstate.moc"
