// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>

#include <optional>

namespace muster {

/// Request line and fields of one HTTP request, as accepted by HeadJudge.
struct RequestHead
{
    struct Field
    {
        QByteArray name; ///< lower case
        QByteArray value;
    };

    QByteArray method;
    QByteArray target; ///< origin form, as received: `/path?query`
    QList<Field> fields;
    qint64 bodyLength = 0;
    bool closeAfterAnswer = false; ///< the client asked for `Connection: close`
    bool wantsWebSocket = false;   ///< offers to upgrade to it
    bool expectsContinue = false;  ///< the client waits for `100 Continue` before it sends the body

    /// The target before `?`, not decoded.
    QByteArray path() const;
    /// The target after `?`, not decoded.
    QByteArray query() const;
    /// The value of a field by its lower-case name; several of that name are joined with a comma (RFC
    /// 9110 5.3).
    std::optional<QByteArray> field(QByteArrayView name) const;
};

} // namespace muster
