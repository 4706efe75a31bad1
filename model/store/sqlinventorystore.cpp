// SPDX-License-Identifier: GPL-3.0-or-later
#include "sqlinventorystore.h"

#include "databasecreation.h"
#include "machinerow.h"
#include "rowtext.h"

#include <QScopeGuard>

#include <tuple>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

using machinerow::kMembers;

// What a list shows lies beside the file, so that a fleet that does not change is listed without a write.
constexpr auto kListed = "CREATE TEMP TABLE listed (id TEXT PRIMARY KEY) WITHOUT ROWID"_L1;

constexpr auto kTake = "INSERT INTO machines ("_L1;
// When a verdict was checked counts as no change: it moves with every list.
constexpr auto kTaken =
    ", verdict, verdict_reason, verdict_at, id, seen_at, place) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
    "(SELECT number FROM places WHERE place = ?)) "
    "ON CONFLICT (place, id) DO UPDATE SET revision = excluded.revision, status = excluded.status, "
    "identity = excluded.identity, display_name = excluded.display_name, owner_id = excluded.owner_id, "
    "machine_type = excluded.machine_type, runtime_profile = excluded.runtime_profile, "
    "capabilities = excluded.capabilities, labels = excluded.labels, policy_ids = excluded.policy_ids, "
    "skill_keys = excluded.skill_keys, created_at = excluded.created_at, "
    "updated_at = excluded.updated_at, proof_signer = excluded.proof_signer, "
    "proof_challenge_id = excluded.proof_challenge_id, proof_verified_at = excluded.proof_verified_at, "
    "proof_challenge_expires_at = excluded.proof_challenge_expires_at, "
    "proof_controllers = excluded.proof_controllers, proof_message = excluded.proof_message, "
    "proof_signature = excluded.proof_signature, verdict = excluded.verdict, "
    "verdict_reason = excluded.verdict_reason, verdict_at = excluded.verdict_at, "
    "seen_at = excluded.seen_at, absent_since = NULL, absence_code = '', absence_reason = '', "
    "absence_sentence = '', absence_controllers = '[]', absence_asked_at = 0 "
    "WHERE absent_since IS NOT NULL OR "
    "(revision, status, identity, display_name, owner_id, machine_type, runtime_profile, capabilities, "
    "labels, policy_ids, skill_keys, created_at, updated_at, proof_signer, proof_challenge_id, "
    "proof_verified_at, proof_challenge_expires_at, proof_controllers, proof_message, proof_signature, "
    "verdict, verdict_reason) IS NOT "
    "(excluded.revision, excluded.status, excluded.identity, excluded.display_name, excluded.owner_id, "
    "excluded.machine_type, excluded.runtime_profile, excluded.capabilities, excluded.labels, "
    "excluded.policy_ids, excluded.skill_keys, excluded.created_at, excluded.updated_at, "
    "excluded.proof_signer, excluded.proof_challenge_id, excluded.proof_verified_at, "
    "excluded.proof_challenge_expires_at, excluded.proof_controllers, excluded.proof_message, "
    "excluded.proof_signature, excluded.verdict, excluded.verdict_reason)"_L1;

constexpr auto kSelect = "SELECT "_L1;
constexpr auto kOfPlace =
    ", verdict, verdict_reason, verdict_at, id, seen_at, absent_since, absence_code, absence_reason, "
    "absence_sentence, absence_controllers, absence_asked_at, seq FROM machines "
    "WHERE place = (SELECT number FROM places WHERE place = ?) "_L1;

enum Column {
    Verdict = 20, // after the members of a record
    VerdictReason,
    VerdictAt,
    Id,
    SeenAt,
    AbsentSince,
    AbsenceCode,
    AbsenceReason,
    AbsenceSentence,
    AbsenceControllers,
    AbsenceAskedAt,
    Sequence,
};

