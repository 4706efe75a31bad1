// SPDX-License-Identifier: GPL-3.0-or-later
#include "machineexport.h"
#include "machinejson.h"
#include "machineregistry.h"
#include "machineseed.h"
#include "seedfile.h"
#include "servicestack.h"
#include "workspace.h"

#include <QBuffer>
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace muster;

namespace {

QByteArray asArray(const QList<Machine> &machines)
{
    QJsonArray array;
    for (const Machine &machine : machines)
        array.append(wire::machineToJson(machine, true));
    return QJsonDocument(array).toJson(QJsonDocument::Compact);
}

QByteArray asLines(const QList<Machine> &machines)
{
    QByteArray lines;
    for (const Machine &machine : machines)
        lines += QJsonDocument(wire::machineToJson(machine, true)).toJson(QJsonDocument::Compact) + '\n';
    return lines;
}

} // namespace

class TestSeedFile : public QObject
{
    Q_OBJECT

private slots:
    void readsEveryForm();
    void namesEveryFault();
    void demoFillsAnEmptyWorkspaceOnce();
    void demoIsWhatTheWorkspaceHolds();
    void withoutItsKeysNoDemoIsStored();
    void demoKeysOpenTheDemoIdentities();
    void seedsAreStoredWholeOrNotAtAll();
    void seedingAgainAddsNothing();
    void anExportIsASeed();
    void aResetLeavesOnlyTheContent();
    void aResetWithAFaultChangesNothing();

private:
    Result<std::unique_ptr<Workspace>> openWorkspace(bool demo);
    QTemporaryDir m_folder;
    int m_count = 0;
};

Result<std::unique_ptr<Workspace>> TestSeedFile::openWorkspace(bool demo)
{
    WorkspaceOptions options;
    options.folder = m_folder.filePath(QString::number(++m_count));
    options.demo = demo;
    return Workspace::open(options);
}

void TestSeedFile::readsEveryForm()
{
    const auto machines = demoMachines();
    QVERIFY(machines);
    QCOMPARE(machines->size(), 12);
    const QByteArray page = "{\"items\":" + asArray(*machines) + "}";
    for (const QByteArray &form : {asArray(*machines), asLines(*machines), page}) {
        const auto read = readSeed(form);
        QVERIFY(read);
        QCOMPARE(*read, *machines);
    }
}

void TestSeedFile::namesEveryFault()
{
    const auto read = readSeed("[{\"id\":\"mach_1\"},{\"displayName\":7}]");
    QVERIFY(!read);
    QStringList places;
    for (const Issue &issue : issuesOf(read.error()))
        places.append(issue.path);
    QVERIFY(places.contains("/0/displayName"_L1));
    QVERIFY(places.contains("/1/displayName"_L1));
    QVERIFY(places.contains("/1/id"_L1));
    QVERIFY(!readSeed("{\"id\":1}\n{oops}\n"));
}

