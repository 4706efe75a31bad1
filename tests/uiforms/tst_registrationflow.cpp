// SPDX-License-Identifier: GPL-3.0-or-later
#include "editmachinedialog.h"
#include "formprobe.h"
#include "localorchestrator.h"
#include "machinedocument.h"
#include "registerwizard.h"
#include "registryfile.h"
#include "settings.h"
#include "signingdesk.h"
#include "workspacefile.h"

#include <QComboBox>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using namespace muster;

namespace {

const QString kKey = QString(63, u'0') + u'1';
const QString kAddress = u"0x7E5F4552091A69125d5DfCb7b8C2659029395Bdf"_s;
const QString kPlace = u"https://fleet.example"_s;
const QString kOtherAddress = u"0x2B5AD5c4795c026514f8317c7a215E218DcCD6cF"_s;

} // namespace

/// The forms on a real workspace: a database on disk, the services on their own thread, a real key.
class RegistrationFlowTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void registersActivatesAndEdits();
    void namesATakenAndAnUnknownIdentity();
    void findsTheRecordChangedMeanwhile();
    void signsForeignTextsOnlyOnceAgreed_data();
    void signsForeignTextsOnlyOnceAgreed();
    void refusesForeignTextsOfOtherForms_data();
    void refusesForeignTextsOfOtherForms();

private:
    static void fillIn(const FormProbe &probe, const QString &did);
    void enroll(const QString &did, const QStringList &controllers);
    QString registerMachine(const QString &did, const QString &name);
    Result<Machine> stored(const QString &id);

    QTemporaryDir m_folder;
    SystemClock m_clock;
    ChangeFeed m_feed;
    wire::MachineDocument m_renderer;
    std::unique_ptr<WorkspaceFile> m_file;
    std::optional<ServiceContext> m_context;
    std::unique_ptr<LocalOrchestrator> m_service;
    std::unique_ptr<SigningDesk> m_desk;
};

void RegistrationFlowTest::init()
{
    auto file = WorkspaceFile::open(m_folder.filePath(QString::fromLatin1(QTest::currentTestFunction()) +
                                                      u'-' + QString::fromLatin1(QTest::currentDataTag())));
    QVERIFY2(file, file ? "" : qPrintable(file.error().message));
    m_file = std::move(*file);
    const QString instance = *(*m_file->reader())->instanceId();
    m_context.emplace(ServiceContext{m_file->writer(), m_clock, m_feed, m_renderer, instance});
    enroll(u"did:peaq:42"_s, {kAddress});
    enroll(u"did:peaq:43"_s, {kOtherAddress, kAddress});
    m_service = std::make_unique<LocalOrchestrator>(
        [this]() -> Result<std::unique_ptr<ServiceStack>> {
            auto reader = m_file->reader();
            if (!reader)
                return Failure(reader.error());
            return std::make_unique<ServiceStack>(*m_context, std::move(*reader));
        },
        m_feed);
    m_desk = std::make_unique<SigningDesk>();
}

void RegistrationFlowTest::cleanup()
{
    m_desk.reset();
    m_service.reset();
    m_context.reset();
    m_file.reset();
}

void RegistrationFlowTest::enroll(const QString &did, const QStringList &controllers)
{
    const RegistryEntry entry{*IdentityRef::parse(did), controllers, {}, {}, true, true};
    QVERIFY(storeRegistryEntries(m_file->writer(), m_clock, {entry}));
}

Result<Machine> RegistrationFlowTest::stored(const QString &id)
{
    const auto future = m_service->machine(id);
    const bool answered = QTest::qWaitFor([&future] { return future.isFinished(); });
    return answered ? future.result() : Result<Machine>(fail(ErrorCode::Cancelled, u"no answer"_s));
}

void RegistrationFlowTest::fillIn(const FormProbe &probe, const QString &did)
{
    probe.type(u"identityField"_s, did);
    probe.click(u"nextButton"_s);
    probe.type(u"displayNameField"_s, u"Press 4"_s);
    probe.type(u"ownerIdField"_s, u"plant-7"_s);
    probe.click(u"nextButton"_s);
}

