// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "result.h"

class QCommandLineParser;

namespace muster {

/// A command line that cannot be obeyed: VALIDATION_ERROR with one sentence naming the option.
Failure usage(const QString &sentence);

/// The option's value as a whole number from `least` to `most`, both included; usage() when it is none.
Result<int> numberOption(const QCommandLineParser &parser, const QString &name, int least, int most);

} // namespace muster
