// SPDX-License-Identifier: GPL-3.0-or-later
#include "verifydialog.h"

#include "errorsentence.h"
#include "inlinenote.h"
#include "messagebytes.h"
#include "messagefield.h"
#include "messageview.h"
#include "signature.h"
#include "signatureverdict.h"

#include <QDialogButtonBox>
#include <QFontDatabase>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QSignalBlocker>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

InlineNote::Kind kindOf(SignatureVerdict::Kind kind)
{
    switch (kind) {
    case SignatureVerdict::Kind::Holds:
        return InlineNote::Kind::Fine;
    case SignatureVerdict::Kind::Recovered:
        return InlineNote::Kind::Hint;
    case SignatureVerdict::Kind::OldForm:
        return InlineNote::Kind::Warning;
    case SignatureVerdict::Kind::Other:
    case SignatureVerdict::Kind::Malformed:
        return InlineNote::Kind::Fault;
    }
    Q_UNREACHABLE();
}

/// Text that only a wallet writes, though perhaps not all of it.
bool looksLikeWalletJson(const QByteArray &text)
{
    return text.trimmed().startsWith('{') && text.contains("\"sig\"");
}

/// How long a signature of a wrong length is, as a sentence; empty for others.
QString lengthFound(const QString &signature)
{
    const QString given = signature.trimmed();
    auto fault = Signature::Fault::Character;
    if (Signature::parse(given, &fault) || fault != Signature::Fault::Length)
        return {};
    const qsizetype digits = given.startsWith("0x"_L1, Qt::CaseInsensitive) ? given.size() - 2 : given.size();
    return u' ' + VerifyDialog::tr("It has %n digits.", nullptr, int(digits));
}

} // namespace

VerifyDialog::VerifyDialog(QWidget *parent)
    : GrowingDialog(parent)
    , m_message(new MessageField(this))
    , m_signature(new QLineEdit(this))
    , m_expected(new QLineEdit(this))
    , m_expectedNote(new InlineNote(m_expected, this))
    , m_verdict(new InlineNote(m_signature, this))
    , m_deceptive(new InlineNote(nullptr, this))
    , m_difference(new QLabel(this))
    , m_size(new InlineNote(m_message, this))
    , m_json(new InlineNote(nullptr, this))
{
    setObjectName(u"verifyDialog"_s);
    setWindowTitle(tr("Verify a signature"));
    m_message->setObjectName(u"verifyMessage"_s);
    m_message->setAccessibleName(tr("Message"));
    m_message->setPlaceholderText(tr("The message, or the JSON that a wallet wrote"));
    m_signature->setObjectName(u"verifySignature"_s);
    m_signature->setPlaceholderText(u"0x…"_s);
    m_expected->setObjectName(u"verifyAddress"_s);
    m_expected->setPlaceholderText(tr("leave empty to see who signed"));
    m_expectedNote->setObjectName(u"verifyAddressNote"_s);
    m_verdict->setObjectName(u"verifyVerdict"_s);
    m_deceptive->setObjectName(u"verifyDeceptive"_s);
    m_difference->setObjectName(u"verifyDifference"_s);
    m_difference->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_size->setObjectName(u"verifySize"_s);
    m_json->setObjectName(u"verifyJson"_s);
    const QFont fixed = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    for (QWidget *field : {static_cast<QWidget *>(m_message), static_cast<QWidget *>(m_signature),
                           static_cast<QWidget *>(m_expected), static_cast<QWidget *>(m_difference)})
        field->setFont(fixed);
    buildLayout();
    connect(m_message, &MessageField::messageChanged, this, &VerifyDialog::takeMessage);
    connect(m_signature, &QLineEdit::textChanged, this, &VerifyDialog::judge);
    connect(m_expected, &QLineEdit::textChanged, this, &VerifyDialog::judge);
    judge();
}