QString RegistrationFlowTest::registerMachine(const QString &did, const QString &name)
{
    RegisterWizard wizard(*m_service, *m_desk, kPlace);
    const FormProbe probe(wizard);
    QSignalSpy registered(&wizard, &RegisterWizard::registered);
    wizard.open();
    probe.type(u"identityField"_s, did);
    probe.click(u"nextButton"_s);
    probe.type(u"displayNameField"_s, name);
    probe.type(u"ownerIdField"_s, u"plant-7"_s);
    probe.click(u"addLabelButton"_s);
    probe.typeCell(u"Fleet_Zone"_s, Qt::Key_Tab);
    probe.typeCell(u"north"_s);
    probe.click(u"nextButton"_s);
    if (!QTest::qWaitFor([&probe] { return !probe.note(u"verdictNote"_s).isEmpty(); }))
        return probe.note(u"challengeFault"_s);
    if (probe.find<QComboBox>(u"signerBox"_s)->count() == 0) {
        QTest::keyClicks(probe.find(u"keyField"_s), kKey);
        probe.click(u"importKeyButton"_s);
    }
    probe.click(u"signButton"_s);
    if (!QTest::qWaitFor([&registered] { return !registered.isEmpty(); }))
        return probe.note(u"challengeFault"_s);
    return registered.first().first().toString();
}

void RegistrationFlowTest::registersActivatesAndEdits()
{
    const QString id = registerMachine(u"did:peaq:42"_s, u"Press 4"_s);
    const Result<Machine> made = stored(id);
    QVERIFY2(made, qPrintable(id));
    QCOMPARE(made->status, MachineStatus::Active);
    QCOMPARE(made->identityProof->signerAddress, kAddress);
    QCOMPARE(made->labels, (QMap<QString, QString>{{u"Fleet_Zone"_s, u"north"_s}}));

    EditMachineDialog dialog(*m_service, *made);
    const FormProbe probe(dialog);
    const QSignalSpy saved(&dialog, &EditMachineDialog::saved);
    dialog.open();
    probe.type(u"displayNameField"_s, u"Press 4b"_s);
    auto *status = probe.find<QComboBox>(u"statusField"_s);
    QTest::keyClick(status, Qt::Key_Down);
    probe.click(u"saveButton"_s);
    QTRY_COMPARE(saved.size(), 1);
    const Result<Machine> changed = stored(id);
    QVERIFY(changed);
    QCOMPARE(changed->displayName, u"Press 4b"_s);
    QCOMPARE(changed->status, MachineStatus::Degraded);
    QCOMPARE(changed->labels, made->labels);
}

void RegistrationFlowTest::namesATakenAndAnUnknownIdentity()
{
    QVERIFY(registerMachine(u"did:peaq:43"_s, u"Arm 1"_s).startsWith(u"mach_"_s));

    RegisterWizard wizard(*m_service, *m_desk, kPlace);
    const FormProbe probe(wizard);
    wizard.open();
    probe.type(u"identityField"_s, u"did:peaq:43"_s);
    probe.click(u"nextButton"_s);
    probe.type(u"displayNameField"_s, u"Arm 2"_s);
    probe.type(u"ownerIdField"_s, u"plant-7"_s);
    probe.click(u"nextButton"_s);
    QTRY_VERIFY(probe.isEnabled(u"signButton"_s) || wizard.currentId() == 0);
    if (wizard.currentId() != 0)
        probe.click(u"signButton"_s);
    QTRY_COMPARE(wizard.currentId(), 0);
    QVERIFY2(probe.note(u"identityNote"_s).contains(u"registered already"_s),
             qPrintable(probe.note(u"identityNote"_s)));

    probe.type(u"identityField"_s, u"did:peaq:999"_s);
    probe.click(u"nextButton"_s);
    probe.click(u"nextButton"_s);
    QTRY_COMPARE(wizard.currentId(), 0);
    QVERIFY(probe.note(u"identityNote"_s).contains(u"does not know this identity"_s));
}

void RegistrationFlowTest::findsTheRecordChangedMeanwhile()
{
    const QString id = registerMachine(u"did:peaq:42"_s, u"Press 4"_s);
    const Result<Machine> made = stored(id);
    QVERIFY2(made, qPrintable(id));
    EditMachineDialog dialog(*m_service, *made);
    const FormProbe probe(dialog);
    dialog.open();
    probe.type(u"displayNameField"_s, u"Mine"_s);

    MachinePatch theirs;
    theirs.ownerId = u"theirs"_s;
    const auto written = m_service->updateMachine(id, theirs);
    QTRY_VERIFY(written.isFinished());
    QVERIFY(written.result());
    QTRY_VERIFY(probe.note(u"editNote"_s).contains(u"Somebody changed"_s));
    probe.click(u"saveButton"_s);
    QTRY_VERIFY(probe.note(u"editNote"_s).contains(u"Nothing was saved"_s));
    probe.click(u"saveButton"_s);
    QTRY_VERIFY(dialog.isHidden());
    const Result<Machine> merged = stored(id);
    QVERIFY(merged);
    QCOMPARE(merged->displayName, u"Mine"_s);
    QCOMPARE(merged->ownerId, u"theirs"_s);
}

