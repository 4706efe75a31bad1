// SPDX-License-Identifier: GPL-3.0-or-later
#include "keygate.h"

#include "stopsignal.h"

#include <QByteArrayList>
#include <QCryptographicHash>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

QByteArray hashed(const QByteArray &key)
{
    return QCryptographicHash::hash(key, QCryptographicHash::Sha256);
}

QJsonObject apiKeyHint()
{
    return {{u"check"_s, u"apiKey"_s}, {u"setting"_s, u"--api-key-file"_s}};
}

} // namespace

QByteArrayList presentedKeys(const RequestHead &head)
{
    QByteArrayList keys;
    if (const std::optional<QByteArray> key = head.field("x-api-key"); key && !key->isEmpty())
        keys.append(*key);
    const QByteArray authorization = head.field("authorization").value_or(QByteArray());
    const qsizetype space = authorization.indexOf(' ');
    if (space > 0 && authorization.first(space).compare("bearer", Qt::CaseInsensitive) == 0)
        keys.append(authorization.sliced(space + 1).trimmed());
    return keys;
}

KeyGate::KeyGate(const QByteArray &apiKey, const GuardLimits &limits, const StopSignal &stop)
    : m_wanted(keptOf(apiKey))
    , m_stop(stop)
    , m_delay(limits.wrongKeyDelay)
    , m_mostWrong(limits.wrongKeys)
    , m_brake(limits)
{}

Result<void> KeyGate::check(const RequestHead &head)
{
    const QByteArray wanted = this->wanted().hash;
    if (wanted.isEmpty())
        return {};
    const QByteArrayList keys = presentedKeys(head);
    if (keys.isEmpty())
        return fail(ErrorCode::AuthRequired, u"Send the API key of this server in the header x-api-key."_s,
                    apiKeyHint());
    if (std::any_of(keys.begin(), keys.end(),
                    [&wanted](const QByteArray &key) { return isRight(wanted, key); }))
        return {};

    const std::chrono::milliseconds blocked = m_brake.note(std::chrono::steady_clock::now());
    if (blocked > std::chrono::milliseconds::zero()) {
        Failure refusal =
            fail(ErrorCode::RateLimited, u"Too many wrong API keys. Wait before trying another one."_s,
                 {{u"check"_s, u"apiKey"_s}, {u"limit"_s, m_mostWrong}});
        refusal.value().retryAfterSeconds =
            static_cast<int>(std::chrono::ceil<std::chrono::seconds>(blocked).count());
        return refusal;
    }
    m_stop.waitFor(m_delay);
    return fail(ErrorCode::AuthInvalid, u"This is not the API key of this server."_s, apiKeyHint());
}

void KeyGate::replaceKey(const QByteArray &apiKey)
{
    Wanted wanted = keptOf(apiKey);
    const std::scoped_lock lock(m_mutex);
    m_wanted = std::move(wanted);
}

// Only a hash is kept, so that every stretch of the key's length is hashed: few texts are that long.
bool KeyGate::occursIn(const QByteArray &text) const
{
    const Wanted wanted = this->wanted();
    if (wanted.hash.isEmpty())
        return false;
    for (qsizetype start = 0; start + wanted.length <= text.size(); ++start) {
        if (isRight(wanted.hash, text.sliced(start, wanted.length)))
            return true;
    }
    return false;
}

KeyGate::Wanted KeyGate::keptOf(const QByteArray &apiKey)
{
    return apiKey.isEmpty() ? Wanted() : Wanted{hashed(apiKey), apiKey.size()};
}

KeyGate::Wanted KeyGate::wanted() const
{
    const std::scoped_lock lock(m_mutex);
    return m_wanted;
}

bool KeyGate::isRight(const QByteArray &wanted, const QByteArray &candidate)
{
    // Hashes have one length and every byte is looked at: the time taken tells nothing about the key.
    const QByteArray other = hashed(candidate);
    volatile unsigned char difference = 0;
    for (qsizetype i = 0; i < wanted.size(); ++i)
        difference = difference | static_cast<unsigned char>(wanted[i] ^ other[i]);
    return difference == 0;
}

} // namespace muster
