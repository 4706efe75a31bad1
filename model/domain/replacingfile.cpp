// SPDX-License-Identifier: GPL-3.0-or-later
#include "replacingfile.h"

#include "ordinaryfile.h"

#include <QSaveFile>

using namespace Qt::StringLiterals;

namespace muster {

Result<void> openToReplace(QSaveFile &file)
{
    if (isNoFile(file.fileName()))
        return fail(
            ErrorCode::StorageFailure,
            u"%1 is no ordinary file and was left as it is. Choose another place."_s.arg(file.fileName()),
            {{u"path"_s, file.fileName()}});
    if (!file.open(QIODevice::WriteOnly))
        return fail(
            ErrorCode::StorageFailure,
            u"%1 cannot be written: %2. Choose another place."_s.arg(file.fileName(), file.errorString()),
            {{u"path"_s, file.fileName()}});
    return {};
}

} // namespace muster
