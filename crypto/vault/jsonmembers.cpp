// SPDX-License-Identifier: GPL-3.0-or-later
#include "jsonmembers.h"

#include "hexdigits.h"

#include <cmath>
#include <utility>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

/// Beyond this a double, which is what JSON numbers may have gone through, skips whole numbers.
constexpr double kExact = 9'007'199'254'740'992.0;

} // namespace

JsonMembers::JsonMembers(QJsonObject object, QString path, QList<Issue> &issues)
    : m_object(std::move(object))
    , m_path(std::move(path))
    , m_issues(issues)
{}

bool JsonMembers::has(QLatin1StringView name) const
{
    const QJsonValue value = m_object.value(name);
    return !value.isUndefined() && !value.isNull();
}

QString JsonMembers::pathOf(QLatin1StringView name) const
{
    return m_path + u'/' + name;
}

void JsonMembers::report(QLatin1StringView name, const QString &message)
{
    m_issues.append({pathOf(name), message});
}

QString JsonMembers::text(QLatin1StringView name)
{
    const QJsonValue value = m_object.value(name);
    if (!value.isString())
        report(name, u"%1 must be a text."_s.arg(name));
    return value.toString();
}

void JsonMembers::literal(QLatin1StringView name, QLatin1StringView expected)
{
    const QJsonValue value = m_object.value(name);
    if (!value.isString() || value.toString() != expected)
        report(name, u"%1 must be \"%2\"; nothing else is read here."_s.arg(name, expected));
}

qint64 JsonMembers::integer(QLatin1StringView name)
{
    const QJsonValue value = m_object.value(name);
    const double number = value.toDouble();
    if (!value.isDouble() || std::trunc(number) != number || std::fabs(number) > kExact) {
        report(name, u"%1 must be a whole number."_s.arg(name));
        return 0;
    }
    return value.toInteger();
}

QByteArray JsonMembers::hex(QLatin1StringView name)
{
    const QJsonValue value = m_object.value(name);
    const std::optional<QByteArray> bytes =
        value.isString() ? bytesOfHex(value.toString()) : std::optional<QByteArray>();
    if (!bytes)
        report(name, u"%1 must be an even number of hexadecimal digits."_s.arg(name));
    return bytes.value_or(QByteArray());
}

QJsonObject JsonMembers::object(QLatin1StringView name)
{
    const QJsonValue value = m_object.value(name);
    if (!value.isObject())
        report(name, u"%1 must be an object."_s.arg(name));
    return value.toObject();
}

QJsonArray JsonMembers::array(QLatin1StringView name)
{
    const QJsonValue value = m_object.value(name);
    if (!value.isArray())
        report(name, u"%1 must be a list."_s.arg(name));
    return value.toArray();
}

} // namespace muster
