// SPDX-License-Identifier: GPL-3.0-or-later
#include "signingpictures.h"

#include "formprobe.h"
#include "registerwizard.h"
#include "signmessagedialog.h"
#include "verifydialog.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLineEdit>
#include <QPixmap>
#include <QPlainTextEdit>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

const QString kAddress = u"0x7E5F4552091A69125d5DfCb7b8C2659029395Bdf"_s;
const QString kNear = u"0x7E5F4552091A69125d5DfCb7b8C2659129395Bdf"_s;

} // namespace

SigningPictures::SigningPictures(const QDir &folder, const QString &suffix)
    : m_folder(folder)
    , m_suffix(suffix)
{
    const QByteArray hex = QByteArray(63, '0') + '1';
    const auto *const bytes = reinterpret_cast<const std::uint8_t *>(hex.constData());
    m_desk.importHexKey(SecureBytes(std::span(bytes, std::size_t(hex.size()))));
    m_service.controllers = {kAddress};
}

bool SigningPictures::takeAll()
{
    return elsewhere() && foreignText() && pastedText() && verification();
}

bool SigningPictures::toChallenge(const FormProbe &probe)
{
    probe.type(u"identityField"_s, u"did:peaq:42"_s);
    probe.click(u"nextButton"_s);
    probe.type(u"displayNameField"_s, u"Forklift 8"_s);
    probe.type(u"ownerIdField"_s, u"warehouse-south"_s);
    probe.click(u"nextButton"_s);
    return QTest::qWaitFor([&probe] { return !probe.note(u"verdictNote"_s).isEmpty(); });
}

bool SigningPictures::elsewhere()
{
    RegisterWizard wizard(m_service, m_desk, u"https://fleet.example"_s);
    const FormProbe probe(wizard);
    wizard.open();
    if (!toChallenge(probe))
        return false;
    probe.click(u"elsewhereButton"_s);
    const auto signature = m_desk.signMessage(m_service.challenges.last().message, *Address::parse(kAddress));
    probe.type(u"foreignSignatureField"_s, *signature.result());
    if (!save(u"elsewhere"_s, wizard))
        return false;
    probe.click(u"qrMessageButton"_s);
    auto *code = probe.find<QDialog>(u"qrDialog"_s);
    return code && save(u"qrcode"_s, *code);
}

bool SigningPictures::foreignText()
{
    m_service.challengeText = "Machine onboarding\nmachine: did:peaq:42\nnonce: 7f3a99\nexpires: soon"_ba;
    RegisterWizard wizard(m_service, m_desk, u"https://fleet.example"_s);
    wizard.open();
    return toChallenge(FormProbe(wizard)) && save(u"foreigntext"_s, wizard);
}

bool SigningPictures::pastedText()
{
    SignMessageDialog dialog(m_desk);
    const FormProbe probe(dialog);
    dialog.open();
    QGuiApplication::clipboard()->setText(u"  Please sign this.\nRequest 12\n\n"_s);
    probe.find<QPlainTextEdit>(u"freeMessage"_s)->paste();
    probe.click(u"reading-unindented+no-line-end"_s);
    probe.type(u"freeConsent"_s, u"SIGN"_s);
    return save(u"paste"_s, dialog);
}

bool SigningPictures::verification()
{
    VerifyDialog dialog;
    const FormProbe probe(dialog);
    dialog.open();
    const auto signature = m_desk.signMessage("hello", *Address::parse(kAddress));
    probe.type(u"verifyMessage"_s, u"hello"_s);
    probe.type(u"verifySignature"_s, *signature.result());
    probe.type(u"verifyAddress"_s, kNear.toLower());
    return save(u"verify"_s, dialog);
}

bool SigningPictures::save(const QString &name, QWidget &dialog)
{
    // A layout that changes what another one needs settles with the event after.
    for (int round = 0; round < 4; ++round)
        QCoreApplication::processEvents();
    return dialog.grab().save(m_folder.filePath(u"%1-%2.png"_s.arg(name, m_suffix)));
}

} // namespace muster
