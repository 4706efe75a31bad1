// SPDX-License-Identifier: GPL-3.0-or-later
#include "signelsewherepanel.h"

#include "errorsentence.h"
#include "exchangefile.h"
#include "foreignsignature.h"
#include "inlinenote.h"
#include "qrdialog.h"
#include "whenfinished.h"

#include <QClipboard>
#include <QFileDialog>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace muster {

SignElsewherePanel::SignElsewherePanel(QWidget *parent)
    : QWidget(parent)
    , m_copy(button(u"copyMessageButton"_s, tr("&Copy the text")))
    , m_save(button(u"saveMessageButton"_s, tr("Sa&ve to a file\u2026")))
    , m_qr(button(u"qrMessageButton"_s, tr("Show as &QR code")))
    , m_handedOut(new InlineNote(nullptr, this))
    , m_signature(new QLineEdit(this))
    , m_load(button(u"loadSignatureButton"_s, tr("From a &file\u2026")))
    , m_verdict(new InlineNote(m_signature, this))
{
    m_handedOut->setObjectName(u"handedOutNote"_s);
    m_signature->setObjectName(u"foreignSignatureField"_s);
    m_signature->setPlaceholderText(tr("paste the signature, or the JSON that a wallet wrote"));
    m_signature->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_verdict->setObjectName(u"foreignSignatureNote"_s);
    buildLayout();
    connect(m_copy, &QPushButton::clicked, this, &SignElsewherePanel::copyText);
    connect(m_save, &QPushButton::clicked, this, &SignElsewherePanel::askWhereToSave);
    connect(m_qr, &QPushButton::clicked, this, &SignElsewherePanel::showQrCode);
    connect(m_load, &QPushButton::clicked, this, &SignElsewherePanel::askForFile);
    connect(m_signature, &QLineEdit::textChanged, this, &SignElsewherePanel::judgeTyped);
}

QPushButton *SignElsewherePanel::button(const QString &name, const QString &words)
{
    auto *made = new QPushButton(words, this);
    made->setObjectName(name);
    made->setAutoDefault(false);
    return made;
}

void SignElsewherePanel::buildLayout()
{
    auto *hand =
        new QLabel(tr("Have exactly this text signed (EIP-191) with the key of a controller:"), this);
    hand->setWordWrap(true);
    auto *out = new QHBoxLayout;
    out->addWidget(hand, 1);
    for (QPushButton *way : {m_copy, m_save, m_qr})
        out->addWidget(way);
    auto *label = new QLabel(tr("Signat&ure:"), this);
    label->setBuddy(m_signature);
    auto *in = new QHBoxLayout;
    in->addWidget(label);
    in->addWidget(m_signature, 1);
    in->addWidget(m_load);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addLayout(out);
    layout->addWidget(m_handedOut);
    layout->addLayout(in);
    layout->addWidget(m_verdict);
}

void SignElsewherePanel::setChallenge(const std::optional<Challenge> &challenge)
{
    m_challenge = challenge;
    m_handedOut->clear();
    const QSignalBlocker quiet(m_signature);
    m_signature->clear();
    judge({});
}

void SignElsewherePanel::copyText()
{
    if (!m_challenge)
        return;
    QGuiApplication::clipboard()->setText(QString::fromUtf8(m_challenge->message));
    m_handedOut->say(InlineNote::Kind::Fine, tr("The text is in the clipboard, %n bytes without a line end.",
                                                nullptr, int(m_challenge->message.size())));
}

void SignElsewherePanel::showQrCode()
{
    if (!m_challenge)
        return;
    auto *dialog = new QrDialog(m_challenge->message, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void SignElsewherePanel::askWhereToSave()
{
    auto *dialog = new QFileDialog(this, tr("Save the message to"));
    dialog->setObjectName(u"saveMessageDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->selectFile(u"challenge.txt"_s);
    connect(dialog, &QFileDialog::fileSelected, this, &SignElsewherePanel::save);
    dialog->open();
}

void SignElsewherePanel::save(const QString &path)
{
    if (!m_challenge)
        return;
    const qsizetype size = m_challenge->message.size();
    whenFinished(
        exchangefile::write(path, m_challenge->message), this, [this, path, size](const Result<void> &done) {
            if (done)
                m_handedOut->say(InlineNote::Kind::Fine,
                                 tr("Exactly the %n bytes to sign are in %1.", nullptr, int(size)).arg(path));
            else
                m_handedOut->say(InlineNote::Kind::Fault, errorSentence(done.error()));
        });
}

void SignElsewherePanel::askForFile()
{
    auto *dialog = new QFileDialog(this, tr("Take the signature from"));
    dialog->setObjectName(u"loadSignatureDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &SignElsewherePanel::load);
    dialog->open();
}

void SignElsewherePanel::load(const QString &path)
{
    whenFinished(exchangefile::read(path), this, [this](const Result<QByteArray> &content) {
        const QSignalBlocker quiet(m_signature);
        m_signature->clear();
        judge(content ? *content : QByteArray());
        if (!content)
            m_verdict->say(InlineNote::Kind::Fault, errorSentence(content.error()));
        else if (m_good)
            m_signature->setText(*m_good);
        else if (content->trimmed().isEmpty())
            m_verdict->say(InlineNote::Kind::Fault, tr("The file holds no signature: it is empty."));
    });
}

void SignElsewherePanel::judgeTyped()
{
    judge(m_signature->text().toUtf8());
}

void SignElsewherePanel::judge(const QByteArray &given)
{
    m_good.reset();
    if (!m_challenge || given.trimmed().isEmpty()) {
        m_verdict->clear();
    } else {
        const ForeignSignature judged = judgeForeignSignature(*m_challenge, given);
        if (judged.holds())
            m_good = judged.signature;
        m_verdict->say(judged.holds() ? InlineNote::Kind::Fine : InlineNote::Kind::Fault, judged.text);
    }
    emit signatureChanged();
}

} // namespace muster
