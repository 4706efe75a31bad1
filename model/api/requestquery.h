// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "result.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <optional>

namespace muster {

/// The decoded members of a request's query, in order.
class RequestQuery
{
public:
    explicit RequestQuery(const QByteArray &encoded);

    /// The value of a key, which may be empty; nothing when it is absent. An issue at `/<key>` is appended
    /// when it is there twice: then nothing is guessed.
    std::optional<QString> value(const QString &key, QList<Issue> &issues) const;

private:
    struct Member
    {
        QString key;
        QString value;
    };
    QList<Member> m_members;
};

} // namespace muster
