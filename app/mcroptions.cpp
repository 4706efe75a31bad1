// SPDX-License-Identifier: GPL-3.0-or-later
#include "mcroptions.h"

#include "optionvalue.h"
#include "remoteprofile.h"

#include <QCommandLineParser>
#include <QProcessEnvironment>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

/// The option that names another place of identities; empty when there is none.
QString otherPlace(const QCommandLineParser &parser)
{
    const QStringList given = parser.optionNames();
    const QStringList places{u"registry"_s, u"default-controller"_s, u"demo"_s};
    const auto found = std::find_if(places.begin(), places.end(),
                                    [&given](const QString &place) { return given.contains(place); });
    return found == places.end() ? QString() : *found;
}

} // namespace

void addMcrOptions(QCommandLineParser &parser)
{
    parser.addOptions({
        {u"mcr-url"_s, u"Ask the MCR at this address who controls an identity, not the embedded registry."_s,
         u"URL"_s},
        {u"mcr-fresh"_s, u"Seconds that an answer of the MCR is fresh, 0 to 3600."_s, u"SECONDS"_s, u"600"_s},
    });
}

Result<QString> chooseMcr(const QCommandLineParser &parser, const QProcessEnvironment &environment,
                          WorkspaceOptions &workspace)
{
    const QString variable = u"PEAQOS_MCR_API_URL"_s;
    const bool typed = parser.isSet(u"mcr-url"_s);
    const QString address = typed ? parser.value(u"mcr-url"_s) : environment.value(variable);
    const auto fresh = numberOption(parser, u"mcr-fresh"_s, 0, 3600);
    if (!fresh)
        return Failure(fresh.error());
    workspace.mcrFreshSeconds = *fresh;
    if (!typed && address.isEmpty())
        return QString();
    if (const QString other = otherPlace(parser); !other.isEmpty()) {
        if (typed)
            return usage(
                u"--mcr-url and --%1 exclude each other: identities come from one place."_s.arg(other));
        return u"%1 is not used, since --%2 was given."_s.arg(variable, other);
    }
    const auto url = cleanServiceUrl(address);
    if (!url) {
        const QList<Issue> issues = issuesOf(url.error());
        return usage(u"%1: %2"_s.arg(typed ? u"--mcr-url"_s : variable,
                                     issues.isEmpty() ? url.error().message : issues.first().message));
    }
    workspace.mcrUrl = *url;
    return QString();
}

} // namespace muster
