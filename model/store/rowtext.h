// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "result.h"

#include <QMap>
#include <QString>
#include <QStringList>

/// How lists and maps stand in one column: a compact JSON array or object of strings. Any thread.
namespace muster::rowtext {

QString fromList(const QStringList &list);
QString fromMap(const QMap<QString, QString> &map);

/// WorkspaceRefused / damaged when the text is anything else; `path` names the file in that sentence.
Result<QStringList> toList(const QString &text, const QString &path);
Result<QMap<QString, QString>> toMap(const QString &text, const QString &path);

} // namespace muster::rowtext
