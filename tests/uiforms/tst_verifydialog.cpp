// SPDX-License-Identifier: GPL-3.0-or-later
#include "verifydialog.h"

#include "formprobe.h"
#include "inlinenote.h"
#include "signingdesk.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QLineEdit>
#include <QPlainTextEdit>

using namespace Qt::StringLiterals;
using namespace muster;

namespace {

const QString kAddress = u"0x7E5F4552091A69125d5DfCb7b8C2659029395Bdf"_s;

} // namespace

class VerifyDialogTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void takesTheJsonOfWallets();
    void takesTheJsonByteForByte();
    void takesTheNextJsonToo();
    void saysWhatTheJsonLacks();
    void marksTheFirstDifference();
    void judgesThePastedBytes();
    void namesWhatDeceivesTheEye();
    void faultsStandAtTheirFields();

private:
    /// What a wallet with this key writes.
    QString walletJson(const QString &message) const
    {
        const auto signature = m_desk->signMessage(message.toUtf8(), *Address::parse(kAddress));
        const QJsonObject object{
            {u"address"_s, kAddress}, {u"msg"_s, message}, {u"sig"_s, *signature.result()}};
        return QString::fromUtf8(QJsonDocument(object).toJson());
    }

    std::unique_ptr<SigningDesk> m_desk;
};

void VerifyDialogTest::init()
{
    m_desk = std::make_unique<SigningDesk>();
    const QByteArray hex = QByteArray(63, '0') + '1';
    const auto *const bytes = reinterpret_cast<const std::uint8_t *>(hex.constData());
    QVERIFY(m_desk->importHexKey(SecureBytes(std::span(bytes, std::size_t(hex.size())))));
}

void VerifyDialogTest::takesTheJsonOfWallets()
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

void VerifyDialogTest::takesTheJsonByteForByte()
{
    VerifyDialog verify;
    verify.open();
    const FormProbe form(verify);
    form.paste(u"verifyMessage"_s, walletJson(u"5\u00a0kW"_s));
    QVERIFY2(form.note(u"verifyVerdict"_s).startsWith(kAddress), qPrintable(form.note(u"verifyVerdict"_s)));
    QCOMPARE(form.note(u"verifySize"_s), u"5 bytes"_s);
}

void VerifyDialogTest::takesTheNextJsonToo()
{
    VerifyDialog verify;
    verify.open();
    const FormProbe form(verify);
    form.paste(u"verifyMessage"_s, walletJson(u"hello"_s));
    const QString first = form.find<QLineEdit>(u"verifySignature"_s)->text();
    // A message that is itself the JSON of a wallet is taken out of its JSON once, not again.
    const QString inner = walletJson(u"within"_s);
    for (const QString &message : {u"good bye"_s, inner}) {
        form.paste(u"verifyMessage"_s, walletJson(message));
        QVERIFY(form.find<QLineEdit>(u"verifySignature"_s)->text() != first);
        QCOMPARE(form.find<QPlainTextEdit>(u"verifyMessage"_s)->toPlainText(), message);
        QVERIFY(form.note(u"verifyVerdict"_s).startsWith(kAddress));
        QVERIFY(form.note(u"verifyJson"_s).contains(u"from the JSON of a wallet"_s));
    }
    form.type(u"verifyAddress"_s, kAddress.toLower());
    QCOMPARE(form.find<QPlainTextEdit>(u"verifyMessage"_s)->toPlainText(), inner);
    QCOMPARE(form.note(u"verifyJson"_s), QString());
}

void VerifyDialogTest::saysWhatTheJsonLacks()
{
    VerifyDialog verify;
    verify.open();
    const FormProbe form(verify);
    form.paste(u"verifyMessage"_s, u"{\"sig\":\"0x12\"}"_s);
    QVERIFY(form.note(u"verifyJson"_s).startsWith(u"This looks like the JSON of a wallet"_s));
    QVERIFY(form.find<QLineEdit>(u"verifySignature"_s)->text().isEmpty());
}

