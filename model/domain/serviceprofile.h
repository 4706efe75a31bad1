// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "result.h"

#include <QList>
#include <QString>

#include <optional>

namespace muster {

/// Colour of the band that says which service is worked on.
enum class BandColour { Orange, Red, Pink, Green, Blue, Grey };

/// How it is called in files; never translated.
QString bandColourName(BandColour colour);
/// Orange for a name that is not known.
BandColour bandColourOf(const QString &name);

/// A remote service that is kept under a name. Its API key is not part of it.
struct ServiceProfile
{
    /// Where the key is found.
    enum class Key { None, InKeyring, AskedFor };

    QString id; ///< 16 hex digits that never change; empty: a service that is not kept
    QString name;
    QString url;    ///< as it was cleaned
    QString caFile; ///< only what this file of certificates vouches for is trusted; empty: the system's
    BandColour colour = BandColour::Orange;
    Key key = Key::None;
    bool operator==(const ServiceProfile &) const = default;
};

/// A service that is only visited: nothing of it is kept.
ServiceProfile visitTo(const QString &url);
/// Never two alike.
QString newProfileId();
/// The kept service of this id, if it is (still) there.
std::optional<ServiceProfile> profileOf(const QString &id, const QList<ServiceProfile> &kept);
/// VALIDATION_ERROR at /name for a name that is empty, too long or has one of `others` already; blanks at
/// its ends are no part of it. `others` may hold an older version of `profile`.
Result<void> judgeProfileName(const ServiceProfile &profile, const QList<ServiceProfile> &others);

} // namespace muster
