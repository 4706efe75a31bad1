// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "registryentry.h"
#include "result.h"

#include <QJsonObject>
#include <QJsonValue>

#include <optional>

namespace muster {

/// Reads one entry of a registry file, gathering every fault with its JSON Pointer. Any thread.
class RegistryEntryReader
{
public:
    /// `pointer`: of the entry, `/3`.
    RegistryEntryReader(const QJsonValue &entry, QString pointer);

    /// Nothing when there are issues.
    std::optional<RegistryEntry> read();
    const QList<Issue> &issues() const { return m_issues; }
    /// The entry's identity where it could be read, whatever else is wrong.
    const std::optional<IdentityRef> &identityRef() const { return m_identity; }

private:
    void fault(const QString &path, const QString &message);
    void readIdentity();
    QStringList readControllers();
    std::optional<QString> readAddress(const QString &path, const QJsonValue &value);
    bool readFlag(QLatin1StringView member);
    QString readName();
    QString readRating();

    QJsonValue m_entry;
    QJsonObject m_object;
    QString m_pointer;
    QList<Issue> m_issues;
    std::optional<IdentityRef> m_identity;
};

} // namespace muster
