// SPDX-License-Identifier: GPL-3.0-or-later
#include "edittest.h"

#include <QComboBox>
#include <QTableWidget>
#include <QTest>

using namespace Qt::StringLiterals;

namespace muster {

Machine EditTest::press()
{
    Machine machine;
    machine.id = id();
    machine.displayName = u"Press 4"_s;
    machine.ownerId = u"plant-7"_s;
    machine.machineType = u"press"_s;
    machine.runtimeProfile = u"rt-1"_s;
    machine.capabilities = {u"press"_s, u"emboss"_s};
    machine.labels = {{u"site"_s, u"hall-1"_s}, {u"zone"_s, u"2"_s}};
    machine.policyIds = {u"policy-a"_s};
    machine.identityRef = *IdentityRef::parse(u"did:peaq:42"_s);
    machine.status = MachineStatus::Draft;
    machine.revision = 7;
    return machine;
}

void EditTest::open(const Machine &machine)
{
    m_service.machines.insert(machine.id, machine);
    openUnknown(machine);
}

void EditTest::openUnknown(const Machine &listed)
{
    m_dialog = std::make_unique<EditMachineDialog>(m_service, listed);
    m_dialog->open();
    QVERIFY(QTest::qWaitForWindowActive(m_dialog.get()));
}

void EditTest::cleanup()
{
    m_dialog.reset();
    m_service.release();
    m_service.hold = false;
    m_service.machines.clear();
    m_service.updates.clear();
    m_service.updateError.reset();
}

QStringList EditTest::changes() const
{
    const auto *table = probe().find<QTableWidget>(u"changeTable"_s);
    QStringList lines;
    for (int row = 0; row < table->rowCount() && !table->isHidden(); ++row) {
        lines.append(table->item(row, 0)->text() + u": "_s + table->item(row, 1)->text() + u" -> "_s +
                     table->item(row, 2)->text());
    }
    return lines;
}

void EditTest::chooseStatus(MachineStatus status) const
{
    auto *box = probe().find<QComboBox>(u"statusField"_s);
    box->setFocus();
    QTest::keyClick(box, Qt::Key_Home);
    for (int i = 0; i < box->count() && box->currentData().toInt() != int(status); ++i)
        QTest::keyClick(box, Qt::Key_Down);
    QCOMPARE(box->currentData().toInt(), int(status));
}

} // namespace muster
