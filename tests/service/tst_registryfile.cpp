// SPDX-License-Identifier: GPL-3.0-or-later
#include "registryfile.h"

#include "auditlog.h"
#include "testkeys.h"
#include "testworkspace.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace muster {

class RegistryFileTest : public QObject
{
    Q_OBJECT

private slots:
    void storesAllOrNothing();
};

// contract: SWITCH-6, AUD-1, AUD-3
void RegistryFileTest::storesAllOrNothing()
{
    TestWorkspace workspace;
    const QList<RegistryEntry> entries{testEntry(1, {1}), testEntry(2, {1, 2})};
    QVERIFY(storeRegistryEntries(workspace.file().writer(), workspace.clock(), entries).has_value());
    const auto reader = workspace.file().reader();
    QVERIFY(reader.has_value());
    QVERIFY(*(*reader)->registryEntries() == entries);
    QCOMPARE(auditTypes(workspace.databasePath()), QStringList{u"registry.loaded"_s});
    const qint64 revision = *(*reader)->registryRevision();

    QVERIFY(storeRegistryEntries(workspace.file().writer(), workspace.clock(), entries).has_value());
    QCOMPARE(*(*reader)->registryRevision(), revision);
    QCOMPARE(auditTypes(workspace.databasePath()).size(), 1);

    QVERIFY(
        storeRegistryEntries(workspace.file().writer(), workspace.clock(), {testEntry(2, {3})}).has_value());
    QVERIFY(*(*reader)->registryRevision() > revision);
    QCOMPARE((*(*reader)->registryEntry(testIdentity(2)))->controllers, QStringList{testAddress(3)});
    QCOMPARE((*(*reader)->registryEntry(testIdentity(1)))->controllers, QStringList{testAddress(1)});
}

} // namespace muster

QTEST_GUILESS_MAIN(muster::RegistryFileTest)
#include "tst_registryfile.moc"
