// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktopconnector.h"
#include "desktopregistry.h"
#include "machinetablemodel.h"
#include "registryeditor.h"
#include "registryinput.h"

#include <QAbstractItemModelTester>
#include <QFile>
#include <QJsonArray>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace muster;

namespace {

const QString kAnother = u"0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"_s;

template <typename T>
Result<T> settled(const QFuture<Result<T>> &future)
{
    if (!QTest::qWaitFor([&future] { return future.isFinished(); }, 20000))
        return fail(ErrorCode::NetworkFailure, u"The call did not finish."_s);
    return future.result();
}

} // namespace

class TestDesktopRegistry : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void listsTheRegistryOfTheWorkspace();
    void addsAndChanges();
    void whatMovedMeanwhileIsNotOverwritten();
    void aRotatedControllerShowsInTheFleet();
    void changesAreAuditedAsDesktop();
    void importsAFile();
    void aFaultyFileChangesNothing();
    void strangeFilesAreRefused();
    void aRemoteServiceHasNone();

private:
    QList<RegistryEntry> entries();
    QString write(const QByteArray &content);

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<DesktopConnector> m_connector;
    Connection m_local;
};

void TestDesktopRegistry::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    WorkspaceOptions options;
    options.folder = m_folder->filePath(u"workspace"_s);
    options.demo = true;
    m_connector = std::make_unique<DesktopConnector>(options);
    const auto opened = settled(m_connector->openWorkspace());
    QVERIFY2(opened, opened ? "" : qPrintable(opened.error().message));
    m_local = *opened;
    QVERIFY(m_local.registry);
}

void TestDesktopRegistry::cleanup()
{
    m_local = {};
    m_connector.reset();
    m_folder.reset();
}

QList<RegistryEntry> TestDesktopRegistry::entries()
{
    return settled(m_local.registry->entries()).value_or(QList<RegistryEntry>());
}

QString TestDesktopRegistry::write(const QByteArray &content)
{
    const QString path = m_folder->filePath(u"registry.json"_s);
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        return {};
    return path;
}

void TestDesktopRegistry::listsTheRegistryOfTheWorkspace()
{
    const QList<RegistryEntry> all = entries();
    QVERIFY(all.size() >= 12);
    QVERIFY(!all.first().controllers.isEmpty());
}

void TestDesktopRegistry::addsAndChanges()
{
    QSignalSpy changed(m_local.registry.get(), &RegistryEditor::changed);
    const RegistryEntry fresh{
        *IdentityRef::parse(u"did:peaq:77"_s), {kAnother}, {}, u"Dock crane"_s, false, true};
    QVERIFY(settled(m_local.registry->store(fresh, std::nullopt)));
    QTRY_COMPARE(changed.count(), 1);
    QVERIFY(entries().contains(fresh));
    RegistryEntry asleep = fresh;
    asleep.active = false;
    QVERIFY(settled(m_local.registry->store(asleep, fresh)));
    QVERIFY(entries().contains(asleep));
    QVERIFY(settled(m_local.registry->store(fresh, asleep)));
    QVERIFY(entries().contains(fresh));
}

void TestDesktopRegistry::whatMovedMeanwhileIsNotOverwritten()
{
    const RegistryEntry held = entries().first();
    const auto taken = settled(m_local.registry->store(held, std::nullopt));
    QVERIFY(!taken);
    QCOMPARE(taken.error().code, ErrorCode::PreconditionFailed);
    QVERIFY(taken.error().message.contains(held.identityRef.did()));
    RegistryEntry theirs = held;
    theirs.name = u"Theirs"_s;
    QVERIFY(settled(m_local.registry->store(theirs, held)));
    RegistryEntry ours = held;
    ours.name = u"Ours"_s;
    const auto late = settled(m_local.registry->store(ours, held));
    QVERIFY(!late);
    QCOMPARE(late.error().code, ErrorCode::PreconditionFailed);
    QCOMPARE(entries().first().name, u"Theirs"_s);
}

