// SPDX-License-Identifier: GPL-3.0-or-later
#include "formprobe.h"
#include "labeleditor.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QApplication>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTableWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using namespace muster;

using Labels = QMap<QString, QString>;

class LabelEditorTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void typesARowByKeyboardAlone();
    void keepsTextExactly();
    void removesTheCurrentRow();
    void emptyRowsDoNotCount();
    void namesAKeyThatStandsTwice();
    void showsFaultsInTheirRows();
    void warnsOfUnsafeKeys_data();
    void warnsOfUnsafeKeys();
    void offersTheFleetsLabels();
    void takesNothingThatWasNotChosen();
    void tabLeavesTheTable();
    void readOnlyChangesNothing();

private:
    QString remark(int row) const;
    /// What is offered for what has been typed.
    static QStringList offers();
    static QAbstractItemView *popup()
    {
        return qobject_cast<QAbstractItemView *>(QApplication::activePopupWidget());
    }
    std::unique_ptr<QWidget> m_window;
    LabelEditor *m_editor = nullptr;
    QTableWidget *m_table = nullptr;
};

void LabelEditorTest::init()
{
    m_window = std::make_unique<QWidget>();
    m_editor = new LabelEditor(m_window.get());
    auto *layout = new QVBoxLayout(m_window.get());
    layout->addWidget(m_editor);
    m_table = m_editor->findChild<QTableWidget *>(u"labelTable"_s);
    m_window->resize(700, 300);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

void LabelEditorTest::cleanup()
{
    m_window.reset();
}

QString LabelEditorTest::remark(int row) const
{
    return m_table->isColumnHidden(2) ? QString() : m_table->item(row, 2)->text();
}

QStringList LabelEditorTest::offers()
{
    QStringList texts;
    for (int row = 0; popup() && row < popup()->model()->rowCount(); ++row)
        texts.append(popup()->model()->index(row, 0).data().toString());
    return texts;
}

void LabelEditorTest::offersTheFleetsLabels()
{
    m_editor->setVocabulary(LabelVocabulary::of({{{u"site"_s, u"hall-1"_s}, {u"zone"_s, u"4"_s}},
                                                 {{u"site"_s, u"hall-2"_s}},
                                                 {{u"site"_s, u"hall-2"_s}, {u"floor-size"_s, u"big"_s}}}));
    m_table->setFocus();
    QTest::keyClick(m_table, Qt::Key_Insert);
    // A popup has the keyboard: keys go to it, as they do for a person.
    QTest::keyClicks(m_window->focusWidget(), u"SI"_s);
    QTRY_COMPARE(offers(), (QStringList{u"site"_s, u"floor-size"_s}));
    QTest::keyClick(popup(), Qt::Key_Down);
    QTest::keyClick(popup(), Qt::Key_Tab);
    QTRY_COMPARE(m_table->item(0, 0)->text(), u"site"_s);
    // Tab went on to the value: those of this key alone are offered, the most used one first.
    QTRY_COMPARE(m_window->focusWidget()->objectName(), u"labelValueEdit"_s);
    QTest::keyClicks(m_window->focusWidget(), u"h"_s);
    QTRY_COMPARE(offers(), (QStringList{u"hall-2"_s, u"hall-1"_s}));
    QTest::keyClick(popup(), Qt::Key_Down);
    QTest::keyClick(popup(), Qt::Key_Return);
    QTRY_COMPARE(m_editor->labels(), (Labels{{u"site"_s, u"hall-2"_s}}));
    QVERIFY(!popup());
}

void LabelEditorTest::takesNothingThatWasNotChosen()
{
    m_editor->setVocabulary(LabelVocabulary::of({{{u"site"_s, u"hall-1"_s}}}));
    m_table->setFocus();
    QTest::keyClick(m_table, Qt::Key_Insert);
    QTest::keyClicks(m_window->focusWidget(), u"sit"_s);
    QTRY_COMPARE(offers(), QStringList{u"site"_s});
    QTest::keyClick(popup(), Qt::Key_Tab);
    QTRY_COMPARE(m_window->focusWidget()->objectName(), u"labelValueEdit"_s);
    QCOMPARE(m_table->item(0, 0)->text(), u"sit"_s);
    // A key that the fleet does not use has no values to offer.
    QTest::keyClicks(m_window->focusWidget(), u"h"_s);
    QVERIFY(!popup());
    QTest::keyClick(m_window->focusWidget(), Qt::Key_Return);
    QTRY_COMPARE(m_editor->labels(), (Labels{{u"sit"_s, u"h"_s}}));
}

void LabelEditorTest::typesARowByKeyboardAlone()
{
    const FormProbe probe(*m_window);
    const QSignalSpy changed(m_editor, &LabelEditor::changed);
    m_table->setFocus();
    QTest::keyClick(m_table, Qt::Key_Insert);
    probe.typeCell(u"site"_s, Qt::Key_Tab);
    probe.typeCell(u"hall-2"_s);
    QTRY_COMPARE(m_editor->labels(), (Labels{{u"site"_s, u"hall-2"_s}}));
    QVERIFY(!changed.isEmpty());

    QTest::keyClick(m_table, Qt::Key_Insert);
    probe.typeCell(u"zone"_s, Qt::Key_Tab);
    probe.typeCell(u"4"_s);
    QTRY_COMPARE(m_editor->labels(), (Labels{{u"site"_s, u"hall-2"_s}, {u"zone"_s, u"4"_s}}));
}

void LabelEditorTest::keepsTextExactly()
{
    const Labels odd{{u"Fleet_Zone"_s, u" two  blanks "_s}, {u"a/b~c"_s, QString()}};
    m_editor->setLabels(odd);
    QCOMPARE(m_editor->labels(), odd);
}

void LabelEditorTest::removesTheCurrentRow()
{
    m_editor->setLabels({{u"a"_s, u"1"_s}, {u"b"_s, u"2"_s}, {u"c"_s, u"3"_s}});
    auto *remove = m_editor->findChild<QAbstractButton *>(u"removeLabelButton"_s);
    QVERIFY(!remove->isEnabled());
    m_table->setFocus();
    m_table->setCurrentCell(1, 0);
    QVERIFY(remove->isEnabled());
    QTest::keyClick(m_table, Qt::Key_Delete);
    QCOMPARE(m_editor->labels(), (Labels{{u"a"_s, u"1"_s}, {u"c"_s, u"3"_s}}));
    QTest::mouseClick(remove, Qt::LeftButton);
    QCOMPARE(m_editor->labels().size(), 1);
    QTest::mouseClick(remove, Qt::LeftButton);
    QVERIFY(m_editor->labels().isEmpty());
    QVERIFY(!remove->isEnabled());
}

void LabelEditorTest::emptyRowsDoNotCount()
{
    QTest::mouseClick(m_editor->findChild<QAbstractButton *>(u"addLabelButton"_s), Qt::LeftButton);
    QCOMPARE(m_table->rowCount(), 1);
    QVERIFY(m_editor->labels().isEmpty());
    QVERIFY(m_editor->issues().isEmpty());
}

void LabelEditorTest::namesAKeyThatStandsTwice()
{
    m_editor->setLabels({{u"site"_s, u"1"_s}});
    const FormProbe probe(*m_window);
    probe.click(u"addLabelButton"_s);
    probe.typeCell(u"site"_s);
    QTRY_COMPARE(m_editor->issues().size(), 1);
    QCOMPARE(m_editor->issues().first().path, u"/labels/site"_s);
    m_editor->showIssues(m_editor->issues());
    QVERIFY(remark(0).contains(u"twice"_s));
    QVERIFY(remark(1).contains(u"twice"_s));
}

void LabelEditorTest::showsFaultsInTheirRows()
{
    m_editor->setLabels({{u"a/b"_s, u"1"_s}, {u"c"_s, u"2"_s}});
    m_editor->showIssues({{u"/labels/a~1b"_s, u"Not this one."_s}, {u"/labels"_s, u"Too many."_s}});
    QCOMPARE(remark(0), u"Not this one."_s);
    QCOMPARE(remark(1), QString());
    QCOMPARE(FormProbe(*m_window).note(u"labelNote"_s), u"Too many."_s);
    QVERIFY(m_editor->hasFaults());
    m_editor->showIssues({});
    QCOMPARE(remark(0), QString());
    QCOMPARE(FormProbe(*m_window).note(u"labelNote"_s), QString());
}

void LabelEditorTest::warnsOfUnsafeKeys_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<bool>("safe");
    QTest::newRow("word") << u"site"_s << true;
    QTest::newRow("digits") << u"4"_s << true;
    QTest::newRow("joined") << u"fleet.zone/line-2"_s << true;
    QTest::newRow("underscore") << u"fleet_zone"_s << false;
    QTest::newRow("capital") << u"Site"_s << false;
    QTest::newRow("dangling") << u"site-"_s << false;
    QTest::newRow("doubled") << u"a..b"_s << false;
    QTest::newRow("blank") << u"a b"_s << false;
    QTest::newRow("line end") << u"site\n"_s << false;
    QTest::newRow("umlaut") << u"h\u00f6he"_s << false;
}

