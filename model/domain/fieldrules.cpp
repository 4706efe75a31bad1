// SPDX-License-Identifier: GPL-3.0-or-later
#include "fieldrules.h"

#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::fieldrules {
namespace {

qsizetype characters(const QString &text)
{
    return std::count_if(text.begin(), text.end(), [](QChar c) { return !c.isLowSurrogate(); });
}

bool hasControl(const QString &text)
{
    return std::any_of(text.begin(), text.end(), [](QChar c) { return c < u' ' || c == u'\x7f'; });
}

void checkText(QList<Issue> &issues, const QString &path, const QString &text, int least, int most)
{
    const qsizetype length = characters(text);
    if (length < least || length > most)
        issues.append({path, least == 0
                                 ? u"At most %1 characters are allowed."_s.arg(most)
                                 : u"Between %1 and %2 characters are needed."_s.arg(least).arg(most)});
    if (hasControl(text))
        issues.append({path, u"Control characters are not allowed."_s});
}

} // namespace

void checkName(QList<Issue> &issues, const QString &path, const QString &text)
{
    checkText(issues, path, text.trimmed(), 1, kNameLength);
}

void checkType(QList<Issue> &issues, const QString &path, const QString &text)
{
    checkText(issues, path, text.trimmed(), 0, kTypeLength);
}

void checkList(QList<Issue> &issues, const QString &path, const QStringList &entries)
{
    if (entries.size() > kListEntries)
        issues.append({path, u"At most %1 entries are allowed."_s.arg(kListEntries)});
    QSet<QString> seen;
    for (qsizetype i = 0; i < entries.size(); ++i) {
        const QString place = path + u'/' + QString::number(i);
        checkText(issues, place, entries.at(i), 1, kEntryLength);
        if (seen.contains(entries.at(i)))
            issues.append({place, u"This entry stands twice."_s});
        seen.insert(entries.at(i));
    }
}

void checkLabels(QList<Issue> &issues, const QString &path, const QMap<QString, QString> &labels)
{
    if (labels.size() > kLabelPairs)
        issues.append({path, u"At most %1 labels are allowed."_s.arg(kLabelPairs)});
    for (auto it = labels.cbegin(); it != labels.cend(); ++it) {
        const QString place = path + u'/' + pointerToken(it.key());
        if (characters(it.key()) < 1 || characters(it.key()) > kLabelKeyLength || hasControl(it.key()))
            issues.append({place, u"A label's key has 1 to %1 characters and no control characters."_s.arg(
                                      kLabelKeyLength)});
        checkText(issues, place, it.value(), 0, kLabelValueLength);
    }
}

QString pointerToken(QString key)
{
    return key.replace(u'~', "~0"_L1).replace(u'/', "~1"_L1);
}

} // namespace muster::fieldrules
