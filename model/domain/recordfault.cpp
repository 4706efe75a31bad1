// SPDX-License-Identifier: GPL-3.0-or-later
#include "recordfault.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::recordfault {
namespace {

constexpr auto kMark = "record_unreadable "_L1;
constexpr qsizetype kMostNamed = 3;

} // namespace

void mark(Machine &machine, const QList<Issue> &issues)
{
    QStringList faults;
    for (const Issue &issue : issues.mid(0, kMostNamed)) {
        const QString member = issue.path.startsWith(u'/') ? issue.path.mid(1) : issue.path;
        faults.append(u"%1: %2"_s.arg(member.isEmpty() ? u"the whole record"_s : member, issue.message));
    }
    if (issues.size() > kMostNamed)
        faults.append(u"and %1 more"_s.arg(issues.size() - kMostNamed));
    machine.verification =
        Verification{Verification::State::Failed, QString(kMark + faults.join(u'\n')), Timestamp()};
}

QString of(const Machine &machine)
{
    if (!machine.verification || !machine.verification->reason.startsWith(kMark))
        return {};
    return machine.verification->reason.mid(kMark.size());
}

bool isAbout(const Machine &machine, QLatin1StringView member)
{
    const QStringList faults = of(machine).split(u'\n');
    return std::any_of(faults.begin(), faults.end(), [member](const QString &fault) {
        return fault.startsWith(member) &&
               (fault.size() == member.size() || fault.at(member.size()) == u':' ||
                fault.at(member.size()) == u'/');
    });
}

} // namespace muster::recordfault
