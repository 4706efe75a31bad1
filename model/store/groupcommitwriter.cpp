// SPDX-License-Identifier: GPL-3.0-or-later
#include "groupcommitwriter.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace muster {

GroupCommitWriter::GroupCommitWriter(const QString &path)
    : m_path(path)
{}

GroupCommitWriter::~GroupCommitWriter()
{
    {
        const std::lock_guard lock(m_mutex);
        m_ending = true;
    }
    m_wake.notify_one();
    if (m_thread.joinable())
        m_thread.join();
}

Result<std::unique_ptr<GroupCommitWriter>> GroupCommitWriter::start(const QString &path)
{
    std::unique_ptr<GroupCommitWriter> writer(new GroupCommitWriter(path));
    std::promise<Result<void>> opened;
    auto outcome = opened.get_future();
    writer->m_thread = std::thread(&GroupCommitWriter::work, writer.get(), std::move(opened));
    if (const auto ready = outcome.get(); !ready)
        return Failure(ready.error());
    return writer;
}

Result<void> GroupCommitWriter::write(WriteCommand command)
{
    if (std::this_thread::get_id() == m_thread.get_id())
        return fail(ErrorCode::InternalError,
                    u"A change may not wait for another change on the writer's thread."_s);
    std::promise<Result<void>> promise;
    auto answer = promise.get_future();
    {
        const std::lock_guard lock(m_mutex);
        m_waiting.push_back({&command, std::move(promise)});
    }
    m_wake.notify_one();
    return answer.get();
}

void GroupCommitWriter::work(std::promise<Result<void>> opened)
{
    auto transaction = WriteTransaction::open(m_path);
    if (!transaction) {
        opened.set_value(Failure(transaction.error()));
        return;
    }
    opened.set_value({});
    for (;;) {
        std::vector<Waiting> group = nextGroup();
        if (group.empty())
            return;
        std::vector<const WriteCommand *> commands;
        commands.reserve(group.size());
        for (const Waiting &waiting : group)
            commands.push_back(waiting.command);
        std::vector<Result<void>> results = (*transaction)->run(commands);
        for (std::size_t i = 0; i < group.size(); ++i)
            group[i].answer.set_value(std::move(results[i]));
    }
}

std::vector<GroupCommitWriter::Waiting> GroupCommitWriter::nextGroup()
{
    std::unique_lock lock(m_mutex);
    m_wake.wait(lock, [this] { return m_ending || !m_waiting.empty(); });
    return std::exchange(m_waiting, {});
}

} // namespace muster
