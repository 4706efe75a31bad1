// SPDX-License-Identifier: GPL-3.0-or-later
#include "recordfault.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::recordfault {
namespace {

constexpr auto kMark = "record_unreadable "_L1;
constexpr qsizetype kMostNamed = 3;

bool isMarked(const Machine &machine)
{
    return machine.verification && machine.verification->reason.startsWith(kMark);
}

/// One for each member, also for those that of() does not name.
QStringList faultsOf(const Machine &machine)
{
    return isMarked(machine) ? machine.verification->reason.mid(kMark.size()).split(u'\n') : QStringList();
}

} // namespace

void mark(Machine &machine, const QList<Issue> &issues)
{
    QStringList faults;
    for (const Issue &issue : issues) {
        const QString member = issue.path.startsWith(u'/') ? issue.path.mid(1) : issue.path;
        faults.append(u"%1: %2"_s.arg(member.isEmpty() ? u"the whole record"_s : member, issue.message));
    }
    machine.verification =
        Verification{Verification::State::Failed, QString(kMark + faults.join(u'\n')), Timestamp()};
}

QString of(const Machine &machine)
{
    if (!isMarked(machine))
        return {};
    QStringList faults = faultsOf(machine);
    const qsizetype more = faults.size() - kMostNamed;
    if (more > 0)
        faults = faults.first(kMostNamed) << u"and %1 more"_s.arg(more);
    return faults.join(u'\n');
}

bool isAbout(const Machine &machine, QLatin1StringView member)
{
    const QStringList faults = faultsOf(machine);
    return std::any_of(faults.begin(), faults.end(), [member](const QString &fault) {
        return fault.startsWith(member) &&
               (fault.size() == member.size() || fault.at(member.size()) == u':' ||
                fault.at(member.size()) == u'/');
    });
}

} // namespace muster::recordfault
