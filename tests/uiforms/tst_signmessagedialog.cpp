// SPDX-License-Identifier: GPL-3.0-or-later
#include "signmessagedialog.h"

#include "formprobe.h"
#include "movableclock.h"
#include "signatureverdict.h"
#include "signingdesk.h"
#include "verifydialog.h"

#include <QClipboard>
#include <QComboBox>
#include <QDateTime>
#include <QGuiApplication>
#include <QLineEdit>
#include <QPlainTextEdit>

using namespace Qt::StringLiterals;
using namespace muster;

namespace {

const QString kAddress = u"0x7E5F4552091A69125d5DfCb7b8C2659029395Bdf"_s;

} // namespace

class SignMessageDialogTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void signsExactlyWhatIsShown();
    void needsTheWordAgainForAnotherText();
    void anotherKeyClearsTheSignature();
    void aLongTextIsReadToItsEnd();
    void warnsOfDeceptiveText();
    void asksWhichPastedBytesAreMeant();
    void keepsWhatATextEditWouldChange();
    void saysThatEditingLosesLineEnds();
    void keepsTheQuestionWhileThePasteIsEdited();
    void asksForAPartThatWasPasted();
    void refusesAnExpiredChallenge();
    void theConsentIsForOneKey();
    void judgesOnceMoreWhenItIsSigned();
    void verifiesWhatWasSigned();

private:
    static void sign(const FormProbe &probe)
    {
        QTest::keyClick(probe.find(u"challengeText"_s), Qt::Key_End, Qt::ControlModifier);
        probe.type(u"freeConsent"_s, u"SIGN"_s);
        probe.click(u"freeSign"_s);
        QTRY_VERIFY(!signature(probe).isEmpty());
    }
    static QString signature(const FormProbe &probe)
    {
        return probe.find<QLineEdit>(u"freeSignature"_s)->text();
    }

    std::unique_ptr<SigningDesk> m_desk;
};

void SignMessageDialogTest::init()
{
    m_desk = std::make_unique<SigningDesk>();
    const QByteArray hex = QByteArray(63, '0') + '1';
    const auto *const bytes = reinterpret_cast<const std::uint8_t *>(hex.constData());
    QVERIFY(m_desk->importHexKey(SecureBytes(std::span(bytes, std::size_t(hex.size())))));
}

void SignMessageDialogTest::signsExactlyWhatIsShown()
{
    SignMessageDialog dialog(*m_desk);
    dialog.open();
    const FormProbe probe(dialog);
    QVERIFY(!probe.isEnabled(u"freeSign"_s));
    probe.type(u"freeMessage"_s, u"two lines\nand a blank "_s);
    QCOMPARE(probe.label(u"challengeLength"_s), u"22 bytes"_s);
    QVERIFY(!probe.isEnabled(u"freeSign"_s));
    probe.type(u"freeConsent"_s, u"SIGN"_s);
    probe.click(u"freeSign"_s);
    QTRY_VERIFY(!signature(probe).isEmpty());
    const SignatureVerdict verdict = judgeSignature("two lines\nand a blank ", signature(probe), kAddress);
    QVERIFY2(verdict.kind == SignatureVerdict::Kind::Holds, qPrintable(verdict.text));
}

void SignMessageDialogTest::needsTheWordAgainForAnotherText()
{
    SignMessageDialog dialog(*m_desk);
    dialog.open();
    const FormProbe probe(dialog);
    probe.type(u"freeMessage"_s, u"one"_s);
    probe.type(u"freeConsent"_s, u"SIGN"_s);
    QVERIFY(probe.isEnabled(u"freeSign"_s));
    probe.type(u"freeMessage"_s, u"another"_s);
    QVERIFY(!probe.isEnabled(u"freeSign"_s));
    QCOMPARE(signature(probe), QString());
}

