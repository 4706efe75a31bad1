// SPDX-License-Identifier: GPL-3.0-or-later
#include "strictjsonhandler.h"

#include "fieldrules.h"
#include "strictjson.h"
#include "utf8text.h"

#include <QJsonArray>
#include <QJsonObject>

#include <algorithm>
#include <limits>
#include <string_view>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

constexpr int kReportedDuplicates = 20;
constexpr qsizetype kPointerLength = 500;

/// Why the reader stopped, in our words; the library's own text may quote a megabyte of the input.
QString reasonOf(std::string_view libraryText)
{
    const auto says = [libraryText](std::string_view part) {
        return libraryText.find(part) != std::string_view::npos;
    };
    if (says("out_of_range"))
        return u"the number is too large for a double"_s;
    if (says("UTF-8"))
        return u"the bytes are not valid UTF-8"_s;
    if (says("control character"))
        return u"a control character stands in a text without being escaped"_s;
    if (says("surrogate"))
        return u"half of a surrogate pair stands alone"_s;
    if (says("unexpected end of input") || says("missing closing quote"))
        return u"it ends too early"_s;
    if (says("expected end of input"))
        return u"something follows the end of the value"_s;
    return u"this cannot stand here"_s;
}

} // namespace

bool StrictJsonHandler::null()
{
    return add(QJsonValue(QJsonValue::Null));
}

bool StrictJsonHandler::boolean(bool value)
{
    return add(QJsonValue(value));
}

bool StrictJsonHandler::number_integer(number_integer_t value)
{
    return add(QJsonValue(qint64(value)));
}

bool StrictJsonHandler::number_unsigned(number_unsigned_t value)
{
    if (value > number_unsigned_t(std::numeric_limits<qint64>::max()))
        return refuse(u"This whole number does not fit 64 bits; send it as a text."_s);
    return add(QJsonValue(qint64(value)));
}

bool StrictJsonHandler::number_float(number_float_t value, const string_t &spelling)
{
    if (spelling.find_first_of(".eE") == string_t::npos)
        return refuse(u"This whole number does not fit 64 bits; send it as a text."_s);
    return add(QJsonValue(value));
}

bool StrictJsonHandler::string(string_t &value)
{
    return add(QJsonValue(exactText(value)));
}

bool StrictJsonHandler::binary(binary_t &)
{
    return refuse(u"Binary values cannot stand in JSON."_s);
}

bool StrictJsonHandler::start_object(std::size_t)
{
    return open(true);
}

bool StrictJsonHandler::key(string_t &value)
{
    m_levels.back().key = exactText(value);
    return true;
}

bool StrictJsonHandler::end_object()
{
    Level level = std::move(m_levels.back());
    const QJsonValue object = closedObject(level);
    m_levels.pop_back();
    return m_issues.size() < kReportedDuplicates && add(object);
}

bool StrictJsonHandler::start_array(std::size_t)
{
    return open(false);
}

bool StrictJsonHandler::end_array()
{
    QJsonArray array;
    for (const QJsonValue &element : m_levels.back().elements)
        array.append(element);
    m_levels.pop_back();
    return add(array);
}

bool StrictJsonHandler::parse_error(std::size_t position, const std::string &,
                                    const nlohmann::detail::exception &fault)
{
    m_issues.append({QString(), u"This is not valid JSON at byte %1: %2."_s.arg(QString::number(position),
                                                                                reasonOf(fault.what()))});
    return false;
}

bool StrictJsonHandler::open(bool isObject)
{
    if (m_levels.size() >= std::size_t(kJsonDepth))
        return refuse(u"Arrays and objects lie more than %1 deep in each other here."_s.arg(kJsonDepth));
    m_levels.push_back({isObject, {}, {}, {}});
    return true;
}

bool StrictJsonHandler::add(QJsonValue value)
{
    if (m_levels.empty()) {
        m_root = std::move(value);
        return true;
    }
    Level &level = m_levels.back();
    if (level.isObject)
        level.members.emplace_back(std::move(level.key), std::move(value));
    else
        level.elements.push_back(std::move(value));
    return true;
}

bool StrictJsonHandler::refuse(const QString &message)
{
    m_issues.append({pointer(m_levels.size()), message});
    return false;
}

QJsonValue StrictJsonHandler::closedObject(Level &level)
{
    const auto byKey = [](const auto &left, const auto &right) { return left.first < right.first; };
    std::stable_sort(level.members.begin(), level.members.end(), byKey);
    QJsonObject object;
    const QString *previous = nullptr;
    for (const auto &[key, value] : level.members) {
        if (previous && key == *previous && m_issues.size() < kReportedDuplicates) {
            m_levels.back().key = key;
            m_issues.append(
                {pointer(m_levels.size()), u"This member stands twice in its object; keep one of them."_s});
        }
        previous = &key;
        object.insert(key, value);
    }
    return object;
}

QString StrictJsonHandler::pointer(std::size_t levels) const
{
    QString path;
    for (std::size_t i = 0; i < levels; ++i) {
        const Level &level = m_levels.at(i);
        const QString token =
            level.isObject ? fieldrules::pointerToken(level.key) : QString::number(level.elements.size());
        if (path.size() + token.size() > kPointerLength)
            return path;
        path += u'/' + token;
    }
    return path;
}

} // namespace muster