void LabelEditorTest::warnsOfUnsafeKeys()
{
    QFETCH(const QString, key);
    QFETCH(const bool, safe);
    QCOMPARE(LabelEditor::isSafeKey(key), safe);
    m_editor->setLabels({{key, u"1"_s}});
    QCOMPARE(remark(0).isEmpty(), safe);
    QVERIFY(!m_editor->hasFaults());
    QVERIFY(m_editor->issues().isEmpty());
}

void LabelEditorTest::tabLeavesTheTable()
{
    m_editor->setLabels({{u"a"_s, u"1"_s}});
    m_table->setFocus();
    m_table->setCurrentCell(0, 0);
    QTest::keyClick(m_table, Qt::Key_Tab);
    QVERIFY(!m_table->hasFocus());
    QCOMPARE(QApplication::focusWidget()->objectName(), u"addLabelButton"_s);
}

void LabelEditorTest::readOnlyChangesNothing()
{
    m_editor->setLabels({{u"a"_s, u"1"_s}});
    m_editor->setReadOnly(true);
    m_table->setFocus();
    m_table->setCurrentCell(0, 0);
    QTest::keyClick(m_table, Qt::Key_Delete);
    QTest::keyClick(m_table, Qt::Key_Insert);
    QTest::keyClicks(m_table, u"x"_s);
    QVERIFY(!m_table->viewport()->findChild<QLineEdit *>());
    QCOMPARE(m_editor->labels(), (Labels{{u"a"_s, u"1"_s}}));
    QVERIFY(!m_editor->findChild<QAbstractButton *>(u"removeLabelButton"_s)->isEnabled());

    m_editor->setReadOnly(false);
    m_table->setCurrentCell(0, 1);
    FormProbe(*m_window).typeCell(u"2"_s);
    QTRY_COMPARE(m_editor->labels(), (Labels{{u"a"_s, u"2"_s}}));
}

QTEST_MAIN(LabelEditorTest)
#include "tst_labeleditor.moc"
