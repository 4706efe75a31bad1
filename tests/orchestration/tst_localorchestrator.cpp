// SPDX-License-Identifier: GPL-3.0-or-later
#include "localorchestrator.h"
#include "orchestratorfixture.h"
#include "runcontract.h"
#include "testworkspace.h"

#include <QCoreApplication>

namespace muster {
namespace {

class LocalFixture final : public OrchestratorFixture
{
public:
    void reset() override { m_workspace = std::make_unique<TestWorkspace>(); }

    std::unique_ptr<Orchestrator> makeOrchestrator() override
    {
        return std::make_unique<LocalOrchestrator>(m_workspace->stackFactory(), m_workspace->feed());
    }

    void registerIdentity(const RegistryEntry &entry) override { m_workspace->registerIdentity(entry); }
    void advanceClock(qint64 seconds) override { m_workspace->clock().advance(seconds); }

private:
    std::unique_ptr<TestWorkspace> m_workspace;
};

} // namespace
} // namespace muster

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    muster::LocalFixture fixture;
    return muster::runOrchestratorContract(fixture, argc, argv);
}
