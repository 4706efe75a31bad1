// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "machine.h"

#include <QByteArray>

namespace muster {

/// One record in the few hundred bytes that it takes to say it: a Machine of strings needs ten times as many.
/// Of equal machines the packed forms are equal. Copies share the bytes. Any thread.
class PackedMachine
{
public:
    PackedMachine() = default;
    explicit PackedMachine(const Machine &machine);

    Machine unpacked() const;
    bool operator==(const PackedMachine &) const = default;

private:
    QByteArray m_bytes; ///< a QDataStream, texts as UTF-8
};

} // namespace muster
