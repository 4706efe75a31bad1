// SPDX-License-Identifier: GPL-3.0-or-later
#include "signmessagedialog.h"

#include "errorsentence.h"
#include "inlinenote.h"
#include "messageview.h"
#include "signingdesk.h"
#include "vaultdesk.h"
#include "whenfinished.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

constexpr auto kConsentWord = "SIGN"_L1;

} // namespace

SignMessageDialog::SignMessageDialog(SigningDesk &desk, QWidget *parent)
    : QDialog(parent)
    , m_desk(desk)
    , m_text(new QPlainTextEdit(this))
    , m_view(new MessageView(this))
    , m_keys(new QComboBox(this))
    , m_consent(new QLineEdit(this))
    , m_sign(new QPushButton(tr("&Sign"), this))
    , m_note(new InlineNote(m_sign, this))
    , m_signature(new QLineEdit(this))
{
    setObjectName(u"signMessageDialog"_s);
    setWindowTitle(tr("Sign a message"));
    m_text->setObjectName(u"freeMessage"_s);
    m_text->setAccessibleName(tr("Message"));
    m_text->setTabChangesFocus(true);
    m_text->setMaximumHeight(fontMetrics().height() * 7);
    m_keys->setObjectName(u"freeSigner"_s);
    m_keys->setPlaceholderText(tr("There is no key here"));
    m_consent->setObjectName(u"freeConsent"_s);
    m_sign->setObjectName(u"freeSign"_s);
    m_sign->setDefault(true);
    m_note->setObjectName(u"freeNote"_s);
    m_signature->setObjectName(u"freeSignature"_s);
    m_signature->setReadOnly(true);
    m_signature->setPlaceholderText(tr("appears here"));
    buildLayout();
    connect(m_text, &QPlainTextEdit::textChanged, this, &SignMessageDialog::showText);
    connect(m_consent, &QLineEdit::textChanged, this, &SignMessageDialog::judge);
    connect(m_keys, &QComboBox::currentIndexChanged, this, &SignMessageDialog::judge);
    connect(&desk, &SigningDesk::keysChanged, this, &SignMessageDialog::listKeys);
    connect(m_sign, &QPushButton::clicked, this, &SignMessageDialog::sign);
    listKeys();
    showText();
}

void SignMessageDialog::buildLayout()
{
    auto *warning = new InlineNote(nullptr, this);
    warning->say(
        InlineNote::Kind::Warning,
        tr("Whoever holds the signature can show that this key agreed to these bytes. Muster does not "
           "know what they mean: sign only what you wrote or understand. Machine challenges are "
           "signed in the registration."));
    auto *form = new QFormLayout;
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    const auto add = [this, form](const QString &words, QWidget *field) {
        auto *label = new QLabel(words, this);
        label->setBuddy(field);
        form->addRow(label, field);
    };
    add(tr("&Message:"), m_text);
    form->addRow(tr("What is signed:"), m_view);
    add(tr("With the &key of:"), m_keys);
    add(tr("T&ype SIGN:"), m_consent);
    form->addRow(QString(), m_note);
    add(tr("Si&gnature:"), m_signature);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    buttons->addButton(m_sign, QDialogButtonBox::ActionRole);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    const int gap = fontMetrics().height();
    layout->setContentsMargins(gap, gap, gap, gap);
    layout->addWidget(warning);
    layout->addLayout(form, 1);
    layout->addWidget(buttons);
    resize(fontMetrics().averageCharWidth() * 120, fontMetrics().height() * 38);
}

void SignMessageDialog::showText()
{
    m_view->showMessage(m_text->toPlainText().toUtf8());
    m_consent->clear();
    m_signature->clear();
    judge();
}

void SignMessageDialog::listKeys()
{
    const std::optional<Address> before = signer();
    m_keys->clear();
    QList<Address> all = m_desk.addresses();
    if (const VaultDesk *vault = m_desk.vault()) {
        for (const VaultKey &key : vault->keys()) {
            if (!all.contains(key.address))
                all.append(key.address);
        }
    }
    for (const Address &address : std::as_const(all))
        m_keys->addItem(address.text(), QVariant::fromValue(address));
    m_keys->setCurrentIndex(before ? qMax(0, int(all.indexOf(*before))) : all.isEmpty() ? -1 : 0);
    judge();
}

std::optional<Address> SignMessageDialog::signer() const
{
    const QVariant key = m_keys->currentData();
    return key.isValid() ? std::optional(key.value<Address>()) : std::nullopt;
}

void SignMessageDialog::judge()
{
    m_sign->setEnabled(!m_busy && signer() && !m_text->document()->isEmpty() &&
                       m_consent->text() == kConsentWord);
}

void SignMessageDialog::sign()
{
    m_busy = true;
    m_text->setEnabled(false);
    m_note->clear();
    judge();
    whenFinished(m_desk.signMessage(m_text->toPlainText().toUtf8(), *signer()), this,
                 [this](const Result<QString> &signature) {
                     m_busy = false;
                     m_text->setEnabled(true);
                     m_consent->clear();
                     if (signature) {
                         m_signature->setText(*signature);
                         m_signature->setFocus();
                         m_signature->selectAll();
                         m_note->say(InlineNote::Kind::Fine,
                                     tr("Signed, and checked by recovering the signer."));
                     } else {
                         m_note->say(InlineNote::Kind::Fault, errorSentence(signature.error()));
                     }
                     judge();
                 });
}

} // namespace muster
