// SPDX-License-Identifier: GPL-3.0-or-later
#include "labelvocabulary.h"

#include <algorithm>

namespace muster {
namespace {

QStringList mostUsed(const QHash<QString, int> &counts, int most)
{
    QStringList words = counts.keys();
    std::sort(words.begin(), words.end(), [&counts](const QString &one, const QString &other) {
        const int first = counts.value(one);
        const int second = counts.value(other);
        return first != second ? first > second : one < other;
    });
    return words.first(std::min<qsizetype>(most, words.size()));
}

} // namespace

LabelVocabulary LabelVocabulary::of(const QList<QMap<QString, QString>> &labelsOfRecords)
{
    QHash<QString, int> keys;
    QHash<QString, QHash<QString, int>> values;
    for (const QMap<QString, QString> &labels : labelsOfRecords) {
        for (const auto &[key, value] : labels.asKeyValueRange()) {
            ++keys[key];
            ++values[key][value];
        }
    }
    LabelVocabulary vocabulary;
    vocabulary.keys = mostUsed(keys, kMostKeys);
    for (const QString &key : std::as_const(vocabulary.keys))
        vocabulary.valuesOf.insert(key, mostUsed(values.value(key), kMostValues));
    return vocabulary;
}

} // namespace muster
