// SPDX-License-Identifier: GPL-3.0-or-later
#include "messagebar.h"

#include <QAbstractButton>
#include <QPushButton>
#include <QTest>

using namespace muster;
using namespace Qt::StringLiterals;

class TestMessageBar : public QObject
{
    Q_OBJECT

private slots:
    void hiddenUntilThereIsSomething();
    void actionRunsOnceAndTheMessageGoes();
    void newestTakesThePlace();
    void closesByButtonAndEscape();
};

void TestMessageBar::hiddenUntilThereIsSomething()
{
    QWidget window;
    MessageBar bar(&window);
    window.show();
    QVERIFY(!bar.isVisible());
    bar.say(MessageBar::Kind::Note, u"Hello."_s);
    QVERIFY(bar.isVisible());
    QCOMPARE(bar.accessibleName(), u"Hello."_s);
    QVERIFY(!bar.findChild<QPushButton *>(u"messageAction"_s)->isVisible());
}

void TestMessageBar::actionRunsOnceAndTheMessageGoes()
{
    MessageBar bar;
    int runs = 0;
    bar.say(MessageBar::Kind::Fault, u"It failed."_s, u"Again"_s, [&runs] { ++runs; });
    auto *button = bar.findChild<QPushButton *>(u"messageAction"_s);
    QCOMPARE(button->text(), u"Again"_s);
    QTest::mouseClick(button, Qt::LeftButton);
    QCOMPARE(runs, 1);
    QVERIFY(!bar.isVisible());
    button->click();
    QCOMPARE(runs, 1);
}

void TestMessageBar::newestTakesThePlace()
{
    MessageBar bar;
    int runs = 0;
    bar.say(MessageBar::Kind::Fault, u"First."_s, u"Again"_s, [&] {
        ++runs;
        bar.say(MessageBar::Kind::Fault, u"Third."_s);
    });
    QTest::mouseClick(bar.findChild<QPushButton *>(u"messageAction"_s), Qt::LeftButton);
    QCOMPARE(bar.text(), u"Third."_s);
    QVERIFY(bar.isVisible());
    bar.say(MessageBar::Kind::Done, u"Second."_s);
    QCOMPARE(bar.text(), u"Second."_s);
    QVERIFY(!bar.findChild<QPushButton *>(u"messageAction"_s)->isVisible());
    QCOMPARE(runs, 1);
}

void TestMessageBar::closesByButtonAndEscape()
{
    MessageBar bar;
    bar.say(MessageBar::Kind::Note, u"One."_s);
    QTest::mouseClick(bar.findChild<QAbstractButton *>(u"messageClose"_s), Qt::LeftButton);
    QVERIFY(!bar.isVisible());
    bar.say(MessageBar::Kind::Note, u"Two."_s);
    QTest::keyClick(&bar, Qt::Key_Escape);
    QVERIFY(!bar.isVisible());
    QVERIFY(bar.text().isEmpty());
}

QTEST_MAIN(TestMessageBar)
#include "tst_messagebar.moc"
