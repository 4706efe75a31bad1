// SPDX-License-Identifier: GPL-3.0-or-later
#include "keccak.h"
#include "secretfield.h"
#include "wizardtest.h"

#include <QCheckBox>
#include <QComboBox>
#include <QPlainTextEdit>
#include <QSignalSpy>

using namespace Qt::StringLiterals;
using namespace muster;

class RegisterWizardTest : public WizardTest
{
    Q_OBJECT

private slots:
    void registersAndActivates();
    void registersADraftOnRequest();
    void judgesTheIdentityWhileTyping_data();
    void judgesTheIdentityWhileTyping();
    void showsFaultsBesideTheDetails();
    void goingBackLosesNothing();
    void anotherIdentityGetsAnotherChallenge();
    void fieldFaultsOfTheServiceStandAtTheirFields();
    void faultsOnSeveralPagesAreAllShown();
    void aFaultWithoutAFieldWaitsAtTheChallenge();
    void aTakenIdentityLeadsBackToIt();
    void anUnknownIdentityLeadsBackToIt();
    void aRefusedActivationLeavesADraft();
    void registersAnother();
};

void RegisterWizardTest::registersAndActivates()
{
    const QSignalSpy registered(m_wizard.get(), &RegisterWizard::registered);
    toDetails();
    probe().type(u"displayNameField"_s, u" Press 4 "_s);
    probe().type(u"ownerIdField"_s, u"plant-7"_s);
    probe().type(u"machineTypeField"_s, u"press"_s);
    probe().type(u"capabilitiesField"_s, u"press\nemboss"_s);
    probe().click(u"addLabelButton"_s);
    probe().typeCell(u"site"_s, Qt::Key_Tab);
    probe().typeCell(u"hall-1"_s);
    probe().click(u"nextButton"_s);
    QTRY_COMPARE(m_service->challenges.size(), 1);

    const QByteArray message = m_service->challenges.first().message;
    QTRY_VERIFY(probe().note(u"verdictNote"_s).contains(u"did:peaq:42"_s));
    QVERIFY(probe()
                .find<QPlainTextEdit>(u"challengeText"_s)
                ->toPlainText()
                .contains(u"Machine: did:peaq:42\u23ce"_s));
    QCOMPARE(probe().label(u"challengeDigest"_s),
             QString(u"0x"_s + QString::fromLatin1(personalMessageDigest(message).toHex())));
    QVERIFY(probe().label(u"challengeLength"_s).startsWith(QString::number(message.size())));
    QVERIFY(probe().label(u"expiryLabel"_s).contains(u"5:00"_s) ||
            probe().label(u"expiryLabel"_s).contains(u"4:5"_s));
    QVERIFY(!probe().isEnabled(u"signButton"_s));

    holdKey();
    QCOMPARE(probe().find<QComboBox>(u"signerBox"_s)->currentText(), address());
    probe().click(u"signButton"_s);
    QTRY_COMPARE(registered.size(), 1);
    QCOMPARE(step(), 3);
    QVERIFY(probe().note(u"resultNote"_s).contains(u"registered and active"_s));
    QCOMPARE(probe().label(u"doneId"_s), registered.first().first().toString());
    QCOMPARE(probe().label(u"doneSigner"_s), address());

    const Machine made = m_service->machines.first();
    QCOMPARE(made.displayName, u"Press 4"_s);
    QCOMPARE(made.status, MachineStatus::Active);
    QCOMPARE(made.capabilities, (QStringList{u"press"_s, u"emboss"_s}));
    QCOMPARE(made.labels, (QMap<QString, QString>{{u"site"_s, u"hall-1"_s}}));
    probe().click(u"finishButton"_s);
    QVERIFY(m_wizard->isHidden());
}

