// SPDX-License-Identifier: GPL-3.0-or-later
#include "recorderrors.h"

using namespace Qt::StringLiterals;

namespace muster {

Error machineNotFound(const QString &id)
{
    return fail(ErrorCode::NotFound, u"There is no machine %1."_s.arg(id.left(64))).value();
}

Error machineMoved(qint64 currentRevision)
{
    return fail(ErrorCode::PreconditionFailed,
                u"The record was changed meanwhile; load it again and repeat the change."_s,
                {{u"currentRevision"_s, currentRevision}})
        .value();
}

} // namespace muster
