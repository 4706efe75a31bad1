// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "challengetext.h"

#include <QStringList>

#include <atomic>

namespace muster {

/// What challenges say while a test simulates a service whose texts are not the contract's. The five texts
/// are made up: the managed service does not publish its own. Any thread.
class SimulatedTexts
{
public:
    /// `sentence` (one line that names no machine), `key-value` (lines with other labels), `json`, `siwe` (a
    /// sign-in with Ethereum, EIP-4361) and `other-identity` (names a machine that was not asked for).
    static QStringList names();

    /// The text of all challenges from now on; empty: the contract's own. Another name changes nothing and is
    /// answered with false.
    bool use(const QString &name);
    QString name() const; ///< empty: the contract's own
    /// Whether there was one since the start: then proofs over such texts may be kept here, which need not
    /// name their machine.
    bool wereUsed() const { return m_used; }

    /// UTF-8, in the text that is used now.
    QByteArray text(const ChallengeFacts &facts, const QStringList &controllers) const;

private:
    std::atomic<int> m_index{-1};
    std::atomic<bool> m_used{false};
};

/// What challenges say, in one sentence that says when it is simulated.
QString challengeTextSentence(const QString &name);

} // namespace muster
