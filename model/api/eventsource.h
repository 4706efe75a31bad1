// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QObject>

namespace muster {

/// Where the events of one stream come from. Made on the thread of a connection, used on the stream thread.
class EventSource : public QObject
{
    Q_OBJECT

public:
    ~EventSource() override;

    /// Called once, when the head of the answer was written. Never blocks.
    virtual void begin() = 0;

signals:
    /// One or more whole frames as the HTML standard writes them, each with its blank line.
    void frames(const QByteArray &bytes);
    /// Nothing more comes: the connection closes once everything was taken.
    void ended();
};

} // namespace muster
