// SPDX-License-Identifier: GPL-3.0-or-later
#include "csvline.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

bool looksLikeAFormula(const QString &field)
{
    return !field.isEmpty() && u"=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20"_s.contains(field.front());
}

bool needsQuotes(const QString &field)
{
    return std::any_of(field.begin(), field.end(), [](QChar character) {
        return character == u',' || character == u'"' || character == u'\r' || character == u'\n';
    });
}

QString fieldText(const QString &field)
{
    QString text = looksLikeAFormula(field) ? QString(u'\'' + field) : field;
    if (!needsQuotes(text))
        return text;
    text.replace(u'"', u"\"\""_s);
    return u'"' + text + u'"';
}

} // namespace

QByteArray csvLine(const QStringList &fields)
{
    QStringList texts;
    texts.reserve(fields.size());
    for (const QString &field : fields)
        texts.append(fieldText(field));
    return QString(texts.join(u',') + u"\r\n"_s).toUtf8();
}

} // namespace muster
