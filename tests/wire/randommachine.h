// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "challenge.h"
#include "machine.h"
#include "machinepatch.h"
#include "newmachine.h"

#include <QRandomGenerator>

namespace muster {

/// Makes records of all shapes that the domain allows, the same ones for the same seed.
class RandomMachine
{
public:
    explicit RandomMachine(quint32 seed);

    Machine machine();
    NewMachine request();
    MachinePatch patch();
    Challenge challenge();

private:
    bool coin();
    int upTo(int most);
    /// At least `least` characters, with quotes, line ends, a byte order mark, and characters beyond the
    /// first plane.
    QString text(int least, int most);
    /// As text(), without control characters and blanks at its ends: what a field of a request may hold.
    QString fieldText(int least, int most);
    QStringList entries();
    QMap<QString, QString> labels();
    Timestamp moment();
    IdentityRef identity();
    IdentityProof proof();
    ProofInput proofInput();

    QRandomGenerator m_random;
};

} // namespace muster
