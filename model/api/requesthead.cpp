// SPDX-License-Identifier: GPL-3.0-or-later
#include "requesthead.h"

namespace muster {

QByteArray RequestHead::path() const
{
    const qsizetype mark = target.indexOf('?');
    return mark < 0 ? target : target.first(mark);
}

QByteArray RequestHead::query() const
{
    const qsizetype mark = target.indexOf('?');
    return mark < 0 ? QByteArray() : target.sliced(mark + 1);
}

std::optional<QByteArray> RequestHead::field(QByteArrayView name) const
{
    std::optional<QByteArray> joined;
    for (const Field &candidate : fields) {
        if (candidate.name != name)
            continue;
        if (joined) {
            joined->append(", ");
            joined->append(candidate.value);
        } else {
            joined = candidate.value;
        }
    }
    return joined;
}

} // namespace muster
