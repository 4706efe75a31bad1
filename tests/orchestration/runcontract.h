// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace muster {

class OrchestratorFixture;

/// Runs the whole contract of the orchestration port against the fixture's adapter, with the arguments of a
/// Qt test program; the answer is the program's exit code. One QCoreApplication (or more) must be there.
int runOrchestratorContract(OrchestratorFixture &fixture, int argc, char **argv);

} // namespace muster
