// SPDX-License-Identifier: GPL-3.0-or-later
#include "keyfiles.h"

#include "vaultfolder.h"
#include "vaultsecret.h"
#include "writechecks.h"

using namespace Qt::StringLiterals;

namespace muster::keyfiles {

Result<ControllerKey> open(const VaultFolder &folder, const Address &address, const SecureBytes &secret)
{
    const Result<Keystore> keystore = folder.readKey(address);
    if (!keystore)
        return Failure(keystore.error());
    Result<ControllerKey> key = keystore->open(vaultsecret::keyFilePassphrase(secret));
    if (key)
        return key;
    // The secret is the vault's own, so that nobody has mistyped it.
    if (key.error().code == ErrorCode::PassphraseWrong)
        return fail(ErrorCode::VaultRefused,
                    u"The key file of %1 is damaged, or is of another vault. Take it from a backup, or "
                    "import the key again."_s.arg(address.text()));
    return key;
}

Result<void> write(VaultFolder &folder, const ControllerKey &key, const SecureBytes &secret)
{
    const SecureBytes passphrase = vaultsecret::keyFilePassphrase(secret);
    const Result<Keystore> keystore = Keystore::seal(key, passphrase, kLightScrypt);
    if (!keystore)
        return Failure(keystore.error());
    const auto check = writechecks::opensAs(key.address(), passphrase);
    if (!folder.holdsKey(key.address()))
        return folder.writeKey(*keystore, check);
    const Result<ControllerKey> held = open(folder, key.address(), secret);
    if (held)
        return {};
    return held.error().code == ErrorCode::VaultRefused ? folder.healKey(*keystore, check)
                                                        : Failure(held.error());
}

} // namespace muster::keyfiles
