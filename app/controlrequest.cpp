// SPDX-License-Identifier: GPL-3.0-or-later
#include "controlrequest.h"

#include "address.h"
#include "objectreader.h"

#include <cmath>

using namespace Qt::StringLiterals;

namespace muster {

ControlRequest::ControlRequest(QJsonObject object)
    : m_object(std::move(object))
{}

QString ControlRequest::command()
{
    return text("command"_L1);
}

QString ControlRequest::text(QLatin1StringView name)
{
    return wire::ObjectReader(m_object, {}, m_issues).text(name);
}

std::optional<IdentityRef> ControlRequest::identity(QLatin1StringView name)
{
    return wire::ObjectReader(m_object, {}, m_issues).requiredIdentity(name, true);
}

std::optional<IdentityRef> ControlRequest::optionalIdentity(QLatin1StringView name)
{
    return wire::ObjectReader(m_object, {}, m_issues).identity(name, true);
}

QString ControlRequest::address(QLatin1StringView name)
{
    const qsizetype faults = m_issues.size();
    const QString spelling = text(name);
    Address::Fault fault{};
    const auto parsed = Address::parse(spelling, &fault);
    if (!parsed && m_issues.size() == faults)
        report(name, addressFaultText(fault));
    return parsed ? parsed->text() : QString();
}

Timestamp ControlRequest::moment(QLatin1StringView name)
{
    return wire::ObjectReader(m_object, {}, m_issues).timestamp(name);
}

qint64 ControlRequest::number(QLatin1StringView name, qint64 least, qint64 most, std::optional<qint64> absent)
{
    const QJsonValue value = m_object.value(name);
    if (value.isUndefined() && absent)
        return *absent;
    const double read = value.toDouble(std::nan(""));
    if (!(read >= double(least) && read <= double(most)) || std::trunc(read) != read) {
        report(name, u"A whole number from %1 to %2 is needed here."_s.arg(least).arg(most));
        return least;
    }
    return qint64(read);
}

bool ControlRequest::flag(QLatin1StringView name)
{
    return m_object.contains(name) && wire::ObjectReader(m_object, {}, m_issues).truth(name);
}

void ControlRequest::report(QLatin1StringView name, const QString &message)
{
    m_issues.append({u'/' + name, message});
}

Result<void> ControlRequest::verdict() const
{
    if (m_issues.isEmpty())
        return {};
    return Failure(validationError(m_issues));
}

} // namespace muster
