// SPDX-License-Identifier: GPL-3.0-or-later
#include "orchestratorfixture.h"
#include "orchestratorserver.h"
#include "remoteorchestrator.h"
#include "runcontract.h"
#include "testworkspace.h"

#include <QCoreApplication>

namespace muster {
namespace {

/// The port over HTTP: a real server with an API key on a real workspace, reached through a real socket.
class RemoteFixture final : public OrchestratorFixture
{
public:
    void reset() override
    {
        m_server.reset();
        m_workspace = std::make_unique<TestWorkspace>();
        m_server = std::make_unique<OrchestratorServer>(m_workspace->stackFactory(), m_workspace->clock());
        ServerOptions options;
        options.port = 0;
        options.apiKey = kApiKey;
        const Result<QUrl> url = m_server->start(options);
        if (!url)
            qFatal("%ls", qUtf16Printable(url.error().message));
        m_url = *url;
    }

    std::unique_ptr<Orchestrator> makeOrchestrator() override
    {
        return std::make_unique<RemoteOrchestrator>(RemoteProfile{m_url, kApiKey});
    }

    void registerIdentity(const RegistryEntry &entry) override { m_workspace->registerIdentity(entry); }
    void advanceClock(qint64 seconds) override { m_workspace->clock().advance(seconds); }

private:
    static constexpr auto kApiKey = "0123456789abcdef0123456789abcdef";

    std::unique_ptr<TestWorkspace> m_workspace;
    std::unique_ptr<OrchestratorServer> m_server;
    QUrl m_url;
};

} // namespace
} // namespace muster

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    muster::RemoteFixture fixture;
    return muster::runOrchestratorContract(fixture, argc, argv);
}
