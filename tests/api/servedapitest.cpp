// SPDX-License-Identifier: GPL-3.0-or-later
#include "servedapitest.h"

#include <QTest>

namespace muster {

void ServedApiTest::init()
{
    m_workspace = std::make_unique<ServedWorkspace>();
    QVERIFY2(m_workspace->fault().isEmpty(), qPrintable(m_workspace->fault()));
    ServerOptions options;
    options.limits.wrongKeyDelay = std::chrono::milliseconds(1);
    const Result<QUrl> url = m_workspace->start(options);
    QVERIFY(url.has_value());
    m_client = std::make_unique<ApiClient>(*m_workspace);
    QVERIFY(m_client->raw().isConnected());
}

void ServedApiTest::cleanup()
{
    m_client.reset();
    m_workspace.reset();
}

} // namespace muster
