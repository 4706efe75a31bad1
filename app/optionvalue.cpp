// SPDX-License-Identifier: GPL-3.0-or-later
#include "optionvalue.h"

#include <QCommandLineParser>
#include <QProcessEnvironment>

using namespace Qt::StringLiterals;

namespace muster {

Failure usage(const QString &sentence)
{
    return fail(ErrorCode::ValidationError, sentence);
}

QString helpWithUsage(const QCommandLineParser &parser, const QString &usageLine)
{
    const QString help = parser.helpText().trimmed();
    return usageLine + help.mid(help.indexOf(u'\n'));
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

Result<bool> environmentSwitch(const QProcessEnvironment &environment, const QString &variable)
{
    const QString word = environment.value(variable, u"true"_s);
    if (word == "true"_L1 || word == "false"_L1)
        return word == "true"_L1;
    return usage(u"%1 is true or false, not \"%2\"."_s.arg(variable, word));
}

} // namespace muster
