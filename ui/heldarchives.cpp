// SPDX-License-Identifier: GPL-3.0-or-later
#include "heldarchives.h"

#include "messagebar.h"

#include <QApplication>

#include <utility>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

constexpr std::chrono::milliseconds kTick{100};
// More would fill the window with one message.
constexpr qsizetype kNamed = 4;

} // namespace

HeldArchives::HeldArchives(QWidget *barParent)
    : m_bar(new MessageBar(barParent))
{
    m_bar->setObjectName(u"heldArchiveBar"_s);
    m_bar->setClosable(false);
    m_tick.setInterval(kTick);
    connect(&m_tick, &QTimer::timeout, this, [this] {
        // What is in front keeps Undo from being pressed.
        if (QApplication::activeModalWidget())
            m_end += kTick.count();
        else if (m_end.hasExpired())
            release();
        else
            sayTime();
    });
}

void HeldArchives::add(const Machine &machine)
{
    m_machines.removeIf([&machine](const Machine &held) { return held.id == machine.id; });
    m_machines.append(machine);
    m_end = QDeadlineTimer(m_hold, Qt::PreciseTimer);
    m_shownSeconds = (m_hold.count() + 999) / 1000;
    m_bar->say(MessageBar::Kind::Note, sentence(m_shownSeconds), tr("Undo"), [this] { undo(); });
    m_tick.start();
    emit changed();
}

QString HeldArchives::names() const
{
    QStringList quoted;
    for (const Machine &machine : m_machines.first(std::min(kNamed, m_machines.size())))
        quoted.append(tr("“%1”").arg(machine.displayName));
    const auto more = m_machines.size() - quoted.size();
    //: %1: names of machines, %2: how many more
    return more > 0 ? tr("%1 and %2 more").arg(quoted.join(", "_L1)).arg(more) : quoted.join(", "_L1);
}

void HeldArchives::undo()
{
    const QString given = names();
    giveUp();
    emit undone(given);
}

void HeldArchives::giveUp()
{
    if (m_machines.isEmpty())
        return;
    m_tick.stop();
    m_machines.clear();
    m_bar->dismiss();
    emit changed();
}

void HeldArchives::release()
{
    const QList<Machine> machines = m_machines;
    giveUp();
    for (const Machine &machine : machines)
        emit due(machine);
}

void HeldArchives::sayTime()
{
    const qint64 seconds = (m_end.remainingTime() + 999) / 1000;
    if (std::exchange(m_shownSeconds, seconds) != seconds)
        m_bar->setSentence(sentence(seconds));
}

QString HeldArchives::sentence(qint64 seconds) const
{
    //: %1: names of machines, %2: seconds
    return tr("%1: archived for good in %2 s. Until then nothing is sent; closing the window or turning to "
              "another place gives it up.")
        .arg(names())
        .arg(seconds);
}

} // namespace muster
