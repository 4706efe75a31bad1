// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "prooftable.h"
#include "vaultwindow.h"

namespace muster {

/// A window whose vault holds one key, and what a person does there to prove machines again.
class ProofWindow : public VaultWindow
{
public:
    // The private keys 1 and 2; their addresses are known answers.
    static QString keyOne() { return QString(63, u'0') + u'1'; }
    static QString keyTwo() { return QString(63, u'0') + u'2'; }
    static QString addressOfOne() { return QStringLiteral("0x7E5F4552091A69125d5DfCb7b8C2659029395Bdf"); }
    static QString addressOfTwo() { return QStringLiteral("0x2B5AD5c4795c026514f8317c7a215E218DcCD6cF"); }
    static IdentityRef identity(int number);

    /// Puts this key into a new vault.
    bool makeVaultWith(const QString &hex);
    /// The same, and a fleet of this many forklifts whose controller is key one by now.
    bool prepare(int machines, const QString &hex = keyOne());
    /// Selects every machine and opens the dialog; null when it does not come.
    QDialog *openMany() const;
    ProofTable *proofs() const { return find<ProofTable>(QStringLiteral("proofTable")); }
    QString state(int row) const { return proofs()->topLevelItem(row)->text(3); }
    /// The summary of the dialog.
    QString summary() const { return text(QStringLiteral("proveSummary")); }
    QString note() const { return probe().note(QStringLiteral("proveNote")); }
    bool isReady() const;
    void prove() const { probe().click(QStringLiteral("proveButton")); }
    /// The record as the workspace has it.
    Result<Machine> machine(const QString &name) const;
    /// Whether its proof is by this signer, and good now.
    bool holds(const QString &name, const QString &signer) const;
    /// How many entries of this event are in the journal.
    int journalled(const QByteArray &event) const;
};

/// Waits for it; Cancelled when it does not come.
template <typename T>
Result<T> answerOf(const QFuture<Result<T>> &future)
{
    if (!QTest::qWaitFor([&future] { return future.isFinished(); }, 20'000))
        return fail(ErrorCode::Cancelled, QStringLiteral("no answer"));
    return future.result();
}

} // namespace muster
