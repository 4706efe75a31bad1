// SPDX-License-Identifier: GPL-3.0-or-later
#include "privatefile.h"

#include "replacingfile.h"

#include <QSaveFile>

using namespace Qt::StringLiterals;

namespace muster {

Result<void> writePrivateFile(const QString &path, const QByteArray &content)
{
    QSaveFile file(path);
    if (auto opened = openToReplace(file); !opened)
        return opened;
    const bool written = file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner) &&
                         file.write(content) == content.size() && file.commit();
    if (!written)
        return fail(ErrorCode::StorageFailure, u"%1 cannot be written: %2."_s.arg(path, file.errorString()));
    return {};
}

} // namespace muster
