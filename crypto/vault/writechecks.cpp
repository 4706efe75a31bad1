// SPDX-License-Identifier: GPL-3.0-or-later
#include "writechecks.h"

#include "keystore.h"
#include "vaultheader.h"

using namespace Qt::StringLiterals;

namespace muster::writechecks {

durablefile::Check opensAs(const Address &address, const SecureBytes &passphrase)
{
    return [address, &passphrase](const QByteArray &content) -> Result<void> {
        const Result<Keystore> keystore = Keystore::read(content);
        if (!keystore)
            return Failure(keystore.error());
        const Result<ControllerKey> key = keystore->open(passphrase);
        if (!key)
            return Failure(key.error());
        if (key->address() != address)
            return fail(ErrorCode::InternalError, u"The key file that was written holds another key."_s);
        return {};
    };
}

durablefile::Check opensTo(const SecureBytes &secret, const SecureBytes &passphrase)
{
    return [&secret, &passphrase](const QByteArray &content) -> Result<void> {
        const Result<VaultHeader> header = VaultHeader::read(content);
        if (!header)
            return Failure(header.error());
        const Result<SecureBytes> opened = header->open(passphrase);
        if (!opened)
            return Failure(opened.error());
        if (!opened->equals(secret))
            return fail(ErrorCode::InternalError, u"The vault that was written holds another secret."_s);
        return {};
    };
}

} // namespace muster::writechecks
