// SPDX-License-Identifier: GPL-3.0-or-later
#include "mnemonicpanel.h"

#include "errorsentence.h"
#include "inlinenote.h"
#include "secretfield.h"

#include <QFormLayout>
#include <QLabel>

using namespace Qt::StringLiterals;

namespace muster {

MnemonicPanel::MnemonicPanel(QWidget *parent)
    : QWidget(parent)
    , m_words(new SecretField(this))
    , m_passphrase(new SecretField(this))
    , m_note(new InlineNote(m_words, this))
{
    m_words->setObjectName(u"mnemonicField"_s);
    m_words->setAccessibleName(tr("Words of the mnemonic"));
    m_words->setPlaceholderText(tr("12 to 24 English words with blanks between them"));
    m_passphrase->setObjectName(u"mnemonicPassphrase"_s);
    m_passphrase->setAccessibleName(tr("Extra passphrase of the mnemonic"));
    m_passphrase->setPlaceholderText(tr("only if your wallet asked for one"));
    m_note->setObjectName(u"mnemonicNote"_s);
    auto *wordsLabel = new QLabel(tr("&Words:"), this);
    wordsLabel->setBuddy(m_words);
    auto *passphraseLabel = new QLabel(tr("&Extra passphrase:"), this);
    passphraseLabel->setBuddy(m_passphrase);
    auto *form = new QFormLayout(this);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->addRow(wordsLabel, m_words);
    form->addRow(QString(), m_note);
    form->addRow(passphraseLabel, m_passphrase);
    for (const SecretField *field : {m_words, m_passphrase}) {
        connect(field, &SecretField::changed, this, [this] {
            m_note->clear();
            emit changed();
        });
        connect(field, &SecretField::submitted, this, &MnemonicPanel::readAsked);
        connect(field, &SecretField::refused, this,
                [this](const QString &sentence) { m_note->say(InlineNote::Kind::Fault, sentence); });
    }
}

bool MnemonicPanel::isEmpty() const
{
    return m_words->isEmpty();
}

std::optional<MnemonicAccounts> MnemonicPanel::read()
{
    Result<MnemonicAccounts> accounts = MnemonicAccounts::read(m_words->bytes(), m_passphrase->bytes());
    if (!accounts) {
        m_note->say(InlineNote::Kind::Fault, errorSentence(accounts.error()));
        m_words->setFocus();
        return std::nullopt;
    }
    m_note->clear();
    return std::move(*accounts);
}

void MnemonicPanel::wipe()
{
    m_words->clear();
    m_passphrase->clear();
}

} // namespace muster