// contract: SWITCH-13
void TestSeedFile::demoFillsAnEmptyWorkspaceOnce()
{
    const auto workspace = openWorkspace(true);
    QVERIFY(workspace);
    const auto stack = (*workspace)->stackFactory()();
    QVERIFY(stack);
    MachineQuery query;
    query.anyVerification = true;
    const auto page = (*stack)->machines().list(query);
    QVERIFY(page);
    QCOMPARE(page->rows.size(), 12);
    for (const StoredMachine &row : page->rows) {
        QCOMPARE(row.machine.labels.value(u"demo"_s), u"true"_s);
        const bool archived = row.machine.status == MachineStatus::Archived;
        QCOMPARE(row.machine.verification->state,
                 archived ? Verification::State::NotChecked : Verification::State::Verified);
    }
    QFile keys((*workspace)->folder() + u"/demo-keys.txt"_s);
    QVERIFY(keys.exists());
    QCOMPARE(keys.permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
}

// contract: SWITCH-13
void TestSeedFile::demoIsWhatTheWorkspaceHolds()
{
    QVERIFY((*openWorkspace(true))->isDemo());
    const QString keys = m_folder.filePath(QString::number(m_count) + u"/demo-keys.txt"_s);
    QVERIFY(QFile::remove(keys));
    --m_count;
    QVERIFY((*openWorkspace(false))->isDemo());
    QVERIFY(!QFile::exists(keys));
    --m_count;
    QVERIFY((*openWorkspace(true))->isDemo());
    QVERIFY(QFile::exists(keys)); // they come back

    QVERIFY(!(*openWorkspace(false))->isDemo());
    WorkspaceContent own = *demoContent();
    for (Machine &machine : own.machines)
        machine.id = u"mach_own_"_s + machine.id;
    {
        const auto workspace = openWorkspace(false);
        const auto stack = (*workspace)->stackFactory()();
        QVERIFY((*workspace)->loadRegistry(own.entries));
        QVERIFY(seedMachines(**stack, own.machines));
    }
    --m_count;
    QVERIFY(!(*openWorkspace(true))->isDemo());
    QVERIFY(!QFile::exists(m_folder.filePath(QString::number(m_count) + u"/demo-keys.txt"_s)));
}

// contract: SWITCH-13
void TestSeedFile::withoutItsKeysNoDemoIsStored()
{
    const QString folder = m_folder.filePath(QString::number(m_count + 1));
    QVERIFY(QDir().mkpath(folder + u"/demo-keys.txt"_s)); // nothing can be written there
    QVERIFY(!openWorkspace(true));
    --m_count;
    const auto empty = openWorkspace(false);
    QVERIFY(empty);
    const auto stack = (*empty)->stackFactory()();
    QCOMPARE((*stack)->reader().machineCount().value(), 0);
    QVERIFY((*stack)->reader().registryEntries()->isEmpty());
}

void TestSeedFile::demoKeysOpenTheDemoIdentities()
{
    const auto identities = demoIdentities();
    const auto machines = demoMachines();
    QVERIFY(identities && machines);
    qsizetype registered = 0;
    for (const DemoIdentity &identity : *identities)
        registered += identity.registered ? 1 : 0;
    QCOMPARE(registered, machines->size());
    QVERIFY(identities->size() > machines->size());
    const QByteArray text = demoKeysText(*identities);
    QCOMPARE(text.count("did:peaq:"), identities->size());
    QVERIFY(text.contains("never use them"));
}

// contract: LIFE-11
void TestSeedFile::seedsAreStoredWholeOrNotAtAll()
{
    const auto workspace = openWorkspace(false);
    QVERIFY(workspace);
    const auto stack = (*workspace)->stackFactory()();
    QVERIFY(stack);
    QList<Machine> machines = *demoMachines();
    machines[3].identityProof->evidence->message += '!';
    machines[5].identityProof->evidence.reset();
    machines[7].id = machines[6].id;
    const auto seeded = seedMachines(**stack, machines);
    QVERIFY(!seeded);
    QStringList places;
    for (const Issue &issue : issuesOf(seeded.error()))
        places.append(issue.path);
    QCOMPARE(places, (QStringList{u"/3/identityProof"_s, u"/5/identityProof/evidence"_s, u"/7/id"_s}));
    QCOMPARE((*stack)->reader().machineCount().value(), 0);
}

// contract: AUD-1
void TestSeedFile::seedingAgainAddsNothing()
{
    const auto workspace = openWorkspace(false);
    QVERIFY(workspace);
    const auto stack = (*workspace)->stackFactory()();
    QVERIFY(stack);
    const QList<Machine> machines = *demoMachines();
    QCOMPARE(seedMachines(**stack, machines)->added, 12);
    // Each identity that came along is an event of its own.
    AuditQuery updated;
    updated.type = u"registry.updated"_s;
    QStringList told;
    const auto events = (*stack)->machines().auditEvents(updated);
    QVERIFY(events);
    for (const AuditEvent &event : events->events)
        told.append(event.resourceId);
    told.sort();
    QStringList known;
    const auto entries = (*stack)->reader().registryEntries();
    QVERIFY(entries);
    for (const RegistryEntry &entry : *entries)
        known.append(entry.identityRef.did());
    known.sort();
    QVERIFY(!known.isEmpty());
    QCOMPARE(told, known);
    const auto again = seedMachines(**stack, machines);
    QVERIFY(again);
    QCOMPARE(again->added, 0);
    QCOMPARE(again->known, 12);
    const auto page = (*stack)->machines().list({});
    QVERIFY(page);
    QCOMPARE(page->rows.size(), 11);
}

// contract: SWITCH-24
void TestSeedFile::anExportIsASeed()
{
    const auto first = openWorkspace(true);
    QVERIFY(first);
    const QString path = m_folder.filePath(u"export.ndjson"_s);
    const auto reader = (*first)->file().reader();
    QVERIFY(reader);
    const auto count = exportMachinesToFile(**reader, path);
    QVERIFY(count);
    QCOMPARE(*count, 12);
    QFile file(path);
    QCOMPARE(file.permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray exported = file.readAll();

    const auto machines = readSeed(exported);
    QVERIFY(machines);
    const auto second = openWorkspace(false);
    const auto stack = (*second)->stackFactory()();
    QVERIFY(stack);
    QCOMPARE(seedMachines(**stack, *machines)->added, 12);
    QBuffer again;
    again.open(QIODevice::WriteOnly);
    QVERIFY(exportMachines((*stack)->reader(), again));
    QCOMPARE(again.data(), exported);

    const auto unwritable = exportMachinesToFile(**reader, m_folder.filePath(u"no/such/folder"_s));
    QVERIFY(!unwritable);
    QCOMPARE(unwritable.error().code, ErrorCode::StorageFailure);
}

// contract: SWITCH-22
void TestSeedFile::aResetLeavesOnlyTheContent()
{
    const auto workspace = openWorkspace(true);
    QVERIFY(workspace);
    const auto stack = (*workspace)->stackFactory()();
    QVERIFY(stack);
    WorkspaceContent content = *demoContent();
    content.machines.remove(3, content.machines.size() - 3);
    content.entries.remove(1, content.entries.size() - 1);
    const IdentityRef known = content.entries.first().identityRef;
    content.entries.first().name = u"As the registry says"_s;

    const auto reset = resetWorkspace(**stack, content);
    QVERIFY2(reset, reset ? "" : qPrintable(reset.error().message));
    QCOMPARE(reset->added, 3);
    QCOMPARE((*stack)->reader().machineCount().value(), 3);
    // Two more than the content names: those that the proofs of its machines speak of.
    QCOMPARE((*stack)->reader().registryEntries().value().size(), 3);
    QCOMPARE((*stack)->reader().registryEntry(known).value()->name, u"As the registry says"_s);
    QCOMPARE((*stack)->machines().list({})->rows.size(), 3);
}

// contract: SWITCH-22, LIFE-11
void TestSeedFile::aResetWithAFaultChangesNothing()
{
    const auto workspace = openWorkspace(true);
    QVERIFY(workspace);
    const auto stack = (*workspace)->stackFactory()();
    QVERIFY(stack);
    WorkspaceContent content = *demoContent();
    content.machines[2].identityProof->evidence.reset();
    const auto refused = resetWorkspace(**stack, content);
    QVERIFY(!refused);
    QCOMPARE(issuesOf(refused.error()).first().path, u"/2/identityProof/evidence"_s);
    QCOMPARE((*stack)->reader().machineCount().value(), 12);
}

QTEST_GUILESS_MAIN(TestSeedFile)
#include "tst_seedfile.moc"