void SignMessageDialogTest::anotherKeyClearsTheSignature()
{
    const Address other = m_desk->createKey();
    SignMessageDialog dialog(*m_desk);
    dialog.open();
    const FormProbe probe(dialog);
    probe.type(u"freeMessage"_s, u"one"_s);
    auto *keys = probe.find<QComboBox>(u"freeSigner"_s);
    keys->setCurrentIndex(keys->findText(kAddress));
    sign(probe);
    m_desk->createKey();
    QVERIFY(!signature(probe).isEmpty());
    keys->setFocus();
    QTest::keyClick(keys, keys->findText(other.text()) < keys->currentIndex() ? Qt::Key_Up : Qt::Key_Down);
    QVERIFY(keys->currentText() != kAddress);
    QCOMPARE(signature(probe), QString());
    QCOMPARE(probe.note(u"freeNote"_s), QString());
}

void SignMessageDialogTest::aLongTextIsReadToItsEnd()
{
    SignMessageDialog dialog(*m_desk);
    dialog.open();
    const FormProbe probe(dialog);
    probe.paste(u"freeMessage"_s, QString(u"a line "_s.repeated(100) + u'\n').repeated(10) + u"the end"_s);
    probe.type(u"freeConsent"_s, u"SIGN"_s);
    QTRY_VERIFY(probe.note(u"messageRest"_s).contains(u"scroll to its end"_s));
    QVERIFY(!probe.isEnabled(u"freeSign"_s));
    QTest::keyClick(probe.find(u"challengeText"_s), Qt::Key_End, Qt::ControlModifier);
    QTRY_VERIFY(probe.isEnabled(u"freeSign"_s));
    probe.paste(u"freeMessage"_s,
                QString(u"a line "_s.repeated(100) + u'\n').repeated(10) + u"another end"_s);
    probe.type(u"freeConsent"_s, u"SIGN"_s);
    QTRY_VERIFY(!probe.isEnabled(u"freeSign"_s));
}

void SignMessageDialogTest::warnsOfDeceptiveText()
{
    SignMessageDialog dialog(*m_desk);
    dialog.open();
    const FormProbe probe(dialog);
    probe.find<QPlainTextEdit>(u"freeMessage"_s)->setPlainText(u"pay \u202e001 to"_s);
    QVERIFY(probe.note(u"messageNote"_s).contains(u"U+202E"_s));
}

void SignMessageDialogTest::asksWhichPastedBytesAreMeant()
{
    SignMessageDialog dialog(*m_desk);
    dialog.open();
    const FormProbe probe(dialog);
    probe.paste(u"freeMessage"_s, u"  one\n\ntwo\n\n"_s);
    QVERIFY(probe.note(u"pasteQuestion"_s).contains(u"Which bytes are meant?"_s));
    probe.type(u"freeConsent"_s, u"SIGN"_s);
    QVERIFY(!probe.isEnabled(u"freeSign"_s));
    probe.click(u"reading-unindented+no-line-end"_s);
    QCOMPARE(probe.label(u"challengeLength"_s), u"8 bytes"_s);
    sign(probe);
    QVERIFY(judgeSignature("one\n\ntwo", signature(probe), kAddress).kind == SignatureVerdict::Kind::Holds);
    probe.click(u"reading-exact"_s);
    QCOMPARE(signature(probe), QString());
    QVERIFY(!probe.isEnabled(u"freeSign"_s));
    sign(probe);
    QVERIFY(judgeSignature("  one\n\ntwo\n\n", signature(probe), kAddress).kind ==
            SignatureVerdict::Kind::Holds);
}

void SignMessageDialogTest::keepsWhatATextEditWouldChange()
{
    SignMessageDialog dialog(*m_desk);
    dialog.open();
    const FormProbe probe(dialog);
    const QString text = u"one\r\ntwo\u00a0three\u2028four"_s;
    probe.paste(u"freeMessage"_s, text);
    probe.click(u"reading-exact"_s);
    sign(probe);
    QVERIFY(judgeSignature(text.toUtf8(), signature(probe), kAddress).kind == SignatureVerdict::Kind::Holds);
    QVERIFY(probe.note(u"messageNote"_s).contains(u"U+000D, U+00A0, U+2028"_s));
}

