// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizardtest.h"

using namespace Qt::StringLiterals;

namespace muster {

void WizardTest::init()
{
    m_service = std::make_unique<ScriptedOrchestrator>();
    m_service->controllers = {address()};
    m_desk = std::make_unique<SigningDesk>();
    openWizard();
}

void WizardTest::openWizard()
{
    m_wizard = std::make_unique<RegisterWizard>(*m_service, *m_desk, u"https://fleet.example"_s);
    m_wizard->open();
    QVERIFY(QTest::qWaitForWindowActive(m_wizard.get()));
}

void WizardTest::cleanup()
{
    m_wizard.reset();
    m_desk.reset();
    m_service.reset();
}

void WizardTest::toDetails(const QString &identity)
{
    probe().type(u"identityField"_s, identity);
    probe().click(u"nextButton"_s);
    QCOMPARE(step(), 1);
}

void WizardTest::toChallenge(const QString &identity)
{
    toDetails(identity);
    probe().type(u"displayNameField"_s, u"Press 4"_s);
    probe().type(u"ownerIdField"_s, u"plant-7"_s);
    probe().click(u"nextButton"_s);
    QCOMPARE(step(), 2);
    if (!m_service->hold)
        QTRY_VERIFY(probe().find(u"challengeProgress"_s)->isHidden());
}

void WizardTest::holdKey(const QString &hex)
{
    QTRY_VERIFY(probe().find(u"keyField"_s)->isVisible());
    QTest::keyClicks(probe().find(u"keyField"_s), hex);
    probe().click(u"importKeyButton"_s);
}

} // namespace muster
