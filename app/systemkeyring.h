// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "keyringjob.h"
#include "passphrasekeeper.h"

namespace muster {

class Settings;

/// The keyring of the desktop (Secret Service or KWallet) through QtKeychain, with the passphrase of one
/// vault. Never falls back to a file. No call takes longer than ten seconds. GUI thread.
class SystemKeyring final : public PassphraseKeeper
{
    Q_OBJECT

public:
    static constexpr int kPatienceMs = keyringjob::kPatienceMs;

    /// `vaultFolder` names the entry. `settings`, which remember whether it was chosen, outlive this.
    SystemKeyring(Settings &settings, const QString &vaultFolder, QObject *parent = nullptr);

    Presence presence() const override { return m_presence; }
    QString absence() const override { return m_absence; }
    void look() override;
    bool isOn() const override;
    void setOn(bool on) override;
    QFuture<Result<Secret>> recall() override;
    QFuture<Result<void>> keep(SecureBytes passphrase) override;

private:
    Settings &m_settings;
    const QString m_entry;
    Presence m_presence = Presence::Unknown;
    QString m_absence;
};

} // namespace muster
