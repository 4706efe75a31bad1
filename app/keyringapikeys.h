// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "apikeykeeper.h"

#include <QHash>

namespace muster {

/// API keys in the keyring of the desktop, one entry for each kept service, and those of this session in
/// memory. GUI thread.
class KeyringApiKeys final : public ApiKeyKeeper
{
    Q_OBJECT

public:
    using ApiKeyKeeper::ApiKeyKeeper;

    Presence presence() const override { return m_presence; }
    QString absence() const override { return m_absence; }
    void look() override;
    QFuture<Result<QByteArray>> recall(const QString &profileId, bool inKeyring) override;
    void keepForSession(const QString &profileId, const QByteArray &key) override;
    QFuture<Result<void>> keep(const QString &profileId, const QByteArray &key) override;
    QFuture<Result<void>> forget(const QString &profileId, bool ofSession) override;

private:
    Presence m_presence = Presence::Unknown;
    QString m_absence;
    QHash<QString, QByteArray> m_ofSession; ///< by id of the service
};

} // namespace muster
