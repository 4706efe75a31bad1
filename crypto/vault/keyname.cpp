// SPDX-License-Identifier: GPL-3.0-or-later
#include "keyname.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster {

Result<void> checkKeyName(const QString &name)
{
    QList<Issue> issues;
    const QList<uint> characters = name.toUcs4();
    if (characters.size() > kKeyNameLength)
        issues.append(
            {u"/name"_s, u"A key's name has at most %1 characters; this one has %2."_s.arg(kKeyNameLength)
                             .arg(characters.size())});
    if (std::any_of(characters.begin(), characters.end(),
                    [](uint c) { return QChar::category(c) == QChar::Other_Control; }))
        issues.append({u"/name"_s, u"A key's name is one line without control characters."_s});
    if (issues.isEmpty())
        return {};
    return Failure(validationError(issues));
}

} // namespace muster
