// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "guardlimits.h"
#include "requesthead.h"
#include "result.h"

#include <QByteArrayList>
#include <QByteArrayView>

#include <variant>

namespace muster {

/// More bytes are needed to judge the head.
struct HeadIncomplete
{};

/// Judges the head of a request before any HTTP parser sees it (docs/contract.md HTTP, guard). Stricter than
/// the parser behind it in every point, so that both always agree on where a request ends. Any thread.
class HeadJudge
{
public:
    /// `hostNames`: what Host may name, lower case, without port.
    HeadJudge(const GuardLimits &limits, QByteArrayList hostNames);

    using Verdict = std::variant<HeadIncomplete, RequestHead, Error>;

    /// `bytes`: everything received since the end of the last request, at least up to GuardLimits::headBytes
    /// of it.
    Verdict judge(QByteArrayView bytes) const;

private:
    Result<void> checkLineEnds(QByteArrayView head) const;
    Result<void> readRequestLine(QByteArrayView line, RequestHead &head) const;
    Result<void> readFields(QByteArrayView lines, RequestHead &head) const;
    Result<void> checkFraming(RequestHead &head) const;
    Result<void> checkHost(const RequestHead &head) const;
    Result<void> checkOrigin(const RequestHead &head) const;
    Result<void> checkConnection(RequestHead &head) const;

    GuardLimits m_limits;
    QByteArrayList m_hostNames;
};

} // namespace muster
