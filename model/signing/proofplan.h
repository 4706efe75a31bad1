// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "address.h"
#include "machine.h"
#include "proofflow.h"

#include <QList>
#include <QStringList>

#include <optional>

namespace muster {

/// What proving some machines again needs, before anything is signed: for each, which key held here would do,
/// or which addresses would. Who controls an identity is what the record says of its last proof; where that
/// proof does not hold, or nobody says whether it does and no key fits, the service is asked, with a
/// challenge that nobody signs. GUI thread; asks for one after another.
class ProofPlan : public ProofFlow
{
    Q_OBJECT

public:
    struct Row
    {
        Machine machine;
        QStringList controllers;    ///< EIP-55
        std::optional<Error> error; ///< the service could not say who controls it
        bool isAsked = false;       ///< the service is still to answer
    };
    enum class Need {
        Nothing,    ///< a key of the vault would do
        Import,     ///< a key would do that is typed for this session only: no approval covers it
        Key,        ///< none of the controllers' keys is held here
        Controller, ///< the identity names no controller
        Asking,     ///< not known yet
        Service,    ///< the service could not say, see `error`
        Identity,   ///< the record names no identity
        Record,     ///< archived: it cannot be changed any more
    };

    ProofPlan(Orchestrator &orchestrator, SigningDesk &desk, QList<Machine> machines,
              QObject *parent = nullptr);

    /// Starts asking where that is needed.
    void begin();
    const QList<Row> &rows() const { return m_rows; }
    Need need(int row) const;
    /// The key that would sign; nothing unless one is held.
    std::optional<Address> signer(int row) const;
    bool isAsking() const { return m_asking; }

signals:
    void changed(int first, int last);
    /// Every answer has come.
    void asked();

private:
    bool needsAsking(const Row &row) const;
    int nextAsked() const;
    static QCoro::Task<> askAll(QPointer<ProofPlan> plan);
    void take(int row, const Result<Challenge> &challenge);

    QList<Row> m_rows;
    bool m_asking = false;
};

} // namespace muster
