// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "apiclient.h"
#include "servedworkspace.h"

#include <QObject>

#include <memory>

namespace muster {

/// What the tests of the API have in common: before each test function a workspace of its own is served with
/// an API key, and a client is connected to it.
class ServedApiTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();

protected:
    std::unique_ptr<ServedWorkspace> m_workspace;
    std::unique_ptr<ApiClient> m_client;
};

} // namespace muster
