// SPDX-License-Identifier: GPL-3.0-or-later
#include "qrview.h"
#include "wizardtest.h"

#include <QClipboard>
#include <QDialog>
#include <QDir>
#include <QFile>
#include <QFileDialog>
#include <QGuiApplication>
#include <QTemporaryDir>

#include <algorithm>
#include <cmath>
#include <memory>

#include <qrencode.h>

using namespace Qt::StringLiterals;
using namespace muster;

namespace {

/// Of the code that libqrencode makes of these bytes, row by row; `#` is dark.
QByteArray modulesOf(const QByteArray &bytes)
{
    const std::unique_ptr<QRcode, decltype(&QRcode_free)> code(
        QRcode_encodeData(int(bytes.size()), reinterpret_cast<const unsigned char *>(bytes.constData()), 0,
                          QR_ECLEVEL_M),
        &QRcode_free);
    QByteArray modules;
    for (int i = 0; code && i < code->width * code->width; ++i)
        modules += (code->data[i] & 1) != 0 ? '#' : ' ';
    return modules;
}

/// The middles of as many modules, in the square that the dark pixels span.
QByteArray drawnModules(const QImage &image, qsizetype count)
{
    QRect square;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            if (image.pixelColor(x, y) == Qt::black)
                square |= QRect(x, y, 1, 1);
        }
    }
    const int side = qRound(std::sqrt(double(count)));
    const double module = double(square.width()) / side;
    QByteArray modules;
    for (int i = 0; i < count; ++i) {
        const QPointF middle((i % side + 0.5) * module, (i / side + 0.5) * module);
        modules += image.pixelColor(square.topLeft() + middle.toPoint()) == Qt::black ? '#' : ' ';
    }
    return modules;
}

} // namespace

/// Registration with a key that is not here: the desk of the wizard stays empty, another one signs.
class SignElsewhereTest : public WizardTest
{
    Q_OBJECT

private slots:
    void registersWithAPastedSignature();
    void refusesBeforeSending();
    void handsOutExactlyTheBytes();
    void showsAQrCode();
    void takesTheSignatureFromAFile();
    void aNewChallengeForgetsTheSignature();
    void aTextThatMustNotBeSignedIsNotHandedOut();

private:
    QByteArray message() const { return m_service->challenges.last().message; }
    /// What the controller's own desk, elsewhere, makes of a message.
    static QString signedElsewhere(const QByteArray &message, const QString &hex = key())
    {
        SigningDesk desk;
        const QByteArray digits = hex.toLatin1();
        const auto *const bytes = reinterpret_cast<const std::uint8_t *>(digits.constData());
        const auto held = desk.importHexKey(SecureBytes(std::span(bytes, std::size_t(digits.size()))));
        return *desk.signMessage(message, *held).result();
    }
    void toElsewhere()
    {
        toChallenge();
        probe().click(u"elsewhereButton"_s);
        QVERIFY(!probe().find(u"signerBox"_s)->isVisible());
        QVERIFY(!probe().isEnabled(u"signButton"_s));
        QCOMPARE(probe().sharedMnemonics(), QString());
    }
    bool isHandingOut() const
    {
        const QStringList ways{u"copyMessageButton"_s, u"saveMessageButton"_s, u"qrMessageButton"_s};
        return std::all_of(ways.begin(), ways.end(),
                           [this](const QString &way) { return probe().isEnabled(way); });
    }
    void renew()
    {
        const qsizetype before = m_service->challenges.size();
        probe().click(u"renewButton"_s);
        QTRY_COMPARE(m_service->challenges.size(), before + 1);
        QTRY_VERIFY(probe().isEnabled(u"renewButton"_s));
    }
    void choose(const QString &dialogName, const QString &path)
    {
        QFileDialog *dialog = nullptr;
        QTRY_VERIFY((dialog = probe().find<QFileDialog>(dialogName)));
        emit dialog->fileSelected(path);
        dialog->reject();
    }
};

void SignElsewhereTest::registersWithAPastedSignature()
{
    toElsewhere();
    probe().type(u"foreignSignatureField"_s, signedElsewhere(message()).mid(2).toUpper());
    QVERIFY(probe().note(u"foreignSignatureNote"_s).startsWith(address()));
    QVERIFY(m_desk->addresses().isEmpty());
    probe().click(u"signButton"_s);
    QTRY_COMPARE(step(), 3);
    QCOMPARE(m_service->created.size(), 1);
    QCOMPARE(m_service->created.first().identityProof->signature, signedElsewhere(message()));
}

