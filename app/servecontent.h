// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "machineseed.h"
#include "serveoptions.h"

namespace muster {

/// The identities of `--registry FILE`, none without it. ValidationError in one sentence that names the file
/// and the first fault.
Result<QList<RegistryEntry>> registryFileContent(const ServeOptions &options);

/// The machines of `--seed FILE`, none without it; errors as above.
Result<QList<Machine>> seedFileContent(const ServeOptions &options);

/// ValidationError about the seed file, from what the workspace said of its records; another error as it is.
Error seedRefusal(const ServeOptions &options, const Error &error);

/// Everything that a server with these options begins with: the demo fleet, the registry and the seed, read
/// anew.
Result<WorkspaceContent> initialContent(const ServeOptions &options);

} // namespace muster
