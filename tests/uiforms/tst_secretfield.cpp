// SPDX-License-Identifier: GPL-3.0-or-later
#include "formprobe.h"
#include "secretfield.h"

#include <QAccessible>
#include <QClipboard>
#include <QGuiApplication>
#include <QInputMethodEvent>
#include <QMimeData>
#include <QSignalSpy>
#include <QStandardPaths>

using namespace Qt::StringLiterals;
using namespace muster;

namespace {

QByteArray bytesOf(const SecretField &field)
{
    const auto span = field.bytes().span();
    return QByteArray(reinterpret_cast<const char *>(span.data()), qsizetype(span.size()));
}

} // namespace

class SecretFieldTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void typedKeysBecomeBytes();
    void backspaceDropsOneCharacter();
    void takesCharactersOfEveryPlane();
    void clearsByKeyboard();
    void typingReplacesWhatIsSelected();
    void caretKeysMoveNothing();
    void pastesOnlyWhenAllowed();
    void refusesWhatIsTooLong();
    void copiesNothing();
    void takeBytesLeavesItEmpty();
    void inputMethodGetsNoContent();
    void nothingElseHoldsTheSecret();
    void followsTheFont();
    void returnSubmits();

private:
    std::unique_ptr<SecretField> m_field;
};

void SecretFieldTest::init()
{
    m_field = std::make_unique<SecretField>();
    m_field->setObjectName(u"field"_s);
    m_field->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_field.get()));
    m_field->setFocus();
}

void SecretFieldTest::cleanup()
{
    m_field.reset();
}

void SecretFieldTest::typedKeysBecomeBytes()
{
    const QSignalSpy changed(m_field.get(), &SecretField::changed);
    QTest::keyClicks(m_field.get(), u"0xaB9 "_s);
    QCOMPARE(bytesOf(*m_field), "0xaB9 "_ba);
    QCOMPARE(m_field->length(), 6);
    QCOMPARE(changed.size(), 6);
}

void SecretFieldTest::backspaceDropsOneCharacter()
{
    for (const QString &text : {u"a"_s, u"\u00e9"_s, u"\u20ac"_s})
        QTest::sendKeyEvent(QTest::Click, m_field.get(), Qt::Key_unknown, text, Qt::NoModifier);
    QCOMPARE(bytesOf(*m_field), u"a\u00e9\u20ac"_s.toUtf8());
    QTest::keyClick(m_field.get(), Qt::Key_Backspace);
    QCOMPARE(bytesOf(*m_field), u"a\u00e9"_s.toUtf8());
    QTest::keyClick(m_field.get(), Qt::Key_Backspace);
    QCOMPARE(bytesOf(*m_field), "a"_ba);
    QTest::keyClick(m_field.get(), Qt::Key_Backspace);
    QTest::keyClick(m_field.get(), Qt::Key_Backspace);
    QVERIFY(m_field->isEmpty());
    QCOMPARE(m_field->length(), 0);
}

void SecretFieldTest::takesCharactersOfEveryPlane()
{
    QTest::sendKeyEvent(QTest::Click, m_field.get(), Qt::Key_unknown, u"\U0001f511"_s, Qt::NoModifier);
    QCOMPARE(bytesOf(*m_field), u"\U0001f511"_s.toUtf8());
    QCOMPARE(m_field->length(), 1);
    QTest::keyClick(m_field.get(), Qt::Key_Backspace);
    QVERIFY(m_field->isEmpty());
}

void SecretFieldTest::clearsByKeyboard()
{
    QTest::keyClicks(m_field.get(), u"secret"_s);
    QTest::keyClick(m_field.get(), Qt::Key_U, Qt::ControlModifier);
    QVERIFY(m_field->isEmpty());

    QTest::keyClicks(m_field.get(), u"secret"_s);
    QTest::keyClick(m_field.get(), Qt::Key_Delete);
    QCOMPARE(m_field->length(), 6);
    QTest::keySequence(m_field.get(), QKeySequence(QKeySequence::SelectAll));
    QTest::keyClick(m_field.get(), Qt::Key_Delete);
    QVERIFY(m_field->isEmpty());
}

void SecretFieldTest::typingReplacesWhatIsSelected()
{
    QTest::keyClicks(m_field.get(), u"wrong"_s);
    QTest::keySequence(m_field.get(), QKeySequence(QKeySequence::SelectAll));
    QTest::keyClicks(m_field.get(), u"right"_s);
    QCOMPARE(bytesOf(*m_field), "right"_ba);
}

void SecretFieldTest::caretKeysMoveNothing()
{
    QTest::keyClicks(m_field.get(), u"ab"_s);
    QTest::keyClick(m_field.get(), Qt::Key_Home);
    QTest::keyClick(m_field.get(), Qt::Key_Left);
    QTest::keyClicks(m_field.get(), u"c"_s);
    QCOMPARE(bytesOf(*m_field), "abc"_ba);
}

