// SPDX-License-Identifier: GPL-3.0-or-later
#include "keystoreexport.h"

#include "writechecks.h"

using namespace Qt::StringLiterals;

namespace muster {

QString keystoreFileName(const Address &address, Timestamp now)
{
    const QString time = now.text().chopped(1).replace(u':', u'-');
    return u"UTC--"_s + time + u"000000Z--"_s + address.text().mid(2).toLower();
}

Result<void> writeKeystore(const QString &path, const Keystore &keystore, const SecureBytes &passphrase,
                           const Cancelled &cancelled)
{
    return durablefile::replace(
        path, keystore.text(),
        writechecks::opensAs(keystore.address().value_or(Address()), passphrase, cancelled));
}

Result<void> writeKeystore(const QString &path, const Keystore::Sealed &sealed)
{
    return durablefile::replace(path, sealed.keystore.text(),
                                writechecks::opensDerived(sealed.keystore, sealed.derived));
}

} // namespace muster
