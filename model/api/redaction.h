// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "requesthead.h"

#include <QByteArrayList>
#include <QString>

namespace muster {

class KeyGate;

/// What of one request may be told to a log, an audit log or a person (docs/contract.md HTTP-21). Anything
/// that a key of this server, or the key that the request presents, stands in becomes `***`. One thread.
class Redaction
{
public:
    /// The gate outlives this object.
    Redaction(const KeyGate &keys, const RequestHead &head);

    /// A request target, at most 500 characters: `***` also for the value of every query parameter that the
    /// API does not have, for what stands before an `@` or behind an `=` in the path, and for a fragment.
    QString target(const QByteArray &target) const;
    /// A method, an id, a user agent.
    QString word(const QByteArray &text, qsizetype longest) const;

private:
    bool holdsKey(const QByteArray &encoded) const;
    using ShownPart = QByteArray (Redaction::*)(const QByteArray &) const;
    QByteArray shownParts(const QByteArray &text, char separator, ShownPart shown) const;
    QByteArray shownSegment(const QByteArray &encoded) const;
    QByteArray shownMember(const QByteArray &member) const;

    const KeyGate &m_keys;
    QByteArrayList m_presented;
};

} // namespace muster
