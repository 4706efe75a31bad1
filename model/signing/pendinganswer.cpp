// SPDX-License-Identifier: GPL-3.0-or-later
#include "pendinganswer.h"

using namespace Qt::StringLiterals;

namespace muster {

Error Pending::cancelledError()
{
    return {ErrorCode::Cancelled,
            u"This was ended before the service had answered everything. Look at the list of machines to "
            "see how far it came."_s,
            {},
            0,
            {}};
}

} // namespace muster
