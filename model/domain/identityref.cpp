// SPDX-License-Identifier: GPL-3.0-or-later
#include "identityref.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

constexpr auto kLargest = "115792089237316195423570985008687907853269984665640564039457584007913129639935"_L1;

bool isCanonicalNumber(QStringView digits)
{
    if (digits.isEmpty() || digits.size() > kLargest.size())
        return false;
    if (!std::all_of(digits.begin(), digits.end(), [](QChar c) { return c >= u'0' && c <= u'9'; }))
        return false;
    if (digits.size() > 1 && digits.front() == u'0')
        return false;
    return digits.size() < kLargest.size() || digits.compare(kLargest) <= 0;
}

} // namespace

Result<IdentityRef> IdentityRef::parse(const QString &text)
{
    for (const auto prefix : {"did:peaq:"_L1, "peaqos:machine:"_L1}) {
        if (!text.startsWith(prefix))
            continue;
        const QStringView digits = QStringView(text).mid(prefix.size());
        if (isCanonicalNumber(digits))
            return IdentityRef(digits.toString());
    }
    return Failure(
        validationError({{QString(), u"An identity reference has the form did:peaq:<number>, a decimal "
                                     "number from 0 to 2^256-1 without leading zeros."_s}}));
}

QString IdentityRef::did() const
{
    return u"did:peaq:"_s + m_number;
}

} // namespace muster
