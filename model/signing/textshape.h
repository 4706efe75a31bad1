// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QString>

namespace muster {

/// The form of a text without its values, so that a service's next text can be told from another kind of
/// text: a line a line, `label: <kind>` for labelled ones, the words of other lines with every value replaced
/// by its kind, for JSON the names of its members. Kinds are `<address>`, `<identity>`, `<time>`, `<number>`,
/// `<hex 64>`, `<id>` and `<text>`. A long one ends in its SHA-256. Any thread.
QString textShape(QByteArrayView message);

} // namespace muster
