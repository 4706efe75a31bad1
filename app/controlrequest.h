// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "identityref.h"
#include "result.h"
#include "timestamp.h"

#include <QJsonObject>

#include <optional>

namespace muster {

/// One request of the control socket, `{"command":"registry.rotate","did":"did:peaq:1",…}`. Gathers every
/// fault of its members; what is read after a fault only keeps the reading going. Members that no command
/// knows are ignored.
class ControlRequest
{
public:
    explicit ControlRequest(QJsonObject object);

    QString command(); ///< an issue when it is missing
    QString text(QLatin1StringView name);
    /// Either spelling of an identity; nothing with an issue.
    std::optional<IdentityRef> identity(QLatin1StringView name);
    /// Nothing when it is absent, or with an issue.
    std::optional<IdentityRef> optionalIdentity(QLatin1StringView name);
    /// EIP-55; an issue names what is wrong with the address.
    QString address(QLatin1StringView name);
    Timestamp moment(QLatin1StringView name);
    /// A whole number in the range; `absent` stands for a member that is not there, none demands it.
    qint64 number(QLatin1StringView name, qint64 least, qint64 most, std::optional<qint64> absent = {});
    bool flag(QLatin1StringView name); ///< false when absent

    const QJsonObject &object() const { return m_object; }
    void report(QLatin1StringView name, const QString &message);
    /// VALIDATION_ERROR with all of them, or nothing.
    Result<void> verdict() const;

private:
    QJsonObject m_object;
    QList<Issue> m_issues;
};

} // namespace muster
