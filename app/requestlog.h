// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "orchestratorserver.h"

#include <QByteArray>

#include <deque>

namespace muster {

/// The last 1,000 answered requests as JSON lines. Main thread.
class RequestLog
{
public:
    /// Keeps the entry and answers its line, without a line feed.
    QByteArray append(const RequestLogEntry &entry);
    /// The newest `count` entries, oldest first.
    QList<QByteArray> tail(qsizetype count) const;
    void clear() { m_lines.clear(); }

private:
    std::deque<QByteArray> m_lines;
};

} // namespace muster
