// SPDX-License-Identifier: GPL-3.0-or-later
#include "signingtour.h"

#include "formprobe.h"
#include "registerwizard.h"
#include "signmessagedialog.h"
#include "verifydialog.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLineEdit>
#include <QPlainTextEdit>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

const QString kAddress = u"0x7E5F4552091A69125d5DfCb7b8C2659029395Bdf"_s;
const QString kNear = u"0x7E5F4552091A69125d5DfCb7b8C2659129395Bdf"_s;

} // namespace

SigningTour::SigningTour(TourVisit visit)
    : m_visit(std::move(visit))
{
    const QByteArray hex = QByteArray(63, '0') + '1';
    const auto *const bytes = reinterpret_cast<const std::uint8_t *>(hex.constData());
    m_desk.importHexKey(SecureBytes(std::span(bytes, std::size_t(hex.size()))));
    m_service.controllers = {kAddress};
}

bool SigningTour::takeAll()
{
    return elsewhere() && foreignText() && pastedText() && verification();
}

bool SigningTour::toChallenge(const FormProbe &probe)
{
    probe.type(u"identityField"_s, u"did:peaq:42"_s);
    probe.click(u"nextButton"_s);
    probe.type(u"displayNameField"_s, u"Forklift 8"_s);
    probe.type(u"ownerIdField"_s, u"warehouse-south"_s);
    probe.click(u"nextButton"_s);
    return QTest::qWaitFor([&probe] { return !probe.note(u"verdictNote"_s).isEmpty(); });
}

bool SigningTour::elsewhere()
{
    RegisterWizard wizard(m_service, m_desk, u"https://fleet.example"_s);
    const FormProbe probe(wizard);
    wizard.open();
    if (!toChallenge(probe))
        return false;
    probe.click(u"elsewhereButton"_s);
    const auto signature = m_desk.signMessage(m_service.challenges.last().message, *Address::parse(kAddress));
    probe.type(u"foreignSignatureField"_s, *signature.result());
    if (!visit(u"elsewhere"_s, wizard))
        return false;
    probe.click(u"qrMessageButton"_s);
    auto *code = probe.find<QDialog>(u"qrDialog"_s);
    return code && visit(u"qrcode"_s, *code);
}

bool SigningTour::foreignText()
{
    m_service.challengeText = "Machine onboarding\nmachine: did:peaq:42\nnonce: 7f3a99\nexpires: soon"_ba;
    RegisterWizard wizard(m_service, m_desk, u"https://fleet.example"_s);
    wizard.open();
    return toChallenge(FormProbe(wizard)) && visit(u"foreigntext"_s, wizard);
}

bool SigningTour::pastedText()
{
    SignMessageDialog dialog(m_desk);
    const FormProbe probe(dialog);
    dialog.open();
    QGuiApplication::clipboard()->setText(u"  Please sign this.\nRequest 12\n\n"_s);
    probe.find<QPlainTextEdit>(u"freeMessage"_s)->paste();
    probe.click(u"reading-unindented+no-line-end"_s);
    probe.type(u"freeConsent"_s, u"SIGN"_s);
    return visit(u"paste"_s, dialog);
}

bool SigningTour::verification()
{
    VerifyDialog dialog;
    const FormProbe probe(dialog);
    dialog.open();
    const auto signature = m_desk.signMessage("hello", *Address::parse(kAddress));
    probe.type(u"verifyMessage"_s, u"hello"_s);
    probe.type(u"verifySignature"_s, *signature.result());
    probe.type(u"verifyAddress"_s, kNear.toLower());
    return visit(u"verify"_s, dialog);
}

bool SigningTour::visit(const QString &name, QWidget &dialog)
{
    return m_visit({name, dialog, nullptr});
}

} // namespace muster
