// SPDX-License-Identifier: GPL-3.0-or-later
// Prints docs/fidelity.md.
#include "apiroutes.h"
#include "fidelitypage.h"

#include <cstdio>

int main()
{
    const QByteArray page = muster::fidelityPage(muster::apiRoutes());
    const std::size_t size = static_cast<std::size_t>(page.size());
    return std::fwrite(page.constData(), 1, size, stdout) == size ? 0 : 1;
}
