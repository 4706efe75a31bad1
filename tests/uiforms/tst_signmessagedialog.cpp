// SPDX-License-Identifier: GPL-3.0-or-later
#include "signmessagedialog.h"

#include "formprobe.h"
#include "signatureverdict.h"
#include "signingdesk.h"
#include "verifydialog.h"

#include <QComboBox>
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
    void warnsOfDeceptiveText();
    void verifiesWhatWasSigned();
    void verifyTakesTheJsonOfWallets();

private:
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

void SignMessageDialogTest::warnsOfDeceptiveText()
{
    SignMessageDialog dialog(*m_desk);
    dialog.open();
    const FormProbe probe(dialog);
    probe.find<QPlainTextEdit>(u"freeMessage"_s)->setPlainText(u"pay \u202e001 to"_s);
    QVERIFY(probe.note(u"messageNote"_s).contains(u"U+202E"_s));
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

void SignMessageDialogTest::verifyTakesTheJsonOfWallets()
{
    VerifyDialog verify;
    verify.open();
    const FormProbe form(verify);
    form.find<QPlainTextEdit>(u"verifyMessage"_s)
        ->setPlainText(
            u"{\"address\":\"%1\",\"msg\":\"hello\",\"sig\":\"0x12\",\"version\":\"2\"}"_s.arg(kAddress));
    QCOMPARE(form.find<QPlainTextEdit>(u"verifyMessage"_s)->toPlainText(), u"hello"_s);
    QCOMPARE(form.find<QLineEdit>(u"verifyAddress"_s)->text(), kAddress);
    QVERIFY(form.note(u"verifyVerdict"_s).contains(u"another length"_s));
}

QTEST_MAIN(SignMessageDialogTest)
#include "tst_signmessagedialog.moc"
