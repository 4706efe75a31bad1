// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QList>
#include <QMap>
#include <QStringList>

namespace muster {

/// The labels a fleet uses, to be offered while one is typed. What is used most stands first.
struct LabelVocabulary
{
    static constexpr int kMostKeys = 500;
    static constexpr int kMostValues = 100; ///< of one key; the rest are serial numbers and the like

    QStringList keys;
    QHash<QString, QStringList> valuesOf; ///< by key

    /// Counts the labels of all records; any thread.
    static LabelVocabulary of(const QList<QMap<QString, QString>> &labelsOfRecords);
};

} // namespace muster