void SignElsewhereTest::refusesBeforeSending()
{
    toElsewhere();
    probe().type(u"foreignSignatureField"_s, signedElsewhere(message(), strangerKey()));
    QVERIFY(probe().note(u"foreignSignatureNote"_s).contains(strangerAddress()));
    QVERIFY(probe().note(u"foreignSignatureNote"_s).contains(address()));
    QVERIFY(!probe().isEnabled(u"signButton"_s));
    probe().type(u"foreignSignatureField"_s, signedElsewhere("  " + message() + "\n"));
    QVERIFY(probe().note(u"foreignSignatureNote"_s).contains(u"Not signed by"_s));
    probe().type(u"foreignSignatureField"_s, u"0x12"_s);
    QVERIFY(probe().note(u"foreignSignatureNote"_s).contains(u"another length"_s));
    QVERIFY(!probe().isEnabled(u"signButton"_s));
    QVERIFY(m_service->created.isEmpty());
    probe().click(u"elsewhereButton"_s);
    QVERIFY(probe().find(u"signerBox"_s)->isVisible());
}

void SignElsewhereTest::handsOutExactlyTheBytes()
{
    const QTemporaryDir folder;
    toElsewhere();
    probe().click(u"copyMessageButton"_s);
    QCOMPARE(QGuiApplication::clipboard()->text().toUtf8(), message());
    const QString path = folder.filePath(u"challenge.txt"_s);
    probe().click(u"saveMessageButton"_s);
    choose(u"saveMessageDialog"_s, path);
    QTRY_VERIFY(probe().note(u"handedOutNote"_s).contains(path));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), message());
    probe().click(u"saveMessageButton"_s);
    choose(u"saveMessageDialog"_s, folder.filePath(u"none/challenge.txt"_s));
    QTRY_VERIFY(probe().note(u"handedOutNote"_s).contains(u"cannot be written"_s));
}

void SignElsewhereTest::showsAQrCode()
{
    toElsewhere();
    probe().click(u"qrMessageButton"_s);
    QDialog *dialog = nullptr;
    QTRY_VERIFY((dialog = probe().find<QDialog>(u"qrDialog"_s)) && dialog->isVisible());
    auto *view = probe().find<QrView>(u"qrView"_s);
    const QByteArray expected = modulesOf(message());
    QVERIFY(!expected.isEmpty());
    QCOMPARE(drawnModules(view->grab().toImage(), expected.size()), expected);
    QVERIFY(view->setBytes(QByteArray(message() + '\n')));
    QVERIFY(drawnModules(view->grab().toImage(), expected.size()) != expected);
    dialog->reject();
    QTRY_VERIFY(!probe().find<QDialog>(u"qrDialog"_s));

    m_service->challengeText = QByteArray("more words\n").repeated(300);
    renew();
    probe().click(u"qrMessageButton"_s);
    QTRY_VERIFY(probe().note(u"qrNote"_s).contains(u"more than a QR code can hold"_s));
    QVERIFY(!probe().find(u"qrView"_s)->isVisible());
    probe().find<QDialog>(u"qrDialog"_s)->reject();
}

void SignElsewhereTest::takesTheSignatureFromAFile()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"signature.json"_s);
    toElsewhere();
    probe().click(u"loadSignatureButton"_s);
    choose(u"loadSignatureDialog"_s, path);
    QTRY_VERIFY(probe().note(u"foreignSignatureNote"_s).contains(u"could not be read"_s));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray::fromHex(signedElsewhere(message()).mid(2).toLatin1()));
    file.close();
    probe().click(u"loadSignatureButton"_s);
    choose(u"loadSignatureDialog"_s, path);
    QTRY_VERIFY(probe().isEnabled(u"signButton"_s));
    QCOMPARE(text(u"foreignSignatureField"_s), signedElsewhere(message()));
    probe().click(u"signButton"_s);
    QTRY_COMPARE(step(), 3);
}

void SignElsewhereTest::aNewChallengeForgetsTheSignature()
{
    toElsewhere();
    probe().type(u"foreignSignatureField"_s, signedElsewhere(message()));
    QVERIFY(probe().isEnabled(u"signButton"_s));
    renew();
    QCOMPARE(text(u"foreignSignatureField"_s), QString());
    QVERIFY(!probe().isEnabled(u"signButton"_s));
}

void SignElsewhereTest::aTextThatMustNotBeSignedIsNotHandedOut()
{
    toElsewhere();
    const QByteArray good = message();
    QVERIFY(isHandingOut());
    m_service->challengeText = "Prove control of did:peaq:7"_ba;
    renew();
    QVERIFY(!isHandingOut());
    m_service->challengeText = QByteArray(good).replace("did:peaq:42", "did:peaq:666");
    renew();
    QVERIFY(probe().note(u"verdictNote"_s).contains(u"must not be signed"_s));
    QVERIFY(!isHandingOut());
    QVERIFY(!probe().isEnabled(u"foreignSignatureField"_s));
    QVERIFY(!probe().isEnabled(u"signButton"_s));
    // One that is merely unknown may be signed after the word, so that it is handed out before.
    m_service->challengeText = "Please sign me."_ba;
    renew();
    QVERIFY(isHandingOut());
    probe().type(u"foreignSignatureField"_s, signedElsewhere(message()));
    QVERIFY(!probe().isEnabled(u"signButton"_s));
    probe().type(u"consentField"_s, u"SIGN"_s);
    QVERIFY(probe().isEnabled(u"signButton"_s));
}

QTEST_MAIN(SignElsewhereTest)
#include "tst_signelsewhere.moc"
