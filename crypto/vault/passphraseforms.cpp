// SPDX-License-Identifier: GPL-3.0-or-later
#include "passphraseforms.h"

#include <QtGlobal>

#include <utf8proc.h>

#include <algorithm>

namespace muster {
namespace {

utf8proc_option_t optionsOf(UnicodeForm form)
{
    switch (form) {
    case UnicodeForm::NFC:
        return static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE);
    case UnicodeForm::NFKC:
        return static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT);
    case UnicodeForm::NFKD:
        return static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT);
    }
    Q_UNREACHABLE();
}

} // namespace

std::optional<SecureBytes> normalisedText(const SecureBytes &text, UnicodeForm form)
{
    if (text.isEmpty())
        return SecureBytes();
    const utf8proc_option_t options = optionsOf(form);
    const auto size = static_cast<utf8proc_ssize_t>(text.size());
    const utf8proc_ssize_t needed = utf8proc_decompose(text.data(), size, nullptr, 0, options);
    if (needed < 0)
        return std::nullopt;
    // The encoder works in place and ends what it writes with a zero byte: one character of room for that.
    SecureBytes buffer((static_cast<std::size_t>(needed) + 1) * sizeof(utf8proc_int32_t));
    auto *const characters = reinterpret_cast<utf8proc_int32_t *>(buffer.data());
    const utf8proc_ssize_t made = utf8proc_decompose(text.data(), size, characters, needed, options);
    const utf8proc_ssize_t written = made < 0 ? made : utf8proc_reencode(characters, made, options);
    if (written < 0)
        return std::nullopt;
    return SecureBytes(buffer.span().first(static_cast<std::size_t>(written)));
}

std::vector<SecureBytes> passphraseForms(const SecureBytes &typed)
{
    std::vector<SecureBytes> forms;
    forms.push_back(typed.clone());
    for (const UnicodeForm form : {UnicodeForm::NFKC, UnicodeForm::NFC}) {
        std::optional<SecureBytes> normal = normalisedText(typed, form);
        const auto same = [&normal](const SecureBytes &known) { return known.equals(*normal); };
        if (normal && std::none_of(forms.begin(), forms.end(), same))
            forms.push_back(std::move(*normal));
    }
    return forms;
}

} // namespace muster
