// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rawclient.h"

namespace muster {

class ServedWorkspace;

/// A well-behaved client of a served workspace with the right key, on one kept connection.
class ApiClient
{
public:
    /// The workspace is started.
    explicit ApiClient(ServedWorkspace &workspace);

    /// `x-api-key: …` with its line end.
    static QByteArray keyField();

    /// POST and PATCH send the body, the others none.
    RawAnswer call(const QByteArray &method, const QByteArray &target, const QJsonObject &body = {},
                   const QByteArray &fields = {});
    /// The body that registers did:peaq:<identity>, with a fresh proof.
    QJsonObject registrationOf(int identity);
    /// The machine registered with it.
    QJsonObject registered(int identity);
    RawClient &raw() { return m_raw; }

private:
    ServedWorkspace &m_workspace;
    RawClient m_raw;
};

} // namespace muster
