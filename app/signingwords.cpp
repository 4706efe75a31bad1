// SPDX-License-Identifier: GPL-3.0-or-later
#include "signingwords.h"

#include "signprogram.h"
#include "verifyprogram.h"

#include <algorithm>
#include <array>

namespace muster {
namespace {

struct Word
{
    QByteArrayView name;
    int (*run)(const QStringList &, const QString &);
};

constexpr std::array kWords{Word{"sign", &runSign}, Word{"verify", &runVerify}};

const Word *find(QByteArrayView word)
{
    const auto *found =
        std::find_if(kWords.begin(), kWords.end(), [word](const Word &known) { return known.name == word; });
    return found == kWords.end() ? nullptr : found;
}

} // namespace

bool isSigningWord(QByteArrayView word)
{
    return find(word) != nullptr;
}

int runSigningWord(QStringList arguments, const QString &program)
{
    const Word *word = find(arguments.takeFirst().toUtf8());
    return word->run(arguments, program);
}

} // namespace muster
