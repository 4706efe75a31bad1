// SPDX-License-Identifier: GPL-3.0-or-later
#include "pastechoice.h"

#include "challengereading.h"
#include "inlinenote.h"

#include <QButtonGroup>
#include <QRadioButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace muster {

PasteChoice::PasteChoice(QWidget *parent)
    : QWidget(parent)
    , m_group(new QButtonGroup(this))
    , m_choices(new QVBoxLayout)
    , m_question(new InlineNote(nullptr, this))
{
    m_question->setObjectName(u"pasteQuestion"_s);
    m_choices->setContentsMargins(fontMetrics().height(), 0, 0, 0);
    m_choices->setSpacing(fontMetrics().height() / 4);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_question);
    layout->addLayout(m_choices);
    connect(m_group, &QButtonGroup::idClicked, this, &PasteChoice::chosenChanged);
    hide();
}

void PasteChoice::offer(const std::optional<QByteArray> &pasted)
{
    QList<PastedReading> readings = pasted ? readingsOfPaste(*pasted) : QList<PastedReading>();
    if (readings.size() < 2)
        readings.clear();
    qDeleteAll(m_group->buttons());
    m_readings = readings;
    for (qsizetype i = 0; i < m_readings.size(); ++i) {
        const PastedReading &reading = m_readings.at(i);
        QString words = tr("%n bytes: %1", nullptr, int(reading.bytes.size())).arg(reading.words);
        if (readChallengeText(reading.bytes).isUnderstood())
            words = tr("%1 (so read, it is a machine identity challenge)").arg(words);
        auto *button = new QRadioButton(words, this);
        button->setObjectName(u"reading-"_s + reading.name);
        m_group->addButton(button, int(i));
        m_choices->addWidget(button, 0, Qt::AlignLeft);
        // The layout itself shows it only with the next turn of the event loop.
        button->show();
    }
    m_question->say(InlineNote::Kind::Warning,
                    isAsking() ? tr("The text came with an indent, with CRLF or with a line end at its end. "
                                    "Which bytes are meant?")
                               : QString());
    setVisible(isAsking());
}

std::optional<QByteArray> PasteChoice::chosen() const
{
    const int at = m_group->checkedId();
    return at < 0 || at >= m_readings.size() ? std::nullopt : std::optional(m_readings.at(at).bytes);
}

} // namespace muster
