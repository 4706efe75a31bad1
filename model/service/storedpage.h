// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storereader.h"

namespace muster {

/// A page as stored: rows for those who splice documents. Proofs come without evidence.
struct StoredPage
{
    QList<StoredMachine> rows; ///< machine.verification is set when the query said anyVerification
    std::optional<QString> nextCursor;
};

} // namespace muster