void RegistrationFlowTest::signsForeignTextsOnlyOnceAgreed_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("changed");
    QTest::newRow("sentence") << u"sentence"_s << u"json"_s;
    QTest::newRow("key-value") << u"key-value"_s << u"sentence"_s;
    QTest::newRow("json") << u"json"_s << u"key-value"_s;
}

// contract: SWITCH-31
void RegistrationFlowTest::signsForeignTextsOnlyOnceAgreed()
{
    QFETCH(QString, name);
    QFETCH(QString, changed);
    Settings settings(m_folder.filePath(name + u".ini"_s));
    const auto atChallenge = [&](RegisterWizard &wizard, const QString &did) {
        const FormProbe probe(wizard);
        wizard.rememberForms(settings);
        wizard.open();
        fillIn(probe, did);
        QVERIFY(QTest::qWaitFor([&probe] { return !probe.note(u"verdictNote"_s).isEmpty(); }));
    };
    QVERIFY(m_context->texts->use(name));
    RegisterWizard first(*m_service, *m_desk, kPlace);
    atChallenge(first, u"did:peaq:42"_s);
    const FormProbe probe(first);
    QVERIFY(probe.note(u"verdictNote"_s).contains(u"says so once"_s));
    QTest::keyClicks(probe.find(u"keyField"_s), kKey);
    probe.click(u"importKeyButton"_s);
    QVERIFY(!probe.isEnabled(u"signButton"_s));
    probe.type(u"consentField"_s, u"SIGN"_s);
    probe.click(u"signButton"_s);
    QTRY_COMPARE(first.currentId(), 3);
    QVERIFY(!settings.agreedShape(kPlace).contains(u"did:peaq:42"_s));

    RegisterWizard second(*m_service, *m_desk, kPlace);
    atChallenge(second, u"did:peaq:43"_s);
    QVERIFY(FormProbe(second).find(u"consentField"_s)->isHidden());
    QVERIFY(FormProbe(second).note(u"verdictNote"_s).contains(u"has the form that you agreed to"_s));
    FormProbe(second).click(u"signButton"_s);
    QTRY_COMPARE(second.currentId(), 3);

    enroll(u"did:peaq:44"_s, {kAddress});
    QVERIFY(m_context->texts->use(changed));
    RegisterWizard third(*m_service, *m_desk, kPlace);
    atChallenge(third, u"did:peaq:44"_s);
    QVERIFY(FormProbe(third).note(u"verdictNote"_s).contains(u"another form"_s));
    QVERIFY(!FormProbe(third).isEnabled(u"signButton"_s));
    QVERIFY(FormProbe(third).find(u"consentField"_s)->isVisible());
}

void RegistrationFlowTest::refusesForeignTextsOfOtherForms_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("reason");
    QTest::newRow("siwe") << u"siwe"_s << u"EIP-4361"_s;
    QTest::newRow("other-identity") << u"other-identity"_s << u"it names did:peaq:1, not did:peaq:42"_s;
}

void RegistrationFlowTest::refusesForeignTextsOfOtherForms()
{
    QFETCH(QString, name);
    QFETCH(QString, reason);
    QVERIFY(m_context->texts->use(name));
    RegisterWizard wizard(*m_service, *m_desk, kPlace);
    const FormProbe probe(wizard);
    wizard.open();
    fillIn(probe, u"did:peaq:42"_s);
    QTRY_VERIFY(probe.note(u"verdictNote"_s).contains(reason));
    QTest::keyClicks(probe.find(u"keyField"_s), kKey);
    probe.click(u"importKeyButton"_s);
    QVERIFY(probe.find(u"consentField"_s)->isHidden());
    QVERIFY(!probe.isEnabled(u"signButton"_s));
}

QTEST_MAIN(RegistrationFlowTest)
#include "tst_registrationflow.moc"
