// SPDX-License-Identifier: GPL-3.0-or-later
#include "signmessagedialog.h"

#include "errorsentence.h"
#include "inlinenote.h"
#include "lonechallenge.h"
#include "messagefield.h"
#include "messageview.h"
#include "pastechoice.h"
#include "signingdesk.h"
#include "vaultdesk.h"
#include "vaultlockrow.h"
#include "whenfinished.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

constexpr auto kConsentWord = "SIGN"_L1;

} // namespace

SignMessageDialog::SignMessageDialog(SigningDesk &desk, QWidget *parent)
    : GrowingDialog(parent)
    , m_desk(desk)
    , m_text(new MessageField(this))
    , m_loss(new InlineNote(m_text, this))
    , m_choice(new PasteChoice(this))
    , m_view(new MessageView(this))
    , m_judgement(new InlineNote(m_view, this))
    , m_keys(new QComboBox(this))
    , m_lock(new VaultLockRow(desk, m_keys, this))
    , m_consent(new QLineEdit(this))
    , m_sign(new QPushButton(tr("&Sign"), this))
    , m_note(new InlineNote(m_sign, this))
    , m_signature(new QLineEdit(this))
{
    setObjectName(u"signMessageDialog"_s);
    setWindowTitle(tr("Sign a message"));
    m_text->setObjectName(u"freeMessage"_s);
    m_text->setAccessibleName(tr("Message"));
    m_text->setMaximumHeight(fontMetrics().height() * 7);
    m_loss->setObjectName(u"lossNote"_s);
    m_judgement->setObjectName(u"freeJudgement"_s);
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
    connect(m_text, &MessageField::messageChanged, this, &SignMessageDialog::takeText);
    connect(m_choice, &PasteChoice::chosenChanged, this, &SignMessageDialog::showBytes);
    m_view->demandReading(true);
    connect(m_view, &MessageView::readToEndChanged, this, &SignMessageDialog::judge);
    connect(m_consent, &QLineEdit::textChanged, this, &SignMessageDialog::judge);
    connect(m_keys, &QComboBox::currentIndexChanged, this, &SignMessageDialog::followKey);
    connect(&desk, &SigningDesk::keysChanged, this, &SignMessageDialog::listKeys);
    connect(m_sign, &QPushButton::clicked, this, &SignMessageDialog::sign);
    listKeys();
    takeText();
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
    form->addRow(QString(), m_loss);
    form->addRow(QString(), m_choice);
    form->addRow(tr("What is signed:"), m_view);
    form->addRow(QString(), m_judgement);
    add(tr("With the &key of:"), m_keys);
    form->addRow(QString(), m_lock);
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

void SignMessageDialog::takeText()
{
    m_loss->say(InlineNote::Kind::Warning, m_text->lossText());
    m_choice->offer(m_text->holdsPaste() ? std::optional(m_text->message()) : std::nullopt);
    showBytes();
}

void SignMessageDialog::showBytes()
{
    const QByteArray shown = message().value_or(m_text->message());
    m_view->showMessage(shown);
    judgeText(shown);
    m_consent->clear();
    m_signature->clear();
    m_note->clear();
    judge();
}

void SignMessageDialog::judgeText(const QByteArray &text)
{
    const LoneChallenge judged = judgeLoneChallenge(text, {}, m_clock->now());
    const bool unsound = judged.kind == LoneChallenge::Kind::Unsound;
    m_judgement->say(unsound ? InlineNote::Kind::Fault : InlineNote::Kind::Hint,
                     judged.kind == LoneChallenge::Kind::FreeText ? QString() : judged.text);
}

std::optional<QByteArray> SignMessageDialog::message() const
{
    return m_choice->isAsking() ? m_choice->chosen() : std::optional(m_text->message());
}

void SignMessageDialog::listKeys()
{
    const std::optional<Address> before = signer();
    const QSignalBlocker quiet(m_keys);
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
    followKey();
}

void SignMessageDialog::followKey()
{
    m_lock->setKey(signer());
    if (signer() != m_shownSigner) {
        m_shownSigner = signer();
        // It was typed for the other key.
        m_consent->clear();
        m_signature->clear();
        m_note->clear();
    }
    judge();
}

std::optional<Address> SignMessageDialog::signer() const
{
    const QVariant key = m_keys->currentData();
    return key.isValid() ? std::optional(key.value<Address>()) : std::nullopt;
}

void SignMessageDialog::judge()
{
    const std::optional<QByteArray> bytes = message();
    m_sign->setEnabled(!m_busy && signer() && !m_lock->isLockedAway() && bytes && !bytes->isEmpty() &&
                       !m_judgement->isFault() && m_view->isReadToEnd() && m_consent->text() == kConsentWord);
}

void SignMessageDialog::sign()
{
    // The dialog may have been open for long: what it shows may have expired.
    judgeText(message().value_or(QByteArray()));
    if (m_judgement->isFault()) {
        judge();
        return;
    }
    m_busy = true;
    m_text->setEnabled(false);
    m_choice->setEnabled(false);
    m_keys->setEnabled(false);
    m_note->clear();
    judge();
    whenFinished(m_desk.signMessage(*message(), *signer()), this, [this](const Result<QString> &signature) {
        m_busy = false;
        m_text->setEnabled(true);
        m_choice->setEnabled(true);
        m_keys->setEnabled(true);
        m_consent->clear();
        if (signature) {
            m_signature->setText(*signature);
            m_signature->setFocus();
            m_signature->selectAll();
            m_note->say(InlineNote::Kind::Fine, tr("Signed, and checked by recovering the signer."));
        } else {
            m_note->say(InlineNote::Kind::Fault, errorSentence(signature.error()));
        }
        judge();
    });
}

} // namespace muster
