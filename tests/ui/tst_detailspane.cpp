// SPDX-License-Identifier: GPL-3.0-or-later
#include "detailspane.h"

#include "elidedlabel.h"
#include "memoryorchestrator.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QTest>
#include <QToolButton>

using namespace muster;
using namespace Qt::StringLiterals;

class TestDetailsPane : public QObject
{
    Q_OBJECT

private slots:
    void saysWhenNothingIsSelected();
    void showsRecordIdentityAndLabels();
    void copiesWholeIds();
    void saysWhyAProofFails();
    void longTextsStayInside();

private:
    static Machine proven();
    static QStringList texts(const QWidget &pane);
};

Machine TestDetailsPane::proven()
{
    Machine machine = MemoryOrchestrator::machineNumber(7);
    machine.capabilities = {u"lift"_s, u"telemetry"_s};
    machine.identityProof = IdentityProof{
        *machine.identityRef,
        u"0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"_s,
        u"mic_00000000000000aa"_s,
        {1'700'000'000'000},
        {1'700'000'300'000},
        {u"0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"_s, u"0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359"_s},
        {}};
    machine.verification = Verification{Verification::State::Verified, {}, {1'700'000'400'000}};
    return machine;
}

QStringList TestDetailsPane::texts(const QWidget &pane)
{
    QStringList found;
    for (const auto *label : pane.findChildren<QLabel *>()) {
        if (label->isVisible())
            found.append(label->text());
    }
    for (const auto *label : pane.findChildren<ElidedLabel *>()) {
        if (label->isVisible())
            found.append(label->text());
    }
    return found;
}

void TestDetailsPane::saysWhenNothingIsSelected()
{
    DetailsPane pane;
    pane.show();
    QCOMPARE(texts(pane), QStringList{u"Select a machine to see its details."_s});
    pane.setMachine(proven());
    QVERIFY(!texts(pane).contains(u"Select a machine to see its details."_s));
    pane.setMachine(std::nullopt);
    QCOMPARE(texts(pane), QStringList{u"Select a machine to see its details."_s});
}

void TestDetailsPane::showsRecordIdentityAndLabels()
{
    DetailsPane pane;
    pane.show();
    pane.setMachine(proven());
    // The layout shows new fields with the next event.
    QTRY_VERIFY(texts(pane).contains(u"hall-1"_s));
    const QStringList shown = texts(pane);
    for (const auto &text :
         {u"Forklift 7"_s, u"Active"_s, u"mach_0000000000000007"_s, u"forklift"_s, u"owner-1"_s,
          u"lift, telemetry"_s, u"did:peaq:7"_s, u"Controller 2"_s,
          u"0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359"_s, u"mic_00000000000000aa"_s,
          u"2023-11-14 22:13:20 UTC"_s, u"2023-11-14 22:20:00 UTC"_s, u"site"_s, u"hall-1"_s})
        QVERIFY2(shown.contains(text), qPrintable(text));
    Machine unlabelled = proven();
    unlabelled.labels.clear();
    pane.setMachine(unlabelled);
    QVERIFY(!texts(pane).contains(u"Labels"_s));
}

void TestDetailsPane::copiesWholeIds()
{
    DetailsPane pane;
    pane.show();
    pane.setMachine(proven());
    QStringList copied;
    for (auto *button : pane.findChildren<QToolButton *>(u"copyField"_s)) {
        QVERIFY(button->accessibleName().startsWith(u"Copy "_s));
        QTest::mouseClick(button, Qt::LeftButton);
        copied.append(QGuiApplication::clipboard()->text());
    }
    QCOMPARE(copied,
             (QStringList{u"mach_0000000000000007"_s, u"did:peaq:7"_s,
                          u"0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"_s,
                          u"0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"_s,
                          u"0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359"_s, u"mic_00000000000000aa"_s}));
}

void TestDetailsPane::saysWhyAProofFails()
{
    DetailsPane pane;
    Machine machine = proven();
    machine.verification = Verification{Verification::State::Failed, u"controller_changed"_s, {}};
    pane.setMachine(machine);
    QVERIFY(pane.findChild<QLabel *>(u"detailsProof"_s)
                ->text()
                .startsWith(u"The identity has another controller now."_s));
    machine.identityProof.reset();
    machine.verification.reset();
    pane.setMachine(machine);
    QCOMPARE(pane.findChild<QLabel *>(u"detailsProof"_s)->text(),
             u"No proof of control is kept for this machine. Prove its identity to use it."_s);
    QCOMPARE(pane.findChild<QLabel *>(u"detailsVerdict"_s)->text(), u"No proof"_s);
}

void TestDetailsPane::longTextsStayInside()
{
    DetailsPane pane;
    pane.resize(300, 900);
    pane.show();
    Machine machine = proven();
    machine.ownerId = QString(200, u'w');
    machine.labels = {{QString(63, u'k'), QString(256, u'v')}};
    pane.setMachine(machine);
    QVERIFY(QTest::qWaitForWindowExposed(&pane));
    for (const auto *label : pane.findChildren<ElidedLabel *>())
        QVERIFY(label->mapTo(&pane, QPoint(label->width(), 0)).x() <= pane.width());
    QVERIFY(pane.widget()->width() <= pane.viewport()->width());
}

QTEST_MAIN(TestDetailsPane)
#include "tst_detailspane.moc"