void RegisterWizardTest::registersADraftOnRequest()
{
    toChallenge();
    holdKey();
    probe().find<QCheckBox>(u"activateBox"_s)->click();
    probe().click(u"signButton"_s);
    QTRY_COMPARE(step(), 3);
    QVERIFY(probe().note(u"resultNote"_s).contains(u"draft"_s));
    QCOMPARE(probe().note(u"activationNote"_s), QString());
    QVERIFY(m_service->updates.isEmpty());
}

void RegisterWizardTest::judgesTheIdentityWhileTyping_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("offered");
    QTest::newRow("number alone") << u"42"_s << u"did:peaq:42"_s;
    QTest::newRow("blanks around") << u" did:peaq:42 "_s << u"did:peaq:42"_s;
    QTest::newRow("capitals") << u"DID:PEAQ:42"_s << u"did:peaq:42"_s;
    QTest::newRow("old form") << u"did:peaq:0x2a"_s << QString();
    QTest::newRow("leading zero") << u"did:peaq:042"_s << QString();
    QTest::newRow("too large") << QString(u"did:peaq:"_s + QString(78, u'9')) << QString();
    QTest::newRow("other text") << u"my machine"_s << QString();
}

void RegisterWizardTest::judgesTheIdentityWhileTyping()
{
    QFETCH(const QString, typed);
    QFETCH(const QString, offered);
    QVERIFY(!probe().isEnabled(u"nextButton"_s));
    probe().type(u"identityField"_s, typed);
    QCOMPARE(text(u"identityField"_s), typed);
    QVERIFY(!probe().note(u"identityNote"_s).isEmpty());
    QVERIFY(!probe().isEnabled(u"nextButton"_s));
    QCOMPARE(probe().find(u"identityOfferButton"_s)->isVisible(), !offered.isEmpty());
    if (offered.isEmpty()) {
        QVERIFY(probe().note(u"identityNote"_s).contains(u"did:peaq:<number>"_s));
        return;
    }
    probe().click(u"identityOfferButton"_s);
    QCOMPARE(text(u"identityField"_s), offered);
    QVERIFY(probe().isEnabled(u"nextButton"_s));
    probe().type(u"identityField"_s, u"peaqos:machine:42"_s);
    QVERIFY(probe().note(u"identityNote"_s).contains(u"stored as did:peaq:42"_s));
    QVERIFY(probe().isEnabled(u"nextButton"_s));
}

void RegisterWizardTest::showsFaultsBesideTheDetails()
{
    toDetails();
    QCOMPARE(probe().note(u"displayNameNote"_s), QString());
    probe().type(u"machineTypeField"_s, QString(101, u'x'));
    probe().click(u"nextButton"_s);
    QCOMPARE(step(), 1);
    QVERIFY(!probe().note(u"displayNameNote"_s).isEmpty());
    QVERIFY(!probe().note(u"ownerIdNote"_s).isEmpty());
    QVERIFY(!probe().note(u"machineTypeNote"_s).isEmpty());
    QCOMPARE(probe().note(u"runtimeProfileNote"_s), QString());
    QVERIFY(probe().find(u"displayNameField"_s)->hasFocus());
    QCOMPARE(probe().find(u"displayNameField"_s)->accessibleDescription(),
             probe().note(u"displayNameNote"_s));
    probe().type(u"displayNameField"_s, u"P"_s);
    QCOMPARE(probe().note(u"displayNameNote"_s), QString());
    probe().type(u"ownerIdField"_s, u"plant-7"_s);
    probe().type(u"machineTypeField"_s, QString());
    probe().click(u"nextButton"_s);
    QCOMPARE(step(), 2);
}

