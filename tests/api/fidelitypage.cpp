// SPDX-License-Identifier: GPL-3.0-or-later
#include "fidelitypage.h"

namespace muster {
namespace {

constexpr const char *kIntroduction =
    "<!-- SPDX-License-Identifier: GPL-3.0-or-later -->\n"
    "<!-- Written by ./dev fidelity from the server's route table; a test fails when it is not what that "
    "says. -->\n"
    "# How near the server comes to the vendor's service\n"
    "\n"
    "The vendor's orchestration service is not public as code. What is known of it is what its public "
    "clients send and\n"
    "accept, and what its documentation says; `docs/contract.md` names the source of each rule.\n"
    "\n"
    "| word | meaning |\n"
    "|---|---|\n"
    "| exact | the public clients cannot tell the difference, as far as can be known |\n"
    "| approximate | the public clients work with it; the note says what is decided here |\n"
    "| added | the vendor's service has no such operation |\n"
    "| absent | 501 `NOT_IMPLEMENTED` in the error envelope, after the API key was checked; never a made-up "
    "answer |\n";

QByteArray word(Fidelity fidelity)
{
    switch (fidelity) {
    case Fidelity::Exact:
        return "exact";
    case Fidelity::Approximate:
        return "approximate";
    case Fidelity::Added:
        return "added";
    case Fidelity::Absent:
        break;
    }
    return "absent";
}

void addRow(QByteArray &page, const Route &route)
{
    page.append("| `").append(route.method).append(' ').append(route.pattern).append("` | ");
    page.append(word(route.fidelity)).append(" | ").append(route.note).append(" |\n");
}

} // namespace

QByteArray fidelityPage(const RouteTable &routes)
{
    QByteArray page = kIntroduction;
    for (const bool absent : {false, true}) {
        page.append(absent ? "\n## Absent\n" : "\n## Built\n");
        page.append("\n| operation | fidelity | note |\n|---|---|---|\n");
        for (const Route &route : routes.routes()) {
            if ((route.fidelity == Fidelity::Absent) == absent)
                addRow(page, route);
        }
    }
    return page;
}

} // namespace muster