void SecretFieldTest::pastesOnlyWhenAllowed()
{
    QSignalSpy refused(m_field.get(), &SecretField::refused);
    QGuiApplication::clipboard()->setText(u"c0ffee\u00e9"_s);
    QTest::keySequence(m_field.get(), QKeySequence(QKeySequence::Paste));
    QVERIFY(m_field->isEmpty());
    QCOMPARE(refused.size(), 1);

    m_field->setPasteAllowed(true);
    QTest::keySequence(m_field.get(), QKeySequence(QKeySequence::Paste));
    QCOMPARE(bytesOf(*m_field), u"c0ffee\u00e9"_s.toUtf8());
    QCOMPARE(m_field->length(), 7);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"c0ffee\u00e9"_s);
}

void SecretFieldTest::refusesWhatIsTooLong()
{
    m_field->setPasteAllowed(true);
    QSignalSpy refused(m_field.get(), &SecretField::refused);
    QGuiApplication::clipboard()->setText(QString(qsizetype(SecretField::kMostBytes), u'a'));
    QTest::keySequence(m_field.get(), QKeySequence(QKeySequence::Paste));
    QCOMPARE(m_field->bytes().size(), SecretField::kMostBytes);
    QCOMPARE(refused.size(), 0);
    QTest::keyClicks(m_field.get(), u"b"_s);
    QCOMPARE(m_field->bytes().size(), SecretField::kMostBytes);
    QCOMPARE(refused.size(), 1);
    QTest::keySequence(m_field.get(), QKeySequence(QKeySequence::Paste));
    QCOMPARE(m_field->bytes().size(), SecretField::kMostBytes);
    QCOMPARE(refused.size(), 2);
}

void SecretFieldTest::copiesNothing()
{
    QGuiApplication::clipboard()->setText(u"before"_s);
    QSignalSpy refused(m_field.get(), &SecretField::refused);
    QTest::keyClicks(m_field.get(), u"secret"_s);
    for (const auto key : {QKeySequence::Copy, QKeySequence::Cut}) {
        QTest::keySequence(m_field.get(), QKeySequence(QKeySequence::SelectAll));
        QTest::keySequence(m_field.get(), QKeySequence(key));
    }
    QCOMPARE(QGuiApplication::clipboard()->text(), u"before"_s);
    QCOMPARE(m_field->length(), 6);
    QCOMPARE(refused.size(), 2);
}

void SecretFieldTest::takeBytesLeavesItEmpty()
{
    QTest::keyClicks(m_field.get(), u"4f3e"_s);
    const SecureBytes taken = m_field->takeBytes();
    QCOMPARE(QByteArray(reinterpret_cast<const char *>(taken.data()), qsizetype(taken.size())), "4f3e"_ba);
    QVERIFY(m_field->isEmpty());
    QCOMPARE(m_field->length(), 0);
}

void SecretFieldTest::inputMethodGetsNoContent()
{
    QTest::keyClicks(m_field.get(), u"secret"_s);
    for (const auto query : {Qt::ImSurroundingText, Qt::ImCurrentSelection, Qt::ImTextBeforeCursor,
                             Qt::ImTextAfterCursor, Qt::ImCursorPosition})
        QVERIFY(!m_field->inputMethodQuery(query).isValid());
    QVERIFY(m_field->inputMethodHints().testFlags(Qt::ImhHiddenText | Qt::ImhSensitiveData |
                                                  Qt::ImhNoPredictiveText));
    QInputMethodEvent preedit(u"xy"_s, {});
    QCoreApplication::sendEvent(m_field.get(), &preedit);
    QCOMPARE(m_field->length(), 6);
    QInputMethodEvent commit;
    commit.setCommitString(u"z"_s);
    QCoreApplication::sendEvent(m_field.get(), &commit);
    QCOMPARE(bytesOf(*m_field), "secretz"_ba);
}

void SecretFieldTest::nothingElseHoldsTheSecret()
{
    m_field->setAccessibleName(u"Private key"_s);
    QTest::keyClicks(m_field.get(), u"c0ffee"_s);
    QCOMPARE(FormProbe(*m_field).placesHolding(u"c0ffee"_s), QStringList());
    QAccessibleInterface *spoken = QAccessible::queryAccessibleInterface(m_field.get());
    QVERIFY(spoken);
    QCOMPARE(spoken->text(QAccessible::Name), u"Private key"_s);
    QCOMPARE(spoken->text(QAccessible::Value), QString());
    QVERIFY(spoken->state().passwordEdit);
    QVERIFY(!spoken->textInterface());
}

void SecretFieldTest::followsTheFont()
{
    const QSize before = m_field->sizeHint();
    QFont font = m_field->font();
    font.setPointSizeF(font.pointSizeF() * 2);
    m_field->setFont(font);
    QVERIFY(m_field->sizeHint().height() > before.height() * 3 / 2);
    QVERIFY(m_field->sizeHint().width() > before.width() * 3 / 2);
}

void SecretFieldTest::returnSubmits()
{
    const QSignalSpy submitted(m_field.get(), &SecretField::submitted);
    QTest::keyClicks(m_field.get(), u"ab"_s);
    QTest::keyClick(m_field.get(), Qt::Key_Return);
    QTest::keyClick(m_field.get(), Qt::Key_Enter);
    QCOMPARE(submitted.size(), 2);
    QCOMPARE(m_field->length(), 2);
}

QTEST_MAIN(SecretFieldTest)
#include "tst_secretfield.moc"
