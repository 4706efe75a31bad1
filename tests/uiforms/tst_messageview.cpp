// SPDX-License-Identifier: GPL-3.0-or-later
#include "formprobe.h"
#include "messageview.h"

#include <QPlainTextEdit>
#include <QTabWidget>

using namespace Qt::StringLiterals;
using namespace muster;

class MessageViewTest : public QObject
{
    Q_OBJECT

private slots:
    void showsTheSameBytesThreeWays();
    void makesTheInvisibleVisible();
    void reachesTheHexByKeyboard();
    void clears();
    void warnsOfWhatLooksLikeSomethingElse();
    void knowsWhetherItWasReadToTheEnd();
};

void MessageViewTest::showsTheSameBytesThreeWays()
{
    MessageView view;
    const FormProbe probe(view);
    view.showMessage("hello\n"_ba);
    QVERIFY(probe.find<QPlainTextEdit>(u"challengeText"_s)->toPlainText().startsWith(u"hello\u23ce"_s));
    QVERIFY(probe.find<QPlainTextEdit>(u"challengeHex"_s)->toPlainText().contains(u"68 65 6c 6c 6f 0a"_s));
    QCOMPARE(probe.label(u"challengeLength"_s).section(u' ', 0, 0), u"6"_s);
    QCOMPARE(probe.note(u"messageNote"_s), QString());

    // Digest of "hello world" as eth_account computes it.
    view.showMessage("hello world"_ba);
    QCOMPARE(probe.label(u"challengeDigest"_s),
             u"0xd9eba16ed0ecae432b71fe008c98cc872bb4cc214d3220a36f365326cf807d68"_s);
    QCOMPARE(probe.label(u"challengeLength"_s).section(u' ', 0, 0), u"11"_s);
}

void MessageViewTest::makesTheInvisibleVisible()
{
    MessageView view;
    const FormProbe probe(view);
    view.showMessage(u"pay \u202e1 to \u200bme\t"_s.toUtf8());
    const QString text = probe.find<QPlainTextEdit>(u"challengeText"_s)->toPlainText();
    QVERIFY(text.contains(u"U+202E"_s));
    QVERIFY(text.contains(u"U+200B"_s));
    QVERIFY(!text.contains(QChar(0x202e)));
    QVERIFY(probe.note(u"messageNote"_s).contains(u"U+202E"_s));
    QVERIFY(probe.note(u"messageNote"_s).contains(u"U+200B"_s));
}

void MessageViewTest::reachesTheHexByKeyboard()
{
    MessageView view;
    view.showMessage("abc"_ba);
    view.show();
    QVERIFY(QTest::qWaitForWindowActive(&view));
    auto *tabs = view.findChild<QTabWidget *>(u"challengeTabs"_s);
    QTest::keyClick(&view, Qt::Key_X, Qt::AltModifier);
    QCOMPARE(tabs->currentWidget()->objectName(), u"challengeHex"_s);
    QTest::keyClick(&view, Qt::Key_T, Qt::AltModifier);
    QCOMPARE(tabs->currentWidget()->objectName(), u"challengeText"_s);
    QTest::keyClicks(tabs->currentWidget(), u"zzz"_s);
    QCOMPARE(qobject_cast<QPlainTextEdit *>(tabs->currentWidget())->toPlainText(), u"abc"_s);
}

void MessageViewTest::clears()
{
    MessageView view;
    const FormProbe probe(view);
    view.showMessage(u"a\u202e"_s.toUtf8());
    view.clear();
    QCOMPARE(probe.find<QPlainTextEdit>(u"challengeText"_s)->toPlainText(), QString());
    QCOMPARE(probe.find<QPlainTextEdit>(u"challengeHex"_s)->toPlainText(), QString());
    QCOMPARE(probe.label(u"challengeDigest"_s), QString());
    QCOMPARE(probe.note(u"messageNote"_s), QString());
}

void MessageViewTest::warnsOfWhatLooksLikeSomethingElse()
{
    MessageView view;
    const FormProbe probe(view);
    view.showMessage(u"log in at p\u0430ypal"_s.toUtf8());
    QVERIFY(probe.note(u"messageNote"_s).contains(u"p\u0430ypal"_s));
    view.showMessage("one\n\n\n\n\ntwo"_ba);
    QVERIFY(probe.note(u"messageNote"_s).contains(u"three empty lines"_s));
    view.showMessage("one\n\n\n\ntwo\n\n\n\n\n\n"_ba);
    QCOMPARE(probe.note(u"messageNote"_s), QString());
}

void MessageViewTest::knowsWhetherItWasReadToTheEnd()
{
    MessageView view;
    const FormProbe probe(view);
    view.resize(600, 300);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    view.demandReading(true);
    view.showMessage("short"_ba);
    QTRY_VERIFY(view.isReadToEnd());
    QCOMPARE(probe.note(u"messageRest"_s), QString());
    const QByteArray text = QByteArray("line\n").repeated(100);
    view.showMessage(text);
    QTRY_VERIFY(!view.isReadToEnd());
    QVERIFY(probe.note(u"messageRest"_s).contains(u"scroll to its end"_s));
    auto *shown = probe.find<QPlainTextEdit>(u"challengeText"_s);
    shown->setFocus();
    QTest::keyClick(shown, Qt::Key_End, Qt::ControlModifier);
    QTRY_VERIFY(view.isReadToEnd());
    QCOMPARE(probe.note(u"messageRest"_s), QString());
    QTest::keyClick(shown, Qt::Key_Home, Qt::ControlModifier);
    QVERIFY(view.isReadToEnd());
    // One long line does not run out of sight to the right.
    view.showMessage(QByteArray(20'000, 'x'));
    QTRY_VERIFY(!view.isReadToEnd());
    for (int page = 0; page < 400 && !view.isReadToEnd(); ++page)
        QTest::keyClick(shown, Qt::Key_PageDown);
    QVERIFY(view.isReadToEnd());
}

QTEST_MAIN(MessageViewTest)
#include "tst_messageview.moc"
