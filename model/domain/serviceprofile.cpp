// SPDX-License-Identifier: GPL-3.0-or-later
#include "serviceprofile.h"

#include <QRandomGenerator>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

constexpr std::array kColourNames{"orange"_L1, "red"_L1, "pink"_L1, "green"_L1, "blue"_L1, "grey"_L1};
constexpr int kLongestName = 60;

Result<void> refuse(const QString &sentence)
{
    return Failure(validationError({{u"/name"_s, sentence}}));
}

} // namespace

QString bandColourName(BandColour colour)
{
    return kColourNames.at(static_cast<std::size_t>(colour));
}

BandColour bandColourOf(const QString &name)
{
    const auto found = std::find(kColourNames.begin(), kColourNames.end(), name);
    return found == kColourNames.end() ? BandColour::Orange
                                       : static_cast<BandColour>(found - kColourNames.begin());
}

ServiceProfile visitTo(const QString &url)
{
    ServiceProfile profile;
    profile.url = url;
    return profile;
}

QString newProfileId()
{
    return QString::number(QRandomGenerator::system()->generate64(), 16).rightJustified(16, u'0');
}

std::optional<ServiceProfile> profileOf(const QString &id, const QList<ServiceProfile> &kept)
{
    const auto found = std::find_if(kept.begin(), kept.end(),
                                    [&id](const ServiceProfile &profile) { return profile.id == id; });
    return found == kept.end() ? std::nullopt : std::optional(*found);
}

Result<void> judgeProfileName(const ServiceProfile &profile, const QList<ServiceProfile> &others)
{
    const QString name = profile.name.trimmed();
    if (name.isEmpty())
        return refuse(u"A name is needed: the window says with it what is worked on."_s);
    if (name.size() > kLongestName)
        return refuse(u"A name has at most %1 characters."_s.arg(kLongestName));
    const bool taken = std::any_of(others.begin(), others.end(), [&](const ServiceProfile &other) {
        return other.id != profile.id && other.name.compare(name, Qt::CaseInsensitive) == 0;
    });
    if (taken)
        return refuse(u"Another service has this name already."_s);
    return {};
}

} // namespace muster
