// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "machine.h"

#include <QDeadlineTimer>
#include <QObject>
#include <QTimer>

#include <chrono>

namespace muster {

class MessageBar;

/// Archives that were confirmed and are not sent yet. They wait together, from the last one that was added,
/// under a bar that counts down and offers to undo; what is not sent by then is due. Whoever gives them up,
/// or ends the program, leaves the machines as they are. GUI thread.
class HeldArchives : public QObject
{
    Q_OBJECT

public:
    static constexpr std::chrono::milliseconds kHold{8000};

    /// `barParent` owns the bar.
    explicit HeldArchives(QWidget *barParent);

    /// Hidden while nothing is held; belongs where the messages stand.
    MessageBar *bar() const { return m_bar; }
    /// Shorter or longer than kHold, for the next one that is added.
    void setHold(std::chrono::milliseconds hold) { m_hold = hold; }

    /// A machine that is held already is held on as it is given here.
    void add(const Machine &machine);
    bool isEmpty() const { return m_machines.isEmpty(); }
    /// `“Press 4”, “Press 5”`; empty when none is held.
    QString names() const;
    /// Gives up what is held, because the user asked for it.
    void undo();
    /// Holds nothing any more, and sends none of it.
    void giveUp();

signals:
    /// The time to undo is over: send it now.
    void due(const muster::Machine &machine);
    /// The user took it back.
    void undone(const QString &names);
    /// Something is held, or nothing any more.
    void changed();

private:
    void release();
    void sayTime();
    QString sentence(qint64 seconds) const;

    MessageBar *m_bar;
    QList<Machine> m_machines;
    std::chrono::milliseconds m_hold = kHold;
    QDeadlineTimer m_end;
    QTimer m_tick;
    qint64 m_shownSeconds = -1;
};

} // namespace muster
