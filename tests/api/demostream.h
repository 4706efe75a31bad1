// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "eventsource.h"
#include "routetable.h"

#include <QTimer>

#include <atomic>

namespace muster {

/// The events of a stream that exists in tests only: `tick` frames, counted from 1, one a millisecond.
class DemoStream : public EventSource
{
    Q_OBJECT

public:
    /// `last`: the number of the frame after which the stream ends, 0 for never; `size`: bytes of data in
    /// each; 0 frames when it is negative.
    DemoStream(int last, int size);
    ~DemoStream() override;

    void begin() override;

    /// Streams that exist now, in the whole process.
    static int alive();
    /// Streams that wrote their head so far.
    static int begun();
    /// The operations of the API, and `GET /api/v1/demo/events?last=N&size=N` beside them, which needs the
    /// key.
    static const RouteTable &routes();

private:
    void tick();

    static std::atomic<int> s_alive;
    static std::atomic<int> s_begun;
    int m_last;
    int m_size;
    int m_number = 0;
    QTimer m_timer;
};

} // namespace muster