Result<InventoryRecord> read(const Statement &row)
{
    auto machine = machinerow::readMembers(row, row.text(Id));
    if (!machine)
        return Failure(machine.error());
    if (!row.isNull(Verdict))
        machine->verification = Verification{static_cast<Verification::State>(row.integer(Verdict)),
                                             row.text(VerdictReason), Timestamp{row.integer(VerdictAt)}};
    InventoryRecord record{std::move(*machine), Timestamp{row.integer(SeenAt)}, {}};
    if (row.isNull(AbsentSince))
        return record;
    auto controllers = rowtext::toList(row.text(AbsenceControllers), row.path());
    if (!controllers)
        return Failure(controllers.error());
    record.absence = Absence{row.text(AbsenceCode), row.text(AbsenceReason), row.text(AbsenceSentence),
                             std::move(*controllers), Timestamp{row.integer(AbsenceAskedAt)}};
    return record;
}

/// A service may send a proof of another identity than the record's, which no row can hold.
Machine keepable(Machine machine)
{
    if (machine.identityProof && machine.identityRef != machine.identityProof->identityRef)
        machine.identityProof.reset();
    return machine;
}

} // namespace

SqlInventoryStore::SqlInventoryStore(std::unique_ptr<DatabaseConnection> connection)
    : m_connection(std::move(connection))
    , m_begin(*m_connection, u"BEGIN IMMEDIATE"_s)
    , m_commit(*m_connection, u"COMMIT"_s)
    , m_rollback(*m_connection, u"ROLLBACK"_s)
    , m_forgetList(*m_connection, u"DELETE FROM listed"_s)
    , m_list(*m_connection, u"INSERT OR IGNORE INTO listed (id) VALUES (?)"_s)
    , m_see(*m_connection, u"INSERT INTO places (place, seen_at) VALUES (?, ?) "
                           "ON CONFLICT (place) DO UPDATE SET seen_at = excluded.seen_at"_s)
    , m_take(*m_connection, kTake + kMembers + kTaken)
    , m_miss(*m_connection,
             u"UPDATE machines SET absent_since = ?, seen_at = max(machines.seen_at, places.listed_at) "
             "FROM places WHERE places.number = machines.place AND places.place = ? "
             "AND absent_since IS NULL AND status <> 'archived' AND id NOT IN (SELECT id FROM listed)"_s)
    , m_complete(*m_connection, u"INSERT INTO places (place, seen_at, listed_at) VALUES (?, ?, ?) "
                                "ON CONFLICT (place) DO UPDATE SET seen_at = excluded.seen_at, "
                                "listed_at = excluded.listed_at"_s)
    , m_unlisted(*m_connection,
                 kSelect + kMembers + kOfPlace + "AND id NOT IN (SELECT id FROM listed) ORDER BY seq"_L1)
    , m_explain(*m_connection,
                u"UPDATE machines SET absence_code = ?, absence_reason = ?, absence_sentence = ?, "
                "absence_controllers = ?, absence_asked_at = ? WHERE absent_since IS NOT NULL AND id = ? "
                "AND place = (SELECT number FROM places WHERE place = ?)"_s)
    , m_page(*m_connection, kSelect + kMembers + kOfPlace + "AND seq > ? ORDER BY seq LIMIT ?"_L1)
    , m_seenAt(*m_connection, u"SELECT seen_at FROM places WHERE place = ?"_s)
    , m_forget(*m_connection, u"DELETE FROM places WHERE place = ?"_s)
{}

Result<std::unique_ptr<SqlInventoryStore>> SqlInventoryStore::open(const QString &path)
{
    auto connection = databasecreation::openToWrite(path, kInventoryDatabase);
    if (!connection)
        return Failure(connection.error());
    return open(std::move(*connection));
}

Result<std::unique_ptr<SqlInventoryStore>>
SqlInventoryStore::open(std::unique_ptr<DatabaseConnection> connection)
{
    if (const auto made = connection->run(kListed); !made)
        return Failure(made.error());
    std::unique_ptr<SqlInventoryStore> store(new SqlInventoryStore(std::move(connection)));
    if (const auto prepared = store->prepared(); !prepared)
        return Failure(prepared.error());
    return store;
}

Result<void> SqlInventoryStore::prepared() const
{
    for (const Statement *statement :
         {&m_begin, &m_commit, &m_rollback, &m_forgetList, &m_list, &m_see, &m_take, &m_miss, &m_complete,
          &m_unlisted, &m_explain, &m_page, &m_seenAt, &m_forget}) {
        if (auto ready = statement->prepared(); !ready)
            return ready;
    }
    return {};
}

