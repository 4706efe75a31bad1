// SPDX-License-Identifier: GPL-3.0-or-later
#include "absence.h"

#include "identityerrors.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace muster::absence {
namespace {

constexpr auto kMark = "not_listed\n"_L1;

enum Line { Code, Reason, Controllers, Sentence };

} // namespace

void mark(Machine &machine, const Absence &absence)
{
    // The sentence comes last: it alone may hold line ends.
    const QString text =
        QStringList{absence.code, absence.reason, absence.controllers.join(u','), absence.sentence}.join(
            u'\n');
    machine.verification = Verification{Verification::State::Failed, QString(kMark + text), absence.askedAt};
}

bool isMarked(const Machine &machine)
{
    return machine.verification && machine.verification->reason.startsWith(kMark);
}

std::optional<Absence> of(const Machine &machine)
{
    if (!isMarked(machine))
        return std::nullopt;
    const QString text = machine.verification->reason.mid(kMark.size());
    return Absence{text.section(u'\n', Code, Code), text.section(u'\n', Reason, Reason),
                   text.section(u'\n', Sentence),
                   text.section(u'\n', Controllers, Controllers).split(u',', Qt::SkipEmptyParts),
                   machine.verification->checkedAt};
}

Absence from(const Error &error, Timestamp askedAt)
{
    const auto word = [](QString text) { return text.remove(u'\n'); };
    Absence absence{word(error.codeName()), word(reasonOf(error)), error.message, {}, askedAt};
    const QJsonArray controllers = error.details.value("controllerAddresses"_L1).toArray();
    for (const auto &controller : controllers) {
        const QString text = word(controller.toString()).remove(u',');
        if (!text.isEmpty())
            absence.controllers.append(text);
    }
    return absence;
}

bool isProvable(const Absence &absence)
{
    if (absence.code != errorCodeName(ErrorCode::MachineNotActivated))
        return false;
    return absence.reason.isEmpty() || absence.reason == reason::kControllerChanged ||
           absence.reason == reason::kProofMissing || absence.reason == reason::kProofCorrupt;
}

} // namespace muster::absence
