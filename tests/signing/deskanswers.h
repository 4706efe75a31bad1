// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "vaultdesk.h"

#include <QTest>

/// What the tests of the vault's desk share.
namespace muster::deskanswers {

inline constexpr ScryptCost kQuick{1024, 1, 1};
inline constexpr auto kPassphrase = "correct horse battery";

inline SecureBytes typed(const QByteArray &text)
{
    return SecureBytes(
        std::span(reinterpret_cast<const std::uint8_t *>(text.constData()), std::size_t(text.size())));
}

/// Waits for it; Cancelled when it ends without a result, or not at all.
template <typename T>
Result<T> answerOf(const QFuture<Result<T>> &future)
{
    if (!QTest::qWaitFor([&future] { return future.isFinished(); }, 20'000) || future.resultCount() == 0)
        return fail(ErrorCode::Cancelled, QStringLiteral("no answer"));
    QCoreApplication::processEvents();
    return future.result();
}

template <typename T>
QString codeOf(const Result<T> &result)
{
    return result ? QStringLiteral("(a value)") : result.error().codeName();
}

} // namespace muster::deskanswers
