// SPDX-License-Identifier: GPL-3.0-or-later
#include "fleetstrip.h"

#include "filterterms.h"
#include "glyph.h"
#include "machinewords.h"
#include "statusglyph.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

constexpr std::array kStatuses{MachineStatus::Draft, MachineStatus::Active, MachineStatus::Degraded,
                               MachineStatus::Blocked, MachineStatus::Archived};
constexpr auto kNotVerified = "verified:no"_L1;
constexpr auto kNotListed = "listed:no"_L1;

bool isStatus(const QString &term)
{
    return term.startsWith("status:"_L1);
}

} // namespace

FleetStrip::FleetStrip(QWidget *parent)
    : QWidget(parent)
    , m_layout(new QHBoxLayout(this))
{
    setObjectName(u"fleetStrip"_s);
    setAccessibleName(tr("Machines by state"));
    const int gap = fontMetrics().height() / 4;
    m_layout->setContentsMargins(gap, gap, gap, gap);
    m_layout->setSpacing(gap);
    for (const MachineStatus status : kStatuses) {
        const QString name = machineStatusName(status);
        addChip(u"strip-"_s + name, statusGlyph(status), u"status:"_s + name, machinewords::status(status));
    }
    addChip(u"strip-not-verified"_s, proofGlyph(Verification::State::Failed), kNotVerified,
            tr("Not verified"));
    addChip(u"strip-not-listed"_s, {u"plug-connected"_s, Tone::Caution}, kNotListed, tr("No longer listed"));
    m_layout->addStretch(1);
    showTally({});
}

void FleetStrip::addChip(const QString &name, const GlyphChoice &choice, const QString &term,
                         const QString &words)
{
    auto *button = new QToolButton(this);
    button->setObjectName(name);
    button->setIcon(glyph(choice.name, choice.tone));
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setAutoRaise(true);
    button->setCheckable(true);
    //: %1: a word for the filter, like status:draft
    button->setToolTip(tr("Show only these (%1)").arg(term));
    connect(button, &QToolButton::clicked, this, [this, term] { toggle(term); });
    m_layout->addWidget(button);
    m_chips.append({button, term, words});
}

void FleetStrip::showCount(const Chip &chip, int count)
{
    //: A state and how many machines are in it, like: Active 9
    chip.button->setText(tr("%1 %2").arg(chip.words, QLocale().toString(count)));
    chip.button->setEnabled(count > 0 || chip.button->isChecked());
}

void FleetStrip::showTally(const MachineTally &tally)
{
    for (std::size_t i = 0; i < kStatuses.size(); ++i)
        showCount(m_chips.at(static_cast<qsizetype>(i)), tally.of(kStatuses.at(i)));
    const Chip &notVerified = m_chips.at(kStatuses.size());
    const Chip &notListed = m_chips.last();
    showCount(notVerified, tally.notVerified);
    showCount(notListed, tally.absent);
    // A service that says nothing of proofs has not verified them all.
    notVerified.button->setVisible(tally.judged > 0);
    notListed.button->setVisible(tally.absent > 0 || notListed.button->isChecked());
}

void FleetStrip::setFilterText(const QString &text)
{
    m_text = text;
    for (const Chip &chip : std::as_const(m_chips))
        chip.button->setChecked(FilterTerms::holds(text, chip.term));
}

void FleetStrip::toggle(const QString &term)
{
    QString text = m_text;
    // A machine has one state: the word of another one would leave nothing.
    for (const Chip &chip : std::as_const(m_chips)) {
        const bool another = chip.term != term && isStatus(chip.term) && isStatus(term);
        if (another && FilterTerms::holds(text, chip.term))
            text = FilterTerms::toggled(text, chip.term);
    }
    emit filterTextAsked(FilterTerms::toggled(text, term));
}

} // namespace muster
