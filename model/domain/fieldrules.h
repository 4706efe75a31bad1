// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "result.h"

#include <QMap>
#include <QStringList>

namespace muster::fieldrules {

/// Limits in Unicode characters (contract HTTP, field limits). Each function appends what is wrong to
/// `issues`.
inline constexpr int kNameLength = 200;
inline constexpr int kTypeLength = 100;
inline constexpr int kListEntries = 100;
inline constexpr int kEntryLength = 100;
inline constexpr int kLabelPairs = 64;
inline constexpr int kLabelKeyLength = 63;
inline constexpr int kLabelValueLength = 256;

void checkName(QList<Issue> &issues, const QString &path, const QString &text);
void checkType(QList<Issue> &issues, const QString &path, const QString &text);
void checkList(QList<Issue> &issues, const QString &path, const QStringList &entries);
void checkLabels(QList<Issue> &issues, const QString &path, const QMap<QString, QString> &labels);

/// Escapes one reference token of a JSON Pointer (RFC 6901 section 3).
QString pointerToken(QString key);

} // namespace muster::fieldrules
