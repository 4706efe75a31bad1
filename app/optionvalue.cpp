// SPDX-License-Identifier: GPL-3.0-or-later
#include "optionvalue.h"

#include <QCommandLineParser>

using namespace Qt::StringLiterals;

namespace muster {

Failure usage(const QString &sentence)
{
    return fail(ErrorCode::ValidationError, sentence);
}

Result<int> numberOption(const QCommandLineParser &parser, const QString &name, int least, int most)
{
    bool isNumber = false;
    const int value = parser.value(name).toInt(&isNumber);
    if (!isNumber || value < least || value > most)
        return usage(u"--%1 takes a number from %2 to %3, not \"%4\"."_s.arg(name).arg(least).arg(most).arg(
            parser.value(name)));
    return value;
}

} // namespace muster
