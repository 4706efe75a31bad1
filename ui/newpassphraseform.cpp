// SPDX-License-Identifier: GPL-3.0-or-later
#include "newpassphraseform.h"

#include "inlinenote.h"
#include "passphrasejudgement.h"
#include "secretfield.h"

#include <QFormLayout>
#include <QLabel>
#include <QProgressBar>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

constexpr int kFullMeterBits = 100;

QString wordOf(PassphraseJudgement::Strength strength)
{
    switch (strength) {
    case PassphraseJudgement::Strength::Weak:
        return NewPassphraseForm::tr("Weak");
    case PassphraseJudgement::Strength::Fair:
        return NewPassphraseForm::tr("Fair");
    case PassphraseJudgement::Strength::Good:
        return NewPassphraseForm::tr("Good");
    case PassphraseJudgement::Strength::Strong:
        return NewPassphraseForm::tr("Strong");
    }
    Q_UNREACHABLE();
}

} // namespace

NewPassphraseForm::NewPassphraseForm(const QString &consequence, QWidget *parent)
    : QWidget(parent)
    , m_first(new SecretField(this))
    , m_second(new SecretField(this))
    , m_meter(new QProgressBar(this))
    , m_note(new InlineNote(m_first, this))
    , m_repeatNote(new InlineNote(m_second, this))
{
    auto *warning = new InlineNote(nullptr, this);
    warning->setObjectName(u"noRecoveryNote"_s);
    warning->say(InlineNote::Kind::Warning,
                 tr("There is no way to recover a forgotten passphrase. %1").arg(consequence));
    m_first->setObjectName(u"newPassphrase"_s);
    m_first->setAccessibleName(tr("New passphrase"));
    m_first->setPlaceholderText(tr("at least 10 characters, as several words"));
    m_second->setObjectName(u"repeatPassphrase"_s);
    m_second->setAccessibleName(tr("New passphrase once more"));
    m_meter->setObjectName(u"strengthMeter"_s);
    m_meter->setAccessibleName(tr("Estimated strength of the passphrase"));
    m_meter->setRange(0, kFullMeterBits);
    m_note->setObjectName(u"newPassphraseNote"_s);
    m_repeatNote->setObjectName(u"repeatNote"_s);
    auto *form = new QFormLayout;
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    auto *firstLabel = new QLabel(tr("&New passphrase:"), this);
    firstLabel->setBuddy(m_first);
    auto *secondLabel = new QLabel(tr("Once &more:"), this);
    secondLabel->setBuddy(m_second);
    form->addRow(firstLabel, m_first);
    form->addRow(tr("Strength:"), m_meter);
    form->addRow(QString(), m_note);
    form->addRow(secondLabel, m_second);
    form->addRow(QString(), m_repeatNote);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(warning);
    layout->addLayout(form);
    for (const SecretField *field : {m_first, m_second}) {
        connect(field, &SecretField::changed, this, &NewPassphraseForm::judge);
        connect(field, &SecretField::submitted, this, &NewPassphraseForm::submitted);
    }
    connect(m_first, &SecretField::refused, m_note,
            [this](const QString &sentence) { m_note->say(InlineNote::Kind::Fault, sentence); });
    connect(m_second, &SecretField::refused, m_repeatNote,
            [this](const QString &sentence) { m_repeatNote->say(InlineNote::Kind::Fault, sentence); });
    judge();
}

void NewPassphraseForm::judge()
{
    const PassphraseJudgement judgement = judgePassphrase(m_first->bytes());
    const bool typed = !m_first->isEmpty();
    m_meter->setValue(qMin(int(judgement.bits), kFullMeterBits));
    m_meter->setFormat(typed ? wordOf(judgement.strength) : QString());
    if (typed && !judgement.allowed)
        m_note->say(InlineNote::Kind::Fault, judgement.allowed.error().message);
    else if (typed && judgement.strength == PassphraseJudgement::Strength::Weak)
        m_note->say(InlineNote::Kind::Warning,
                    tr("This is easy to guess for a program that knows common words and patterns."));
    else
        m_note->clear();
    const bool same = m_second->bytes().equals(m_first->bytes());
    // A second one that is still being typed is not wrong yet.
    if (m_second->length() >= m_first->length() && typed && !same)
        m_repeatNote->say(InlineNote::Kind::Fault, tr("The two are not the same."));
    else
        m_repeatNote->clear();
    m_ready = typed && judgement.allowed && same;
    emit changed();
}

bool NewPassphraseForm::isReady() const
{
    return m_ready;
}

SecureBytes NewPassphraseForm::take()
{
    SecureBytes taken = m_first->takeBytes();
    m_second->clear();
    return taken;
}

void NewPassphraseForm::wipe()
{
    m_first->clear();
    m_second->clear();
}

} // namespace muster
