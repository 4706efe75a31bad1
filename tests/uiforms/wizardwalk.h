// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace muster {

class FormProbe;

/// Goes through the open wizard as a person would, up to the challenge, with this private key held. Answers
/// what went wrong; empty when the challenge may be signed.
QString fillRegistration(const FormProbe &wizard, const QString &did, const QString &name,
                         const QString &hexKey);
/// The same, signs, and ends on the last page.
QString completeRegistration(const FormProbe &wizard, const QString &did, const QString &name,
                             const QString &hexKey);

} // namespace muster
