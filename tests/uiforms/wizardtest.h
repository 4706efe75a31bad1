// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "formprobe.h"
#include "registerwizard.h"
#include "scriptedorchestrator.h"
#include "signingdesk.h"

#include <QLineEdit>
#include <QObject>

#include <memory>

namespace muster {

/// Tests of the registration wizard: each starts with the wizard open, on a service in memory and without a
/// key.
class WizardTest : public QObject
{
    Q_OBJECT

protected:
    // The private keys 1 and 2; their addresses are known answers.
    static QString key() { return QString(63, u'0') + u'1'; }
    static QString address() { return QStringLiteral("0x7E5F4552091A69125d5DfCb7b8C2659029395Bdf"); }
    static QString strangerKey() { return QString(63, u'0') + u'2'; }
    static QString strangerAddress() { return QStringLiteral("0x2B5AD5c4795c026514f8317c7a215E218DcCD6cF"); }

    FormProbe probe() const { return FormProbe(*m_wizard); }
    int step() const { return m_wizard->currentId(); }
    QString text(const QString &name) const { return probe().find<QLineEdit>(name)->text(); }
    /// A new one in the place of the one that is open.
    void openWizard();
    void toDetails(const QString &identity = QStringLiteral("did:peaq:42"));
    /// Fills in what is needed, and waits for the answer unless the service holds it back.
    void toChallenge(const QString &identity = QStringLiteral("did:peaq:42"));
    void holdKey(const QString &hex = key());

    std::unique_ptr<ScriptedOrchestrator> m_service;
    std::unique_ptr<SigningDesk> m_desk;
    std::unique_ptr<RegisterWizard> m_wizard;

private slots:
    void init();
    void cleanup();
};

} // namespace muster