Result<void> SqlInventoryStore::together(const std::function<Result<void>()> &work)
{
    if (auto begun = m_begin.run(); !begun)
        return begun;
    Result<void> done = work();
    if (done)
        done = m_commit.run();
    // This fails too where the fault has ended the transaction already; the first error counts.
    if (!done)
        std::ignore = m_rollback.run();
    return done;
}

Result<void> SqlInventoryStore::beginList(const QString &place)
{
    m_listing = place;
    return m_forgetList.run();
}

Result<void> SqlInventoryStore::write(const QString &place, const Machine &machine, Timestamp now)
{
    if (place == m_listing) {
        if (auto listed = m_list.run(machine.id); !listed)
            return listed;
    }
    const Machine kept = keepable(machine);
    machinerow::bindMembers(m_take, kept);
    m_take.bind(Verdict, kept.verification ? QVariant(int(kept.verification->state)) : QVariant());
    m_take.bind(VerdictReason, kept.verification ? QVariant(kept.verification->reason + u""_s) : QVariant());
    m_take.bind(VerdictAt,
                kept.verification ? QVariant(kept.verification->checkedAt.milliseconds) : QVariant());
    m_take.bind(Id, kept.id);
    m_take.bind(SeenAt, now.milliseconds);
    m_take.bind(SeenAt + 1, place);
    return m_take.execute();
}

Result<void> SqlInventoryStore::take(const QString &place, const QList<Machine> &machines, Timestamp now)
{
    return together([&]() -> Result<void> {
        if (auto seen = m_see.run(place, now.milliseconds); !seen)
            return seen;
        for (const Machine &machine : machines) {
            if (auto written = write(place, machine, now); !written)
                return written;
        }
        return {};
    });
}

Result<QList<InventoryRecord>> SqlInventoryStore::finishList(const QString &place, Timestamp now)
{
    if (place != m_listing)
        return fail(ErrorCode::InternalError, u"Another list has begun meanwhile."_s);
    const auto missed = together([&] {
        return m_miss.run(now.milliseconds, place).and_then([&] {
            return m_complete.run(place, now.milliseconds, now.milliseconds);
        });
    });
    if (!missed)
        return Failure(missed.error());
    if (const auto asked = m_unlisted.run(place); !asked)
        return Failure(asked.error());
    qint64 last = 0;
    return readAll(m_unlisted, last);
}

Result<void> SqlInventoryStore::explain(const QString &place, const QString &id, const Absence &absence)
{
    return m_explain.run(absence.code, absence.reason, absence.sentence,
                         rowtext::fromList(absence.controllers), absence.askedAt.milliseconds, id, place);
}

Result<QList<InventoryRecord>> SqlInventoryStore::readAll(Statement &statement, qint64 &last)
{
    const auto done = qScopeGuard([&statement] { statement.finish(); });
    QList<InventoryRecord> records;
    for (;;) {
        const auto row = statement.next();
        if (!row)
            return Failure(row.error());
        if (!*row)
            return records;
        auto record = read(statement);
        if (!record)
            return Failure(record.error());
        records.append(std::move(*record));
        last = statement.integer(Sequence);
    }
}

Result<InventoryPage> SqlInventoryStore::recordsAfter(const QString &place, qint64 after, int limit)
{
    InventoryPage page;
    page.last = after;
    if (const auto asked = m_seenAt.run(place); !asked)
        return Failure(asked.error());
    const auto known = m_seenAt.next();
    if (known && *known)
        page.seenAt = Timestamp{m_seenAt.integer(0)};
    m_seenAt.finish();
    if (!known)
        return Failure(known.error());
    if (const auto asked = m_page.run(place, after, limit); !asked)
        return Failure(asked.error());
    auto records = readAll(m_page, page.last);
    if (!records)
        return Failure(records.error());
    page.records = std::move(*records);
    return page;
}

Result<void> SqlInventoryStore::forget(const QString &place)
{
    return m_forget.run(place);
}

} // namespace muster
