// SPDX-License-Identifier: GPL-3.0-or-later
#include "textshape.h"

#include "address.h"
#include "identityref.h"
#include "timestamp.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QStringList>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

constexpr qsizetype kLongestShape = 2000;
constexpr qsizetype kShortestHex = 16;
constexpr qsizetype kLongestWord = 24;

/// What stands around a value in a sentence and is none of it.
bool isPunctuation(QChar c)
{
    return u".,;!?()[]\"'“”‘’"_s.contains(c);
}

bool isHex(QStringView text)
{
    return std::all_of(text.begin(), text.end(), [](QChar c) {
        return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f') || (c >= u'A' && c <= u'F');
    });
}

/// The kind of one value without blanks; empty for a plain word.
QString kindOf(const QString &value)
{
    if (Address::parse(value))
        return u"<address>"_s;
    if (IdentityRef::parse(value))
        return u"<identity>"_s;
    if (Timestamp::parse(value))
        return u"<time>"_s;
    if (std::all_of(value.begin(), value.end(), [](QChar c) { return c.isDigit(); }))
        return u"<number>"_s;
    const QStringView digits = value.startsWith("0x"_L1) ? QStringView(value).mid(2) : QStringView(value);
    if (digits.size() >= kShortestHex && isHex(digits))
        return u"<hex %1>"_s.arg(digits.size());
    const bool hasDigit = std::any_of(value.begin(), value.end(), [](QChar c) { return c.isDigit(); });
    return hasDigit || value.size() > kLongestWord ? u"<id>"_s : QString();
}

/// A word with its punctuation; its kind in the place of a value.
QString shapeOfWord(const QString &word)
{
    qsizetype begin = 0;
    qsizetype end = word.size();
    while (begin < end && isPunctuation(word.at(begin)))
        ++begin;
    while (end > begin && isPunctuation(word.at(end - 1)))
        --end;
    const QString value = word.mid(begin, end - begin);
    const QString kind = value.isEmpty() ? QString() : kindOf(value);
    return kind.isEmpty() ? word : QString(word.left(begin) + kind + word.mid(end));
}

QString shapeOfLine(const QString &line)
{
    static const QRegularExpression labelled(
        u"^(\\s*[A-Za-z][A-Za-z _-]{0,40}?\\s*[:=]\\s+|[A-Za-z_-]+=)(\\S.*)$"_s);
    const QRegularExpressionMatch match = labelled.match(line);
    if (match.hasMatch()) {
        const QString value = match.captured(2);
        const QString kind = value.contains(u' ') ? QString() : kindOf(value);
        return match.captured(1) + (kind.isEmpty() ? u"<text>"_s : kind);
    }
    QStringList words = line.split(u' ');
    for (QString &word : words)
        word = shapeOfWord(word);
    return words.join(u' ');
}

QString shapeOfJson(const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::Object: {
        const QJsonObject object = value.toObject();
        QStringList members;
        for (auto member = object.begin(); member != object.end(); ++member)
            members.append(member.key() + u": "_s + shapeOfJson(member.value()));
        return u"{"_s + members.join(u", "_s) + u"}"_s;
    }
    case QJsonValue::Array: {
        QStringList kinds;
        const QJsonArray elements = value.toArray();
        for (const auto &element : elements)
            kinds.append(shapeOfJson(element));
        kinds.removeDuplicates();
        return u"["_s + kinds.join(u", "_s) + u"]"_s;
    }
    case QJsonValue::String: {
        const QString kind = kindOf(value.toString());
        return kind.isEmpty() ? u"<text>"_s : kind;
    }
    case QJsonValue::Double:
        return u"<number>"_s;
    case QJsonValue::Bool:
        return u"<yes or no>"_s;
    default:
        return u"null"_s;
    }
}

} // namespace

QString textShape(QByteArrayView message)
{
    const QByteArray bytes = message.toByteArray();
    const QJsonDocument json = QJsonDocument::fromJson(bytes);
    QString shape;
    if (json.isObject()) {
        shape = shapeOfJson(json.object());
    } else {
        QStringList lines = QString::fromUtf8(bytes).split(u'\n');
        for (QString &line : lines)
            line = shapeOfLine(line);
        shape = lines.join(u'\n');
    }
    if (shape.size() <= kLongestShape)
        return shape;
    const QByteArray digest = QCryptographicHash::hash(shape.toUtf8(), QCryptographicHash::Sha256).toHex();
    return shape.left(kLongestShape) + u"… "_s + QString::fromLatin1(digest);
}

} // namespace muster
