// SPDX-License-Identifier: GPL-3.0-or-later
#include "elidedlabel.h"
#include "machineregistry.h"
#include "registerwizard.h"
#include "sqlevidencestore.h"
#include "vaultwindow.h"

#include <QAction>
#include <QDir>
#include <QLabel>
#include <QTest>

using namespace muster;
using namespace Qt::StringLiterals;

namespace {

const QString kOne = QString(63, u'0') + u'1';
const QString kAddressOfOne = u"0x7E5F4552091A69125d5DfCb7b8C2659029395Bdf"_s;

/// The texts of the section, empty while it is hidden.
QStringList keptTexts(const VaultWindow &window)
{
    const auto *section = window.find<QWidget>(u"keptProof"_s);
    QStringList texts;
    if (!section->isVisible())
        return texts;
    for (const auto *label : section->findChildren<QLabel *>())
        texts.append(label->text());
    for (const auto *label : section->findChildren<ElidedLabel *>())
        texts.append(label->text());
    return texts;
}

} // namespace

/// From the registration in the window to its details: the proof is kept on the way, or nothing is sent.
class TestKeptProof : public QObject
{
    Q_OBJECT

private slots:
    void theDetailsShowIt();
    void nothingIsSentWhereItCannotBeKept();

private:
    static bool prepare(VaultWindow &window);
    /// Up to the press of the button that signs.
    static bool sign(VaultWindow &window);
};

bool TestKeptProof::prepare(VaultWindow &window)
{
    const auto identity = IdentityRef::parse(u"did:peaq:77"_s);
    return window.makeVault() && window.importHex(kOne) &&
           window.workspace->announce(*identity, kAddressOfOne).has_value();
}

bool TestKeptProof::sign(VaultWindow &window)
{
    window.action(u"actionKeys"_s)->trigger();
    window.action(u"actionRegister"_s)->trigger();
    if (!QTest::qWaitFor([&] { return window.window->findChild<RegisterWizard *>() != nullptr; }))
        return false;
    window.probe().type(u"identityField"_s, u"did:peaq:77"_s);
    window.probe().click(u"nextButton"_s);
    window.probe().type(u"displayNameField"_s, u"Press 4"_s);
    window.probe().type(u"ownerIdField"_s, u"plant-7"_s);
    window.probe().click(u"nextButton"_s);
    if (!QTest::qWaitFor([&] { return window.probe().isEnabled(u"signButton"_s); }))
        return false;
    window.probe().click(u"signButton"_s);
    return true;
}

void TestKeptProof::theDetailsShowIt()
{
    VaultWindow window;
    QVERIFY(prepare(window));
    QVERIFY(sign(window));
    QTRY_VERIFY(window.probe().note(u"resultNote"_s).contains(u"registered and active"_s));
    QCOMPARE(window.probe().note(u"evidenceNote"_s), QString());
    const QString id = window.text(u"doneId"_s);
    window.probe().click(u"finishButton"_s);
    QTRY_COMPARE(window.text(u"detailsName"_s), u"Press 4"_s);
    QTRY_VERIFY(keptTexts(window).contains(u"Proof kept here"_s));
    const QStringList shown = keptTexts(window);
    QVERIFY(shown.contains(u"the record above"_s));
    QVERIFY(shown.contains(u"/home/ada/.local/share/muster"_s));

    // Word for word what the file holds.
    const auto store = SqlEvidenceStore::open(window.folder.filePath(u"evidence.db"_s));
    QVERIFY(store);
    const auto machine = window.workspace->machines().machine(id);
    QVERIFY(machine && machine->identityProof);
    const auto kept =
        (*store)->find(*machine->identityRef, machine->identityProof->challengeId, kAddressOfOne);
    QVERIFY(kept && *kept);
    QVERIFY(shown.contains((*kept)->signature));
    QVERIFY((*kept)->record.contains(id.toUtf8()));
    // Another machine's proof was not made here.
    QVERIFY(window.workspace->addForklift(1));
    QTRY_VERIFY(window.names().contains(u"Forklift 1"_s));
    QVERIFY(window.click(u"Forklift 1"_s));
    QVERIFY(keptTexts(window).isEmpty());
    QVERIFY(window.click(u"Press 4"_s));
    QTRY_VERIFY(!keptTexts(window).isEmpty());
}

void TestKeptProof::nothingIsSentWhereItCannotBeKept()
{
    VaultWindow window;
    QVERIFY(QDir().mkpath(window.folder.filePath(u"evidence.db"_s)));
    QVERIFY(prepare(window));
    QVERIFY(sign(window));
    QTRY_VERIFY2(window.probe().note(u"challengeFault"_s).startsWith(u"The proof was not sent"_s),
                 qPrintable(window.probe().note(u"challengeFault"_s)));
    QVERIFY(window.names().isEmpty());
}

QTEST_MAIN(TestKeptProof)
#include "tst_keptproof.moc"