void RegisterWizardTest::goingBackLosesNothing()
{
    toChallenge();
    QTest::keyClicks(probe().find(u"keyField"_s), u"00ff"_s);
    probe().click(u"backButton"_s);
    QCOMPARE(step(), 1);
    QCOMPARE(text(u"displayNameField"_s), u"Press 4"_s);
    QCOMPARE(text(u"ownerIdField"_s), u"plant-7"_s);
    probe().click(u"backButton"_s);
    QCOMPARE(text(u"identityField"_s), u"did:peaq:42"_s);
    probe().click(u"nextButton"_s);
    QCOMPARE(text(u"displayNameField"_s), u"Press 4"_s);
    probe().click(u"nextButton"_s);
    QCOMPARE(step(), 2);
    QCOMPARE(m_service->challenges.size(), 1);
    QCOMPARE(probe().find<SecretField>(u"keyField"_s)->length(), 4);
}

void RegisterWizardTest::anotherIdentityGetsAnotherChallenge()
{
    toChallenge();
    probe().click(u"backButton"_s);
    probe().click(u"backButton"_s);
    toChallenge(u"did:peaq:43"_s);
    QCOMPARE(m_service->challenges.size(), 2);
    QVERIFY(probe().note(u"verdictNote"_s).contains(u"did:peaq:43"_s));
    holdKey();
    probe().click(u"signButton"_s);
    QTRY_COMPARE(step(), 3);
    QCOMPARE(m_service->created.first().identityRef->did(), u"did:peaq:43"_s);
}

void RegisterWizardTest::fieldFaultsOfTheServiceStandAtTheirFields()
{
    toChallenge();
    holdKey();
    m_service->createError =
        validationError({{u"/ownerId"_s, u"No such owner."_s}, {u"/capabilities/0"_s, u"Unknown."_s}});
    probe().click(u"signButton"_s);
    QTRY_COMPARE(step(), 1);
    QCOMPARE(probe().note(u"ownerIdNote"_s), u"No such owner."_s);
    QVERIFY(probe().note(u"capabilitiesNote"_s).contains(u"Unknown."_s));
    QCOMPARE(text(u"ownerIdField"_s), u"plant-7"_s);
    probe().type(u"ownerIdField"_s, u"plant-8"_s);
    QCOMPARE(probe().note(u"ownerIdNote"_s), QString());
    probe().click(u"nextButton"_s);
    probe().click(u"signButton"_s);
    QTRY_COMPARE(step(), 3);
    QCOMPARE(m_service->created.first().ownerId, u"plant-8"_s);
}

void RegisterWizardTest::faultsOnSeveralPagesAreAllShown()
{
    toChallenge();
    holdKey();
    m_service->createError = validationError({{u"/identityProof/signature"_s, u"Signed by a stranger."_s},
                                              {u"/ownerId"_s, u"No such owner."_s},
                                              {u"/identityRef"_s, u"Not of this fleet."_s},
                                              {u"/warranty"_s, u"A warranty is missing."_s}});
    probe().click(u"signButton"_s);
    QTRY_COMPARE(step(), 0);
    QCOMPARE(probe().note(u"identityNote"_s), u"Not of this fleet."_s);
    QVERIFY(probe().find(u"identityField"_s)->hasFocus());
    probe().click(u"nextButton"_s);
    QCOMPARE(step(), 1);
    QCOMPARE(probe().note(u"ownerIdNote"_s), u"No such owner."_s);
    probe().type(u"ownerIdField"_s, u"plant-8"_s);
    probe().click(u"nextButton"_s);
    QCOMPARE(step(), 2);
    QCOMPARE(probe().note(u"challengeFault"_s), u"Signed by a stranger. A warranty is missing."_s);
    probe().click(u"signButton"_s);
    QTRY_COMPARE(step(), 3);
    QCOMPARE(m_service->created.first().ownerId, u"plant-8"_s);
}

