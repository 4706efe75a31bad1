// SPDX-License-Identifier: GPL-3.0-or-later
#include "keyplace.h"

#include <QDir>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace muster {

QString vaultFolderIn(const QString &dataFolder)
{
    return QDir(dataFolder).filePath(u"vault"_s);
}

QString journalOfVault(const QString &vaultFolder)
{
    return QDir(QFileInfo(QDir::cleanPath(vaultFolder)).absolutePath()).filePath(u"signing.jsonl"_s);
}

} // namespace muster
