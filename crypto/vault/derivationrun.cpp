// SPDX-License-Identifier: GPL-3.0-or-later
#include "derivationrun.h"

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

constexpr std::chrono::milliseconds kAskEvery{20};

struct Turn
{
    std::mutex mutex;
    std::condition_variable changed;
    bool taken = false;
};

/// Never destroyed: an abandoned derivation may outlive main().
Turn &turn()
{
    static Turn *const one = new Turn;
    return *one;
}

struct Run
{
    KeyDerivation derivation;
    SecureBytes passphrase;
    std::optional<Result<SecureBytes>> result; ///< guarded by the turn's mutex
};

/// Waits until `ready` or `cancelled`; true when it is ready.
template <typename Ready>
bool await(std::unique_lock<std::mutex> &lock, const Ready &ready, const Cancelled &cancelled)
{
    while (!turn().changed.wait_for(lock, kAskEvery, ready)) {
        lock.unlock();
        const bool left = cancelled();
        lock.lock();
        if (left)
            return ready();
    }
    return true;
}

void derive(const std::shared_ptr<Run> &run)
{
    Result<SecureBytes> result = run->derivation.derive(run->passphrase);
    run->passphrase.clear();
    {
        const std::scoped_lock lock(turn().mutex);
        run->result = std::move(result);
        turn().taken = false;
    }
    turn().changed.notify_all();
}

} // namespace

Result<SecureBytes> runDerivation(const KeyDerivation &derivation, const SecureBytes &passphrase,
                                  const Cancelled &cancelled)
{
    const auto ended = [] { return fail(ErrorCode::Cancelled, u"This was ended before it was done."_s); };
    std::unique_lock lock(turn().mutex);
    if (cancelled() || !await(
                           lock, [] { return !turn().taken; }, cancelled))
        return ended();
    const auto run = std::make_shared<Run>(Run{derivation, passphrase.clone(), {}});
    turn().taken = true;
    std::thread([run] { derive(run); }).detach();
    if (!await(
            lock, [&run] { return run->result.has_value(); }, cancelled))
        return ended();
    return std::move(*run->result);
}

} // namespace muster
