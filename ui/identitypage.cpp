// SPDX-License-Identifier: GPL-3.0-or-later
#include "identitypage.h"

#include "inlinenote.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

/// The accepted spelling that `typed` most likely means; nothing when there is no single one.
std::optional<IdentityRef> likelyMeaning(const QString &typed)
{
    QString bare = typed.trimmed();
    if (bare.startsWith("did:peaq:"_L1, Qt::CaseInsensitive) ||
        bare.startsWith("peaqos:machine:"_L1, Qt::CaseInsensitive))
        bare = bare.toLower();
    for (const QString &spelling : {bare, QString(u"did:peaq:"_s + bare)}) {
        if (Result<IdentityRef> read = IdentityRef::parse(spelling))
            return *read;
    }
    return std::nullopt;
}

/// Whether more typing can still make it right.
bool isBeginning(const QString &typed)
{
    return "did:peaq:"_L1.startsWith(typed) || "peaqos:machine:"_L1.startsWith(typed);
}

} // namespace

IdentityPage::IdentityPage(QWidget *parent)
    : QWizardPage(parent)
    , m_edit(new QLineEdit(this))
    , m_note(new InlineNote(m_edit, this))
    , m_advice(new InlineNote(nullptr, this))
    , m_offerButton(new QPushButton(this))
{
    setTitle(tr("Identity"));
    setSubTitle(
        tr("Name the decentralised identity of the machine. A key that controls it signs the registration."));
    auto *label = new QLabel(tr("&Identity reference:"), this);
    label->setBuddy(m_edit);
    m_edit->setObjectName(u"identityField"_s);
    m_edit->setAccessibleName(tr("Identity reference"));
    m_edit->setPlaceholderText(u"did:peaq:42"_s);
    m_note->setObjectName(u"identityNote"_s);
    m_advice->setObjectName(u"identityAdvice"_s);
    m_offerButton->setObjectName(u"identityOfferButton"_s);
    m_offerButton->setAutoDefault(false);
    auto *offerRow = new QHBoxLayout;
    offerRow->addWidget(m_offerButton);
    offerRow->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(label);
    layout->addWidget(m_edit);
    layout->addWidget(m_note);
    layout->addLayout(offerRow);
    layout->addWidget(m_advice);
    layout->addStretch();

    connect(m_edit, &QLineEdit::textChanged, this, [this] {
        m_refusal.clear();
        judge();
        emit typed();
    });
    connect(m_offerButton, &QPushButton::clicked, this, [this] {
        m_edit->setText(m_offered);
        m_edit->setFocus();
    });
    judge();
}

std::optional<IdentityRef> IdentityPage::identity() const
{
    const Result<IdentityRef> read = IdentityRef::parse(m_edit->text());
    return read ? std::optional(*read) : std::nullopt;
}

void IdentityPage::showRefusal(const QString &sentence)
{
    m_refusal = sentence;
    judge();
    m_edit->setFocus();
}

void IdentityPage::advise(const QString &sentence)
{
    m_advice->say(InlineNote::Kind::Hint, sentence);
}

QString IdentityPage::text() const
{
    return m_edit->text();
}

void IdentityPage::setText(const QString &text)
{
    m_edit->setText(text);
}

bool IdentityPage::isComplete() const
{
    return identity().has_value();
}

void IdentityPage::judge()
{
    const QString typed = m_edit->text();
    m_offerButton->hide();
    if (const std::optional<IdentityRef> read = identity(); read && !m_refusal.isEmpty()) {
        m_note->say(InlineNote::Kind::Fault, m_refusal);
    } else if (read) {
        const bool alias = read->did() != typed;
        m_note->say(InlineNote::Kind::Fine,
                    alias ? tr("An accepted alias; it is stored as %1.").arg(read->did())
                          : tr("A well-formed identity reference."));
    } else if (isBeginning(typed)) {
        m_note->say(InlineNote::Kind::Hint,
                    tr("The form is did:peaq:<number>, as the machine's registration names it."));
    } else {
        offer(typed);
    }
    emit completeChanged();
}

void IdentityPage::offer(const QString &typed)
{
    const Result<IdentityRef> read = IdentityRef::parse(typed);
    const std::optional<IdentityRef> meant = likelyMeaning(typed);
    if (!meant) {
        m_note->say(InlineNote::Kind::Fault, issuesOf(read.error()).value(0).message);
        return;
    }
    m_offered = meant->did();
    const QString slip = typed != typed.trimmed()  ? tr("There are blanks before or after the reference.")
                         : typed.front().isDigit() ? tr("This is only the number of an identity.")
                                                   : tr("The reference is spelled in lower case.");
    m_note->say(InlineNote::Kind::Warning, slip);
    m_offerButton->setText(tr("&Use %1").arg(m_offered));
    m_offerButton->show();
}

} // namespace muster
