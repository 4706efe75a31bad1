// SPDX-License-Identifier: GPL-3.0-or-later
#include "verifydialog.h"

#include "inlinenote.h"
#include "signatureverdict.h"

#include <QDialogButtonBox>
#include <QFontDatabase>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
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
    case SignatureVerdict::Kind::Other:
    case SignatureVerdict::Kind::Malformed:
        return InlineNote::Kind::Fault;
    }
    Q_UNREACHABLE();
}

} // namespace

VerifyDialog::VerifyDialog(QWidget *parent)
    : QDialog(parent)
    , m_message(new QPlainTextEdit(this))
    , m_signature(new QLineEdit(this))
    , m_expected(new QLineEdit(this))
    , m_verdict(new InlineNote(m_signature, this))
    , m_size(new InlineNote(m_message, this))
{
    setObjectName(u"verifyDialog"_s);
    setWindowTitle(tr("Verify a signature"));
    m_message->setObjectName(u"verifyMessage"_s);
    m_message->setAccessibleName(tr("Message"));
    m_message->setTabChangesFocus(true);
    m_message->setPlaceholderText(tr("The message, or the JSON that a wallet wrote"));
    m_signature->setObjectName(u"verifySignature"_s);
    m_signature->setPlaceholderText(u"0x…"_s);
    m_expected->setObjectName(u"verifyAddress"_s);
    m_expected->setPlaceholderText(tr("leave empty to see who signed"));
    m_verdict->setObjectName(u"verifyVerdict"_s);
    m_size->setObjectName(u"verifySize"_s);
    const QFont fixed = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    for (QWidget *field : {static_cast<QWidget *>(m_message), static_cast<QWidget *>(m_signature),
                           static_cast<QWidget *>(m_expected)})
        field->setFont(fixed);
    auto *form = new QFormLayout;
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    const auto add = [this, form](const QString &words, QWidget *field) {
        auto *label = new QLabel(words, this);
        label->setBuddy(field);
        form->addRow(label, field);
    };
    add(tr("&Message:"), m_message);
    form->addRow(QString(), m_size);
    add(tr("&Signature:"), m_signature);
    add(tr("E&xpected address:"), m_expected);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    auto *layout = new QVBoxLayout(this);
    const int gap = fontMetrics().height();
    layout->setContentsMargins(gap, gap, gap, gap);
    layout->addLayout(form, 1);
    layout->addWidget(m_verdict);
    layout->addWidget(buttons);
    resize(fontMetrics().averageCharWidth() * 110, fontMetrics().height() * 26);
    connect(m_message, &QPlainTextEdit::textChanged, this, &VerifyDialog::judge);
    connect(m_signature, &QLineEdit::textChanged, this, &VerifyDialog::judge);
    connect(m_expected, &QLineEdit::textChanged, this, &VerifyDialog::judge);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    judge();
}

bool VerifyDialog::takeJson(const QString &text)
{
    if (!text.trimmed().startsWith(u'{') || !m_signature->text().isEmpty())
        return false;
    const Result<SignedMessage> read = readSignedMessage(text.toUtf8());
    if (!read)
        return false;
    const QSignalBlocker quiet(m_message);
    m_message->setPlainText(read->message);
    m_expected->setText(read->address);
    m_signature->setText(read->signature);
    return true;
}

void VerifyDialog::judge()
{
    const QString text = m_message->toPlainText();
    if (takeJson(text))
        return;
    const QByteArray message = text.toUtf8();
    m_size->say(InlineNote::Kind::Hint,
                message.isEmpty() ? QString()
                                  : tr("%n bytes; a line end counts as one.", nullptr, int(message.size())));
    if (m_signature->text().trimmed().isEmpty()) {
        m_verdict->clear();
        return;
    }
    const SignatureVerdict verdict = judgeSignature(message, m_signature->text(), m_expected->text());
    m_verdict->say(kindOf(verdict.kind), verdict.text);
}

} // namespace muster
