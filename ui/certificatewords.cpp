// SPDX-License-Identifier: GPL-3.0-or-later
#include "certificatewords.h"

#include <QCoreApplication>
#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(CertificateWords)
};

} // namespace

QString certificateWords(const Error &error)
{
    const QJsonObject certificate = error.details.value("certificate"_L1).toObject();
    if (certificate.isEmpty())
        return {};
    const auto part = [&certificate](QLatin1StringView name) {
        const QString text = certificate.value(name).toString();
        return text.isEmpty() ? Words::tr("nobody named") : text;
    };
    QStringList names;
    const QJsonArray listed = certificate.value("names"_L1).toArray();
    for (const auto &name : listed)
        names.append(name.toString());
    QStringList lines{Words::tr("The certificate that was shown:"),
                      Words::tr("for: %1").arg(part("subject"_L1)),
                      Words::tr("issued by: %1").arg(part("issuer"_L1)),
                      Words::tr("valid: %1 to %2").arg(part("validFrom"_L1), part("validUntil"_L1)),
                      Words::tr("SHA-256: %1").arg(part("sha256"_L1))};
    if (!names.isEmpty())
        lines.insert(2, Words::tr("also for: %1").arg(names.join(u", "_s)));
    return lines.join(u'\n');
}

} // namespace muster