void VerifyDialogTest::marksTheFirstDifference()
{
    VerifyDialog verify;
    verify.open();
    const FormProbe form(verify);
    form.type(u"verifyMessage"_s, u"hello"_s);
    const auto signature = m_desk->signMessage("hello", *Address::parse(kAddress));
    form.type(u"verifySignature"_s, *signature.result());
    QVERIFY(!form.find(u"verifyDifference"_s)->isVisible());
    QString near = kAddress.toLower();
    near[9] = near.at(9) == u'0' ? u'1' : u'0';
    form.type(u"verifyAddress"_s, near);
    const QStringList lines = form.label(u"verifyDifference"_s).split(u'\n');
    QCOMPARE(lines.size(), 3);
    const qsizetype mark = lines.at(2).size() - 1;
    QCOMPARE(lines.at(0).left(mark).right(9).toLower(), lines.at(1).left(mark).right(9).toLower());
    QVERIFY(lines.at(0).at(mark).toLower() != lines.at(1).at(mark).toLower());
}

void VerifyDialogTest::judgesThePastedBytes()
{
    VerifyDialog verify;
    verify.open();
    const FormProbe form(verify);
    const auto signature = m_desk->signMessage("a\r\nb", *Address::parse(kAddress));
    form.paste(u"verifyMessage"_s, u"a\r\nb"_s);
    form.type(u"verifySignature"_s, *signature.result());
    form.type(u"verifyAddress"_s, kAddress);
    QVERIFY2(form.note(u"verifyVerdict"_s).startsWith(kAddress), qPrintable(form.note(u"verifyVerdict"_s)));
    form.paste(u"verifyMessage"_s, u"a\r\nb\r\n"_s);
    QVERIFY(form.note(u"verifyVerdict"_s).contains(u"without the line end"_s));
    QTest::keyClick(form.find(u"verifyMessage"_s), Qt::Key_Backspace);
    QVERIFY(form.note(u"verifySize"_s).contains(u"its line ends are LF now"_s));
}

void VerifyDialogTest::namesWhatDeceivesTheEye()
{
    VerifyDialog verify;
    verify.open();
    const FormProbe form(verify);
    form.paste(u"verifyMessage"_s, walletJson(u"pay \u202e001 to p\u0430ypal"_s));
    QVERIFY(form.note(u"verifyVerdict"_s).startsWith(kAddress));
    QVERIFY(form.note(u"verifyDeceptive"_s).contains(u"U+202E"_s));
    QVERIFY(form.note(u"verifyDeceptive"_s).contains(u"p\u0430ypal"_s));
    form.paste(u"verifyMessage"_s, u"plain"_s);
    QCOMPARE(form.note(u"verifyDeceptive"_s), QString());
}

void VerifyDialogTest::faultsStandAtTheirFields()
{
    VerifyDialog verify;
    verify.open();
    const FormProbe form(verify);
    form.type(u"verifyMessage"_s, u"hello"_s);
    form.type(u"verifyAddress"_s, kAddress.chopped(1));
    QVERIFY(form.find<InlineNote>(u"verifyAddressNote"_s)->isFault());
    QCOMPARE(form.note(u"verifyVerdict"_s), QString());
    const auto signature = m_desk->signMessage("hello", *Address::parse(kAddress));
    form.type(u"verifySignature"_s, *signature.result());
    QVERIFY(form.note(u"verifyVerdict"_s).startsWith(kAddress));
    QCOMPARE(form.find<InlineNote>(u"verifyVerdict"_s)->kind(), InlineNote::Kind::Hint);
    form.type(u"verifyAddress"_s, kAddress);
    QCOMPARE(form.note(u"verifyAddressNote"_s), QString());
    QCOMPARE(form.find<InlineNote>(u"verifyVerdict"_s)->kind(), InlineNote::Kind::Fine);
    form.type(u"verifySignature"_s, signature.result()->chopped(3));
    QVERIFY2(form.note(u"verifyVerdict"_s).contains(u"127 digits"_s),
             qPrintable(form.note(u"verifyVerdict"_s)));
}

QTEST_MAIN(VerifyDialogTest)
#include "tst_verifydialog.moc"
