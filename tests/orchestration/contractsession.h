// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "orchestratorfixture.h"

#include <QTest>

namespace muster {

/// One test's view of an adapter: the calls of the port, waited for, and the steps that many tests begin
/// with.
class ContractSession
{
public:
    explicit ContractSession(OrchestratorFixture &fixture);

    Orchestrator &port() { return *m_orchestrator; }
    OrchestratorFixture &fixture() { return m_fixture; }
    void closePort() { m_orchestrator.reset(); }

    /// Waits, with the event loop running, at most 20 s.
    template <typename T>
    static Result<T> settled(QFuture<Result<T>> future)
    {
        if (!QTest::qWaitFor([&future] { return future.isFinished(); }, 20000))
            return fail(ErrorCode::NetworkFailure, QStringLiteral("The call did not finish."));
        return future.result();
    }

    /// A valid registration without identity and proof.
    static NewMachine plainMachine();
    Result<Challenge> challenge(qint64 number);
    /// The registration of the identity, signed for a fresh challenge.
    Result<NewMachine> signedMachine(qint64 number, int key);
    /// Makes key the identity's only controller and registers a machine for it.
    Result<Machine> draft(qint64 number, int key);
    Result<Machine> active(qint64 number, int key);

    Result<Machine> create(const NewMachine &machine);
    Result<Machine> read(const QString &id);
    Result<Machine> update(const QString &id, const MachinePatch &patch,
                           std::optional<qint64> ifRevision = std::nullopt);
    Result<Machine> move(const QString &id, MachineStatus status);
    Result<void> archive(const QString &id, std::optional<qint64> ifRevision = std::nullopt);
    Result<MachinePage> list(const MachineQuery &query = {});
    /// The ids of the first page.
    QStringList listedIds(const MachineQuery &query = {});

private:
    OrchestratorFixture &m_fixture;
    std::unique_ptr<Orchestrator> m_orchestrator;
};

} // namespace muster

/// The Result must hold a value; else the test fails with the error's words.
#define VERIFY_OK(result)                                                                                    \
    do {                                                                                                     \
        const auto &answered_ = (result);                                                                    \
        QVERIFY2(answered_.has_value(), answered_ ? "" : qPrintable(answered_.error().message));             \
    } while (false)

/// The Result must hold this error.
#define COMPARE_CODE(result, expected)                                                                       \
    do {                                                                                                     \
        const auto &refused_ = (result);                                                                     \
        QVERIFY2(!refused_.has_value(), "a value came where an error was expected");                         \
        QCOMPARE(refused_.error().codeName(), muster::errorCodeName(expected));                              \
    } while (false)

/// The Result must hold this error with this details.reason.
#define COMPARE_REASON(result, expected, word)                                                               \
    do {                                                                                                     \
        const auto &reasoned_ = (result);                                                                    \
        COMPARE_CODE(reasoned_, expected);                                                                   \
        QCOMPARE(reasoned_.error().details.value(QLatin1StringView("reason")).toString(),                    \
                 QString(QLatin1StringView(word)));                                                          \
    } while (false)
