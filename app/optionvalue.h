// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "result.h"

class QCommandLineParser;
class QProcessEnvironment;

namespace muster {

/// A command line that cannot be obeyed: VALIDATION_ERROR with one sentence naming the option.
Failure usage(const QString &sentence);

/// The parser's help under a usage line of our own: Qt's names the program alone, not its first word.
QString helpWithUsage(const QCommandLineParser &parser, const QString &usageLine);

/// The option's value as a whole number from `least` to `most`, both included; usage() when it is none.
Result<int> numberOption(const QCommandLineParser &parser, const QString &name, int least, int most);

/// The switch of the environment, `true` or `false`, on when it is not set; usage() when it says another
/// word.
Result<bool> environmentSwitch(const QProcessEnvironment &environment, const QString &variable);

} // namespace muster