void SignMessageDialogTest::saysThatEditingLosesLineEnds()
{
    SignMessageDialog dialog(*m_desk);
    dialog.open();
    const FormProbe probe(dialog);
    probe.paste(u"freeMessage"_s, u"one\u00a0\r\n"_s);
    QVERIFY(probe.find(u"reading-exact"_s)->isVisible());
    QCOMPARE(probe.note(u"lossNote"_s), QString());
    auto *field = probe.find(u"freeMessage"_s);
    QTest::keyClicks(field, u"x"_s);
    QVERIFY(probe.note(u"lossNote"_s).contains(u"its line ends are LF now"_s));
    sign(probe);
    QVERIFY(judgeSignature("one\xc2\xa0\nx", signature(probe), kAddress).kind ==
            SignatureVerdict::Kind::Holds);
    // The paste that undo brings back is not what was pasted, nor the one before it.
    QTest::keyClick(field, Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(probe.label(u"challengeLength"_s), u"6 bytes"_s);
    QVERIFY(probe.note(u"lossNote"_s).contains(u"its line ends are LF now"_s));
    probe.paste(u"freeMessage"_s, u"two"_s);
    QCOMPARE(probe.note(u"lossNote"_s), QString());
    QTest::keyClick(field, Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(probe.note(u"lossNote"_s).contains(u"its line ends are LF now"_s));
}

void SignMessageDialogTest::keepsTheQuestionWhileThePasteIsEdited()
{
    SignMessageDialog dialog(*m_desk);
    dialog.open();
    const FormProbe probe(dialog);
    probe.paste(u"freeMessage"_s, u"  one\n\ntwo\n"_s);
    auto *field = probe.find(u"freeMessage"_s);
    QTest::keyClick(field, Qt::Key_Home, Qt::ControlModifier);
    QTest::keyClick(field, Qt::Key_End);
    QTest::keyClicks(field, u"!"_s);
    QCOMPARE(probe.note(u"lossNote"_s), QString());
    QVERIFY(probe.note(u"pasteQuestion"_s).contains(u"Which bytes are meant?"_s));
    probe.type(u"freeConsent"_s, u"SIGN"_s);
    QVERIFY(!probe.isEnabled(u"freeSign"_s));
    probe.click(u"reading-unindented+no-line-end"_s);
    sign(probe);
    QVERIFY(judgeSignature("one!\n\ntwo", signature(probe), kAddress).kind == SignatureVerdict::Kind::Holds);
    QTest::keyClick(field, Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(probe.note(u"pasteQuestion"_s).contains(u"Which bytes are meant?"_s));
    QVERIFY(!probe.isEnabled(u"freeSign"_s));
}

void SignMessageDialogTest::asksForAPartThatWasPasted()
{
    SignMessageDialog dialog(*m_desk);
    dialog.open();
    const FormProbe probe(dialog);
    probe.type(u"freeMessage"_s, u"typed: "_s);
    QGuiApplication::clipboard()->setText(u"one\r\ntwo\r\n"_s);
    auto *field = probe.find(u"freeMessage"_s);
    QTest::keyClick(field, Qt::Key_V, Qt::ControlModifier);
    QVERIFY(probe.note(u"pasteQuestion"_s).contains(u"Which bytes are meant?"_s));
    probe.click(u"reading-exact"_s);
    sign(probe);
    QVERIFY(judgeSignature("typed: one\r\ntwo\r\n", signature(probe), kAddress).kind ==
            SignatureVerdict::Kind::Holds);
    // A second one, into bytes that the field itself does not show.
    QTest::keyClick(field, Qt::Key_V, Qt::ControlModifier);
    QVERIFY(probe.note(u"pasteQuestion"_s).contains(u"Which bytes are meant?"_s));
    QVERIFY(probe.note(u"lossNote"_s).contains(u"its line ends are LF now"_s));
    probe.click(u"reading-exact"_s);
    sign(probe);
    QVERIFY(judgeSignature("typed: one\ntwo\none\ntwo\n", signature(probe), kAddress).kind ==
            SignatureVerdict::Kind::Holds);
}

namespace {

QString challengeOf(const QDateTime &issued)
{
    return u"peaqOS Machine Markets identity challenge\n\nMachine: did:peaq:42\n"
           "Challenge: mic_0123456789abcdef\nOrchestrator: orch_0123456789abcdef\nNonce: %1\n"
           "Issued At: %2\nExpires At: %3"_s.arg(QString(64, u'a'), issued.toString(Qt::ISODateWithMs),
                                                 issued.addSecs(300).toString(Qt::ISODateWithMs));
}

} // namespace

void SignMessageDialogTest::judgesOnceMoreWhenItIsSigned()
{
    MovableClock clock;
    SignMessageDialog dialog(*m_desk);
    dialog.setClock(clock);
    dialog.open();
    const FormProbe probe(dialog);
    probe.paste(u"freeMessage"_s,
                challengeOf(QDateTime::fromMSecsSinceEpoch(clock.now().milliseconds, Qt::UTC)));
    QVERIFY(probe.note(u"freeJudgement"_s).contains(u"did:peaq:42"_s));
    probe.type(u"freeConsent"_s, u"SIGN"_s);
    QVERIFY(clock.advance(301));
    probe.click(u"freeSign"_s);
    QVERIFY(probe.note(u"freeJudgement"_s).contains(u"it has expired"_s));
    QVERIFY(!probe.isEnabled(u"freeSign"_s));
    QVERIFY(signature(probe).isEmpty());
}

void SignMessageDialogTest::refusesAnExpiredChallenge()
{
    SignMessageDialog dialog(*m_desk);
    dialog.open();
    const FormProbe probe(dialog);
    const QDateTime now = QDateTime::currentDateTimeUtc();
    probe.paste(u"freeMessage"_s, challengeOf(now.addDays(-1)));
    QVERIFY(probe.note(u"freeJudgement"_s).contains(u"it has expired"_s));
    probe.type(u"freeConsent"_s, u"SIGN"_s);
    QVERIFY(!probe.isEnabled(u"freeSign"_s));
    probe.paste(u"freeMessage"_s, challengeOf(now));
    QVERIFY(probe.note(u"freeJudgement"_s).contains(u"did:peaq:42"_s));
    sign(probe);
}

void SignMessageDialogTest::theConsentIsForOneKey()
{
    m_desk->createKey();
    SignMessageDialog dialog(*m_desk);
    dialog.open();
    const FormProbe probe(dialog);
    probe.type(u"freeMessage"_s, u"hello"_s);
    probe.type(u"freeConsent"_s, u"SIGN"_s);
    QVERIFY(probe.isEnabled(u"freeSign"_s));
    auto *keys = dialog.findChild<QComboBox *>(u"freeSigner"_s);
    QCOMPARE(keys->count(), 2);
    QTest::keyClick(keys, keys->currentIndex() == 0 ? Qt::Key_Down : Qt::Key_Up);
    QCOMPARE(dialog.findChild<QLineEdit *>(u"freeConsent"_s)->text(), QString());
    QVERIFY(!probe.isEnabled(u"freeSign"_s));
    sign(probe);
}

void SignMessageDialogTest::verifiesWhatWasSigned()
{
    SignMessageDialog dialog(*m_desk);
    dialog.open();
    const FormProbe probe(dialog);
    probe.type(u"freeMessage"_s, u"hello"_s);
    probe.type(u"freeConsent"_s, u"SIGN"_s);
    probe.click(u"freeSign"_s);
    QTRY_VERIFY(!signature(probe).isEmpty());

    VerifyDialog verify;
    verify.open();
    const FormProbe form(verify);
    form.type(u"verifyMessage"_s, u"hello"_s);
    QCOMPARE(form.note(u"verifyVerdict"_s), QString());
    form.type(u"verifySignature"_s, signature(probe));
    QVERIFY(form.note(u"verifyVerdict"_s).startsWith(kAddress));
    form.type(u"verifyMessage"_s, u"hello "_s);
    form.type(u"verifyAddress"_s, kAddress);
    QVERIFY(form.note(u"verifyVerdict"_s).startsWith(u"Not signed by "_s));
}

QTEST_MAIN(SignMessageDialogTest)
#include "tst_signmessagedialog.moc"
