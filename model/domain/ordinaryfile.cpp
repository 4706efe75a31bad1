// SPDX-License-Identifier: GPL-3.0-or-later
#include "ordinaryfile.h"

#include <QFileInfo>

namespace muster {

bool isNoFile(const QString &path)
{
    const QFileInfo info(path);
    return info.exists() && !info.isFile();
}

} // namespace muster