void VerifyDialog::buildLayout()
{
    auto *form = new QFormLayout;
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    const auto add = [this, form](const QString &words, QWidget *field) {
        auto *label = new QLabel(words, this);
        label->setBuddy(field);
        form->addRow(label, field);
    };
    add(tr("&Message:"), m_message);
    form->addRow(QString(), m_size);
    form->addRow(QString(), m_json);
    add(tr("&Signature:"), m_signature);
    add(tr("E&xpected address:"), m_expected);
    form->addRow(QString(), m_expectedNote);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    const int gap = fontMetrics().height();
    layout->setContentsMargins(gap, gap, gap, gap);
    layout->addLayout(form, 1);
    layout->addWidget(m_verdict);
    layout->addWidget(m_deceptive);
    layout->addWidget(m_difference);
    layout->addWidget(buttons);
    resize(fontMetrics().averageCharWidth() * 110, fontMetrics().height() * 28);
}

void VerifyDialog::takeMessage()
{
    if (!takeJson())
        judgeFields();
}

bool VerifyDialog::takeJson()
{
    const QByteArray text = m_message->message();
    m_json->clear();
    // What is typed beside a signature is the message, even where it begins as the JSON does.
    if (!looksLikeWalletJson(text) || (!m_message->pasted() && !m_signature->text().isEmpty()))
        return false;
    const Result<SignedMessage> read = readSignedMessage(text);
    if (!read) {
        m_json->say(
            InlineNote::Kind::Warning,
            tr("This looks like the JSON of a wallet, but is none: %1").arg(errorSentence(read.error())));
        return false;
    }
    {
        const QSignalBlocker quietMessage(m_message);
        const QSignalBlocker quietAddress(m_expected);
        const QSignalBlocker quietSignature(m_signature);
        m_message->take(read->message);
        m_expected->setText(read->address);
        m_signature->setText(read->signature);
    }
    judgeFields();
    m_json->say(InlineNote::Kind::Hint, tr("Message, signature and address are from the JSON of a wallet."));
    return true;
}

void VerifyDialog::judge()
{
    m_json->clear();
    judgeFields();
}

void VerifyDialog::judgeFields()
{
    const QByteArray message = m_message->message();
    m_deceptive->say(InlineNote::Kind::Warning, MessageView::warningOf(showMessageBytes(message)));
    const QString size = message.isEmpty() ? QString() : tr("%n bytes", nullptr, int(message.size()));
    const QString loss = m_message->lossText();
    if (loss.isEmpty())
        m_size->say(InlineNote::Kind::Hint, size);
    else
        m_size->say(InlineNote::Kind::Warning, tr("%1. %2").arg(size, loss));
    const QString wanted = expected();
    if (m_signature->text().trimmed().isEmpty()) {
        m_verdict->clear();
        showDifference({});
        return;
    }
    const SignatureVerdict verdict = judgeSignature(message, m_signature->text(), wanted);
    m_verdict->say(kindOf(verdict.kind), verdict.text + lengthFound(m_signature->text()));
    showDifference(verdict);
}

QString VerifyDialog::expected()
{
    const QString typed = m_expected->text().trimmed();
    auto fault = Address::Fault::Length;
    const bool isAddress = typed.isEmpty() || Address::parse(typed, &fault);
    m_expectedNote->say(InlineNote::Kind::Fault, isAddress ? QString() : addressFaultText(fault));
    return isAddress ? typed : QString();
}

void VerifyDialog::showDifference(const SignatureVerdict &verdict)
{
    const bool differs = verdict.differsAt >= 0;
    m_difference->setVisible(differs);
    if (!differs) {
        m_difference->clear();
        return;
    }
    const QStringList titles{tr("expected"), tr("recovered")};
    const qsizetype width = qMax(titles.first().size(), titles.last().size()) + 2;
    m_difference->setText(titles.first().leftJustified(width) + verdict.expected->text() + u'\n' +
                          titles.last().leftJustified(width) + verdict.recovered->text() + u'\n' +
                          QString(width + verdict.differsAt, u' ') + u"↑"_s);
}

} // namespace muster
