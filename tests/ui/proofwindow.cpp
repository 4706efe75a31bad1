// SPDX-License-Identifier: GPL-3.0-or-later
#include "proofwindow.h"

#include "orchestrator.h"

#include <QAction>
#include <QFile>
#include <QTableView>

using namespace Qt::StringLiterals;

namespace muster {

IdentityRef ProofWindow::identity(int number)
{
    return *IdentityRef::parse(u"did:peaq:%1"_s.arg(number));
}

bool ProofWindow::makeVaultWith(const QString &hex)
{
    if (!makeVault() || !importHex(hex))
        return false;
    action(u"actionKeys"_s)->setChecked(false);
    return true;
}

bool ProofWindow::prepare(int machines, const QString &hex)
{
    if (!makeVaultWith(hex))
        return false;
    for (int number = 1; number <= machines; ++number) {
        if (!workspace->addForklift(number) || !workspace->announce(identity(number), addressOfOne()))
            return false;
    }
    action(u"actionRefresh"_s)->trigger();
    return QTest::qWaitFor([&] {
        return names().size() == machines &&
               table()->model()->index(0, 2).data().toString().startsWith("Controller changed"_L1);
    });
}

QDialog *ProofWindow::openMany() const
{
    table()->selectAll();
    action(u"actionProve"_s)->trigger();
    return shown(u"proveFleetDialog"_s);
}

bool ProofWindow::isReady() const
{
    return QTest::qWaitFor([this] { return probe().isEnabled(u"proveButton"_s); });
}

Result<Machine> ProofWindow::machine(const QString &name) const
{
    MachineQuery query;
    query.anyVerification = true;
    const auto all = answerOf(connector.workspace->listMachines(query));
    for (const Machine &each : all ? all->machines : QList<Machine>()) {
        if (each.displayName == name)
            return answerOf(connector.workspace->machine(each.id, true));
    }
    return fail(ErrorCode::NotFound, u"no such machine"_s);
}

bool ProofWindow::holds(const QString &name, const QString &signer) const
{
    const auto found = machine(name);
    return found && found->identityProof && found->identityProof->signerAddress == signer &&
           found->verification && found->verification->state == Verification::State::Verified;
}

int ProofWindow::journalled(const QByteArray &event) const
{
    QFile file(folder.filePath(u"signing.jsonl"_s));
    const QByteArray wanted = "\"event\":\"" + event + '"';
    return file.open(QIODevice::ReadOnly) ? int(file.readAll().count(wanted)) : -1;
}

} // namespace muster