void TestDesktopRegistry::aRotatedControllerShowsInTheFleet()
{
    MachineTableModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setOrchestrator(m_local.orchestrator.get());
    QTRY_VERIFY(model.isComplete());
    const auto machine = [&model] {
        for (int row = 0; row < model.rowCount(); ++row) {
            const auto each = model.machineAt(row);
            if (each->verification && each->verification->state == Verification::State::Verified)
                return *each;
        }
        return Machine{};
    }();
    QVERIFY(machine.identityRef);
    const auto held = entries();
    const auto entry = std::find_if(held.begin(), held.end(), [&machine](const RegistryEntry &each) {
        return each.identityRef == *machine.identityRef;
    });
    QVERIFY(entry != held.end());
    RegistryEntry rotated = *entry;
    rotated.controllers = {kAnother};
    QVERIFY(settled(m_local.registry->store(rotated, *entry)));
    model.reload();
    const auto reason = [&model, &machine] {
        return model.machineAt(model.rowOf(machine.id))->verification->reason;
    };
    QTRY_COMPARE(reason(), u"controller_changed"_s);
    QVERIFY(settled(m_local.registry->store(*entry, rotated)));
    model.reload();
    QTRY_COMPARE(reason(), QString());
    model.setOrchestrator(nullptr);
}

void TestDesktopRegistry::changesAreAuditedAsDesktop()
{
    const RegistryEntry fresh{*IdentityRef::parse(u"did:peaq:77"_s), {kAnother}, {}, {}, true, true};
    QVERIFY(settled(m_local.registry->store(fresh, std::nullopt)));
    QVERIFY(settled(m_local.registry->importFile(write(R"([{"did":"did:peaq:78","controllers":[]}])"))));
    const auto page = settled(m_local.orchestrator->listAuditEvents({}));
    QVERIFY(page);
    QStringList told;
    for (const AuditEvent &event : page->events.first(2))
        told.append(event.actor + u' ' + event.type + u' ' + event.resourceId);
    QCOMPARE(told,
             (QStringList{u"desktop registry.loaded registry"_s, u"desktop registry.updated did:peaq:77"_s}));
    const QJsonObject payload = page->events.at(1).payload;
    QVERIFY(payload.value("before"_L1).isNull());
    QCOMPARE(payload.value("after"_L1).toObject().value("controllers"_L1).toArray().at(0).toString(),
             kAnother);
}

void TestDesktopRegistry::importsAFile()
{
    const qsizetype before = entries().size();
    const auto count = settled(m_local.registry->importFile(write(
        R"([{"did":"did:peaq:77","controllers":["0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed"],"name":"A"},
            {"did":"did:peaq:78","controllers":[],"active":false}])")));
    QVERIFY2(count, count ? "" : qPrintable(count.error().message));
    QCOMPARE(*count, 2);
    QCOMPARE(entries().size(), before + 2);
}

void TestDesktopRegistry::aFaultyFileChangesNothing()
{
    const QList<RegistryEntry> before = entries();
    const auto refused = settled(m_local.registry->importFile(
        write(R"([{"did":"did:peaq:77","controllers":["0x12"]},{"did":"peaq","controllers":"none"},
                  {"did":"did:peaq:79","controllers":[]}])")));
    QVERIFY(!refused);
    QStringList places;
    for (const Issue &issue : issuesOf(refused.error()))
        places.append(issue.path);
    QCOMPARE(places, (QStringList{u"/0/controllers/0"_s, u"/1/did"_s, u"/1/controllers"_s}));
    QCOMPARE(entries(), before);
}

void TestDesktopRegistry::strangeFilesAreRefused()
{
    const auto missing = settled(m_local.registry->importFile(m_folder->filePath(u"nowhere.json"_s)));
    QVERIFY(!missing);
    QCOMPARE(missing.error().code, ErrorCode::StorageFailure);
    QVERIFY(missing.error().message.contains(u"nowhere.json"_s));
    for (const QByteArray &content :
         {QByteArray(), QByteArray("{"), QByteArray("{}"), QByteArray("\xff\xfe"),
          QByteArray(R"([{"did":"did:peaq:1","did":"did:peaq:2","controllers":[]}])"),
          QByteArray(kLargestRegistry + 1, ' ')}) {
        const auto refused = settled(m_local.registry->importFile(write(content)));
        QVERIFY(!refused);
        QVERIFY(!issuesOf(refused.error()).isEmpty());
    }
}

void TestDesktopRegistry::aRemoteServiceHasNone()
{
    const auto remote = m_connector->connectRemote(visitTo(u"http://127.0.0.1:9"_s), {});
    QVERIFY(remote);
    QVERIFY(!remote->registry);
}

QTEST_GUILESS_MAIN(TestDesktopRegistry)
#include "tst_desktopregistry.moc"
