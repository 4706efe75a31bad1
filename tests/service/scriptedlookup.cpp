// SPDX-License-Identifier: GPL-3.0-or-later
#include "scriptedlookup.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace muster {

ScriptedLookup::ScriptedLookup(Says says)
    : m_says(std::move(says))
    , m_thread([this] { run(); })
{}

ScriptedLookup::~ScriptedLookup()
{
    {
        const std::scoped_lock lock(m_mutex);
        m_ended = true;
    }
    m_changed.notify_all();
    m_thread.join();
    for (const Question &question : m_waiting)
        question.done(fail(ErrorCode::Cancelled, u"ended"_s));
}

void ScriptedLookup::ask(const IdentityRef &identity, Done done)
{
    {
        const std::scoped_lock lock(m_mutex);
        m_asked.append(identity.did());
        m_waiting.push_back({identity, std::move(done)});
    }
    m_changed.notify_all();
}

void ScriptedLookup::setSays(Says says)
{
    const std::scoped_lock lock(m_mutex);
    m_says = std::move(says);
}

void ScriptedLookup::hold()
{
    const std::scoped_lock lock(m_mutex);
    m_held = true;
}

void ScriptedLookup::release()
{
    {
        const std::scoped_lock lock(m_mutex);
        m_held = false;
    }
    m_changed.notify_all();
}

QStringList ScriptedLookup::asked() const
{
    const std::scoped_lock lock(m_mutex);
    return m_asked;
}

void ScriptedLookup::run()
{
    std::unique_lock lock(m_mutex);
    while (true) {
        m_changed.wait(lock, [this] { return m_ended || (!m_held && !m_waiting.empty()); });
        if (m_ended)
            return;
        const Question question = std::move(m_waiting.front());
        m_waiting.pop_front();
        const Result<IdentityFacts> facts = m_says(question.identity);
        lock.unlock();
        question.done(facts);
        lock.lock();
    }
}

IdentityFacts factsOf(const QStringList &controllers)
{
    return {IdentityState::Usable, controllers, true};
}

} // namespace muster
