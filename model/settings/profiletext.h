// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "serviceprofile.h"

namespace muster {

/// How kept services stand in the file of settings: one line of JSON. What cannot be read as a service is
/// left out; two with one id or name do not come back. Any thread.
QString profilesToText(const QList<ServiceProfile> &profiles);
QList<ServiceProfile> profilesFromText(const QString &text);

} // namespace muster
