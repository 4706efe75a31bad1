// SPDX-License-Identifier: GPL-3.0-or-later
#include "writechecks.h"

#include "keystore.h"
#include "vaultheader.h"

using namespace Qt::StringLiterals;

namespace muster::writechecks {

namespace {

Result<void> holds(const Result<ControllerKey> &key, const Address &address)
{
    if (!key)
        return Failure(key.error());
    if (key->address() != address)
        return fail(ErrorCode::InternalError, u"The key file that was written holds another key."_s);
    return {};
}

} // namespace

durablefile::Check opensAs(const Address &address, const SecureBytes &passphrase, const Cancelled &cancelled)
{
    return [address, &passphrase, cancelled](const QByteArray &content) -> Result<void> {
        const Result<Keystore> keystore = Keystore::read(content);
        if (!keystore)
            return Failure(keystore.error());
        return holds(keystore->open(passphrase, cancelled), address);
    };
}

durablefile::Check opensDerived(const Keystore &written, const SecureBytes &derived)
{
    return [&written, &derived](const QByteArray &content) -> Result<void> {
        const Result<Keystore> keystore = Keystore::read(content);
        if (!keystore)
            return Failure(keystore.error());
        // `derived` stands for the passphrase only as long as the file names the same function and salt.
        if (keystore->derivation().salt() != written.derivation().salt() ||
            keystore->derivation().function() != written.derivation().function())
            return fail(ErrorCode::InternalError, u"The key file that was written names another salt."_s);
        return holds(keystore->openDerived(derived), written.address().value_or(Address()));
    };
}

durablefile::Check opensTo(const SecureBytes &secret, const SecureBytes &passphrase,
                           const Cancelled &cancelled)
{
    return [&secret, &passphrase, cancelled](const QByteArray &content) -> Result<void> {
        const Result<VaultHeader> header = VaultHeader::read(content);
        if (!header)
            return Failure(header.error());
        const Result<SecureBytes> opened = header->open(passphrase, cancelled);
        if (!opened)
            return Failure(opened.error());
        if (!opened->equals(secret))
            return fail(ErrorCode::InternalError, u"The vault that was written holds another secret."_s);
        return {};
    };
}

} // namespace muster::writechecks
