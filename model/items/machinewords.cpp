// SPDX-License-Identifier: GPL-3.0-or-later
#include "machinewords.h"

#include "identityerrors.h"
#include "recordfault.h"

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
    static QString shortReason(const QString &word);
    static QString absenceAdvice(const Absence &absence);
    static QString absenceSentence(const Absence &absence);
    static QString aged(const QString &words, Timestamp moment, Timestamp now);
};

QString Words::reason(const QString &word)
{
    if (word == "controller_changed"_L1)
        return tr("The identity has another controller now. Prove it again with the new controller's key, or "
                  "name the former controller in the registry again.");
    if (word == "identity_not_found"_L1)
        return tr("The identity is not known to the registry. Add it there, or check its number.");
    if (word == "identity_inactive"_L1)
        return tr("The identity is switched off in the registry. Activate it there to use the machine.");
    if (word == "no_evm_controller"_L1)
        return tr(
            "The registry names no EVM controller for the identity. Name one there to use the machine.");
    if (word == "homed_elsewhere"_L1)
        return tr("The identity is homed on another chain, so no EVM key can prove it here.");
    if (word == "proof_missing"_L1)
        return tr("No proof of control is kept for this machine. Prove its identity to use it.");
    if (word == "proof_corrupt"_L1)
        return tr("The kept proof does not check out; it was damaged or changed. Prove the identity again.");
    if (word == "resolver_unreachable"_L1)
        return tr("The registry does not answer, so the proof could not be judged. Refresh to ask again.");
    return tr("The proof does not hold (%1).").arg(word);
}

QString Words::shortReason(const QString &word)
{
    if (word == "controller_changed"_L1)
        return tr("Controller changed");
    if (word == "identity_not_found"_L1)
        return tr("Identity not known");
    if (word == "identity_inactive"_L1)
        return tr("Identity not active");
    if (word == "no_evm_controller"_L1)
        return tr("No controller named");
    if (word == "homed_elsewhere"_L1)
        return tr("Homed elsewhere");
    if (word == "proof_missing"_L1)
        return tr("No proof");
    if (word == "proof_corrupt"_L1)
        return tr("Proof damaged");
    return tr("Not verified");
}

QString Words::absenceAdvice(const Absence &absence)
{
    if (absence.code.isEmpty())
        return tr("It was not asked why yet. Refresh to ask.");
    if (absence.code == errorCodeName(ErrorCode::NotFound))
        return tr("It does not know the machine any more. Register it again to have it back.");
    if (absence.code == absence::kUnlisted)
        return tr("It still knows the machine when it is asked for it alone.");
    if (!absence.reason.isEmpty())
        return reason(absence.reason);
    if (absence::isProvable(absence))
        return tr("Prove its identity again with the key of whoever controls it now.");
    return tr("Refresh to ask again.");
}

QString Words::absenceSentence(const Absence &absence)
{
    const QString sentence = tr("The service lists this machine no longer; it is shown as it was last seen "
                                "and cannot be changed from here. %1")
                                 .arg(absenceAdvice(absence));
    if (absence.sentence.isEmpty())
        return sentence;
    //: %1: sentences of ours; %2: one of the service; %3: a code, like NOT_FOUND
    return tr("%1 The service's own words: \u201c%2\u201d (%3)")
        .arg(sentence, absence.sentence, absence.code);
}

QString Words::aged(const QString &words, Timestamp moment, Timestamp now)
{
    if (moment.milliseconds <= 0)
        return words;
    //: A verdict and its age, like: Verified · 2 min ago
    return tr("%1 \u00b7 %2").arg(words, relativeTime(moment, now));
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

QString refusedMove(MachineStatus from, MachineStatus to)
{
    QStringList allowed;
    for (const MachineStatus next : nextStatuses(from))
        allowed.append(status(next));
    if (allowed.isEmpty())
        return Words::tr("An archived machine keeps its state.");
    //: %1 and %2: states, like Draft and Degraded; %3: the states that may follow
    return Words::tr("A machine cannot go from %1 to %2. Allowed: %3.")
        .arg(status(from), status(to), allowed.join(", "_L1));
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

QString absence(const Absence &absence)
{
    if (absence.code == errorCodeName(ErrorCode::NotFound))
        return Words::tr("not found");
    if (absence.code == absence::kUnlisted)
        return Words::tr("left out of its list");
    if (absence.reason == reason::kControllerChanged)
        return Words::tr("controller changed");
    if (absence.reason == reason::kIdentityNotFound)
        return Words::tr("identity not known");
    if (absence.reason == reason::kIdentityInactive)
        return Words::tr("identity not active");
    if (absence.reason == reason::kNoEvmController)
        return Words::tr("no controller named");
    if (absence.reason == reason::kHomedElsewhere)
        return Words::tr("homed elsewhere");
    if (absence.reason == reason::kProofMissing)
        return Words::tr("no proof");
    if (absence.reason == reason::kProofCorrupt)
        return Words::tr("proof damaged");
    if (absence.reason == reason::kResolverUnreachable)
        return Words::tr("registry not answering");
    return absence.code == errorCodeName(ErrorCode::MachineNotActivated) ? Words::tr("not verified")
                                                                         : absence.code;
}

QString verdict(const Machine &machine, Timestamp now)
{
    if (!machine.verification)
        return machine.identityProof
                   ? Words::aged(Words::tr("Proven"), machine.identityProof->verifiedAt, now)
                   : Words::tr("No proof");
    const Verification &verification = *machine.verification;
    switch (verification.state) {
    case Verification::State::Verified:
        return Words::aged(Words::tr("Verified"), verification.checkedAt, now);
    case Verification::State::NotChecked:
        return Words::tr("Not checked");
    case Verification::State::Failed:
        if (!recordfault::of(machine).isEmpty())
            return Words::tr("Cannot be read");
        if (const auto absence = absence::of(machine))
            return Words::aged(absence->code.isEmpty()
                                   ? Words::tr("Not listed any more")
                                   //: %1: why, like: controller changed
                                   : Words::tr("Not listed: %1").arg(machinewords::absence(*absence)),
                               absence->askedAt, now);
        return Words::aged(Words::shortReason(verification.reason), verification.checkedAt, now);
    case Verification::State::Unavailable:
        if (verification.checkedAt.milliseconds <= 0)
            return Words::tr("Registry not answering");
        //: %1: a time like 12 min ago
        return Words::tr("Registry not answering \u00b7 last seen %1")
            .arg(relativeTime(verification.checkedAt, now));
    }
    Q_UNREACHABLE();
}

QString verification(const Machine &machine)
{
    if (!machine.verification) {
        return machine.identityProof ? Words::tr("Control was proven when the machine was registered.")
                                     : Words::reason(u"proof_missing"_s);
    }
    if (const auto absence = absence::of(machine))
        return Words::absenceSentence(*absence);
    if (const QString fault = recordfault::of(machine); !fault.isEmpty())
        //: %1: members of the record, each with what is wrong with it
        return Words::tr("The service sent something here that cannot be read, so this record cannot be "
                         "changed from here. %1")
            .arg(fault);
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
