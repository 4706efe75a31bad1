// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QStringList>

namespace muster {

/// One record of a CSV file as RFC 4180 has it: UTF-8, commas, quotes where they are needed, CR LF. A field
/// that a spreadsheet would take for a formula (it begins with = + - @, a tab or a line break) gets an
/// apostrophe in front, which spreadsheets show as text: what others wrote must not run on the reader's
/// computer. Any thread.
QByteArray csvLine(const QStringList &fields);

} // namespace muster