void RegisterWizardTest::aFaultWithoutAFieldWaitsAtTheChallenge()
{
    toChallenge();
    holdKey();
    m_service->createError =
        validationError({{u"/ownerId"_s, u"No such owner."_s}, {u"/identityProof"_s, u"Too old."_s}});
    probe().click(u"signButton"_s);
    QTRY_COMPARE(step(), 1);
    QCOMPARE(probe().note(u"ownerIdNote"_s), u"No such owner."_s);
    QVERIFY(probe().find(u"ownerIdField"_s)->hasFocus());
    probe().click(u"backButton"_s);
    probe().type(u"identityField"_s, u"did:peaq:43"_s);
    probe().click(u"nextButton"_s);
    probe().click(u"nextButton"_s);
    QCOMPARE(step(), 2);
    QTRY_VERIFY(probe().find(u"challengeProgress"_s)->isHidden());
    QCOMPARE(probe().note(u"challengeFault"_s), u"Too old."_s);
    // Said once.
    probe().click(u"backButton"_s);
    probe().click(u"nextButton"_s);
    QCOMPARE(probe().note(u"challengeFault"_s), QString());
}

void RegisterWizardTest::aTakenIdentityLeadsBackToIt()
{
    toChallenge();
    holdKey();
    m_service->createError = Error{ErrorCode::MachineIdentityExists, u"exists"_s, {}, 0, {}};
    probe().click(u"signButton"_s);
    QTRY_COMPARE(step(), 0);
    QVERIFY(probe().note(u"identityNote"_s).contains(u"registered already"_s));
    QCOMPARE(text(u"identityField"_s), u"did:peaq:42"_s);
    probe().type(u"identityField"_s, u"did:peaq:44"_s);
    QVERIFY(!probe().note(u"identityNote"_s).contains(u"registered already"_s));
    probe().click(u"nextButton"_s);
    QCOMPARE(text(u"displayNameField"_s), u"Press 4"_s);
}

void RegisterWizardTest::anUnknownIdentityLeadsBackToIt()
{
    m_service->challengeError =
        Error{ErrorCode::PeaqosIdentityUnavailable, u"?"_s, {{u"reason"_s, u"identity_not_found"_s}}, 0, {}};
    toChallenge();
    QTRY_COMPARE(step(), 0);
    QVERIFY(probe().note(u"identityNote"_s).contains(u"does not know this identity"_s));
    QVERIFY(probe().find(u"identityField"_s)->hasFocus());
}

void RegisterWizardTest::aRefusedActivationLeavesADraft()
{
    const QSignalSpy registered(m_wizard.get(), &RegisterWizard::registered);
    toChallenge();
    holdKey();
    m_service->updateError =
        Error{ErrorCode::MachineNotActivated, u"no"_s, {{u"reason"_s, u"controller_changed"_s}}, 0, {}};
    probe().click(u"signButton"_s);
    QTRY_COMPARE(step(), 3);
    QVERIFY(probe().note(u"resultNote"_s).contains(u"draft"_s));
    QVERIFY(probe().note(u"activationNote"_s).contains(u"no longer controls"_s));
    QCOMPARE(registered.size(), 1);
}

void RegisterWizardTest::registersAnother()
{
    toChallenge();
    holdKey();
    probe().click(u"signButton"_s);
    QTRY_COMPARE(step(), 3);
    probe().click(u"anotherButton"_s);
    QCOMPARE(step(), 0);
    QCOMPARE(text(u"identityField"_s), QString());
    probe().type(u"identityField"_s, u"did:peaq:43"_s);
    probe().click(u"nextButton"_s);
    QCOMPARE(text(u"displayNameField"_s), QString());
    QCOMPARE(text(u"ownerIdField"_s), u"plant-7"_s);
    probe().type(u"displayNameField"_s, u"Press 5"_s);
    probe().click(u"nextButton"_s);
    QTRY_COMPARE(probe().find<QComboBox>(u"signerBox"_s)->currentText(), address());
    probe().click(u"signButton"_s);
    QTRY_COMPARE(step(), 3);
    QCOMPARE(m_service->machines.size(), 2);
}

QTEST_MAIN(RegisterWizardTest)
#include "tst_registerwizard.moc"
