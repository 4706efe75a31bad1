// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "identitylookup.h"

#include <QByteArray>

namespace muster::wire {

/// What an MCR answered to `GET /machine/{did}` (contract ID-28). The controllers are our own
/// `peaqos.controllers` where they are there, else the address in `peaqos.operator`; a key of another chain
/// as `peaqos.controller` or `peaqos.owner` means homed elsewhere. 404 and 409 are answers too, if they have
/// the MCR's error shape: a page of some other server is not. Anything else, an answer about another identity
/// too, is BadResponse, with `retryAfterSeconds` as the MCR gave them. Any thread.
Result<IdentityFacts> readMcrAnswer(int status, const QByteArray &body, const IdentityRef &identity,
                                    int retryAfterSeconds);

} // namespace muster::wire
