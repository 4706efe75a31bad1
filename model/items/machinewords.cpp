// SPDX-License-Identifier: GPL-3.0-or-later
#include "machinewords.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace muster::machinewords {
namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(MachineWords)

public:
    static QString reason(const QString &word);
};

QString Words::reason(const QString &word)
{
    if (word == "controller_changed"_L1)
        return tr("The identity has another controller now. Prove it again to use the machine.");
    if (word == "identity_not_found"_L1)
        return tr("The identity is not known to the registry.");
    if (word == "identity_inactive"_L1)
        return tr("The identity is switched off in the registry.");
    if (word == "proof_missing"_L1)
        return tr("No proof of control is kept for this machine.");
    if (word == "proof_corrupt"_L1)
        return tr("The kept proof does not check out; it was damaged or changed.");
    if (word == "resolver_unreachable"_L1)
        return tr("The registry cannot be reached, so the proof could not be judged.");
    return tr("The proof does not hold (%1).").arg(word);
}

} // namespace

QString status(MachineStatus status)
{
    switch (status) {
    case MachineStatus::Draft:
        return Words::tr("Draft");
    case MachineStatus::Active:
        return Words::tr("Active");
    case MachineStatus::Degraded:
        return Words::tr("Degraded");
    case MachineStatus::Blocked:
        return Words::tr("Blocked");
    case MachineStatus::Archived:
        return Words::tr("Archived");
    }
    Q_UNREACHABLE();
}

QString relativeTime(Timestamp moment, Timestamp now)
{
    const qint64 seconds = (now.milliseconds - moment.milliseconds) / 1000;
    if (seconds > -60 && seconds < 60)
        return Words::tr("just now");
    if (seconds >= 60 && seconds < 3600)
        //: Short for minutes
        return Words::tr("%1 min ago").arg(seconds / 60);
    if (seconds >= 3600 && seconds < 86400)
        //: Short for hours
        return Words::tr("%1 h ago").arg(seconds / 3600);
    if (seconds >= 86400 && seconds < 2 * 86400)
        return Words::tr("yesterday");
    if (seconds >= 2 * 86400 && seconds < 30 * 86400)
        return Words::tr("%1 days ago").arg(seconds / 86400);
    return QLocale().toString(QDateTime::fromMSecsSinceEpoch(moment.milliseconds).date(),
                              QLocale::ShortFormat);
}

QString labels(const QMap<QString, QString> &labels)
{
    QStringList pairs;
    for (const auto &[key, value] : labels.asKeyValueRange())
        pairs.append(value.isEmpty() ? key : QString(key + u'=' + value));
    return pairs.join(", "_L1);
}

QString verification(const Machine &machine)
{
    if (!machine.verification) {
        return machine.identityProof ? Words::tr("Control was proven when the machine was registered.")
                                     : Words::tr("No proof of control is kept for this machine.");
    }
    switch (machine.verification->state) {
    case Verification::State::Verified:
        return Words::tr("The proof holds: its signer controls the identity now.");
    case Verification::State::NotChecked:
        return Words::tr("The proof of an archived machine is not checked any more.");
    case Verification::State::Failed:
    case Verification::State::Unavailable:
        return Words::reason(machine.verification->reason);
    }
    Q_UNREACHABLE();
}

} // namespace muster::machinewords
