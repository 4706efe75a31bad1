// SPDX-License-Identifier: GPL-3.0-or-later
#include "mnemonicaccounts.h"

#include "mnemonic.h"

using namespace Qt::StringLiterals;

namespace muster {

MnemonicAccounts::MnemonicAccounts(HdAccounts accounts)
    : m_accounts(std::move(accounts))
{}

Result<MnemonicAccounts> MnemonicAccounts::read(const SecureBytes &words, const SecureBytes &passphrase)
{
    MnemonicFault fault;
    const std::optional<Mnemonic> mnemonic = Mnemonic::fromText(words, &fault);
    if (!mnemonic)
        return fail(ErrorCode::KeyRefused, mnemonicFaultText(fault));
    const std::optional<SecureBytes> seed = mnemonic->seed(passphrase);
    if (!seed)
        return fail(ErrorCode::KeyRefused, u"The passphrase of the mnemonic is no text (UTF-8)."_s);
    std::optional<HdAccounts> accounts = HdAccounts::fromSeed(*seed);
    if (!accounts)
        return fail(ErrorCode::KeyRefused, u"This mnemonic has no accounts. Use another one."_s);
    return MnemonicAccounts(std::move(*accounts));
}

QList<MnemonicAccounts::Account> MnemonicAccounts::accounts(quint32 first, quint32 count) const
{
    QList<Account> all;
    for (quint32 index = first; index - first < count; ++index) {
        if (const std::optional<Address> address = m_accounts.address(index))
            all.append({index, *address});
    }
    return all;
}

KeyImport MnemonicAccounts::import(const QList<quint32> &indices) const
{
    KeyImport import;
    for (const quint32 index : indices) {
        if (std::optional<ControllerKey> key = m_accounts.key(index))
            import.append(KeyImport::ofKey(std::move(*key), u"m/44'/60'/0'/0/%1"_s.arg(index)));
    }
    return import;
}

} // namespace muster
