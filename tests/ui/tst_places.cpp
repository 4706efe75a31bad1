// SPDX-License-Identifier: GPL-3.0-or-later
#include "../client/scriptedservice.h"
#include "../client/testcertificates.h"
#include "../client/tlsfront.h"
#include "connectdialog.h"
#include "machinecells.h"
#include "placeband.h"
#include "placewindow.h"

#include <QAction>
#include <QComboBox>
#include <QFile>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QRegularExpression>
#include <QTableView>
#include <QTest>

using namespace muster;
using namespace Qt::StringLiterals;

/// Services that are kept, over real connections to the embedded server.
class TestPlaces : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void theTestAnswersInOneSentence();
    void whatWasCleanedIsSaid();
    void anOpenWayIsWarnedOfBeforeAnythingIsSent();
    void offlineIsSaidInWords();
    void aWrongKeyIsSaidBesideIt();
    void somethingElseIsSaidToBeNoService();
    void aTlsFaultShowsTheCertificateUntilItsAuthorityIsTrusted();
    void everyWriteNamesTheService();
    void theColourIsTheBands();
    void theMenuTurnsFromPlaceToPlace();
    void aKeptServiceIsChangedAndRemoved();
    void eachPlaceKeepsHowItsFleetIsShown();
    void noKeyIsEverWrittenToTheSettings();
    void aRecordThatCannotBeReadIsOneMarkedRow();

private:
    bool isTested(const PlaceWindow &window) const
    {
        window.press(u"connectTest"_s);
        return QTest::qWaitFor([&window] { return !window.note(u"connectNote"_s).startsWith(u"Asking"_s); },
                               20'000);
    }

    ServedFleet m_fleet;
};

void TestPlaces::initTestCase()
{
    QVERIFY(m_fleet.start());
}

void TestPlaces::theTestAnswersInOneSentence()
{
    PlaceWindow window;
    QVERIFY(window.open());
    QVERIFY(window.ask());
    window.type(u"connectUrl"_s, m_fleet.url().toString());
    window.type(u"connectKey"_s, QString::fromLatin1(m_fleet.key()));
    QVERIFY(isTested(window));
    const QRegularExpression sentence(
        u"^Connected to http://127\\.0\\.0\\.1:%1 \\(\\d+ ms\\)\\. (\\d+) machines visible\\. This service "
        "demands a signed proof for every new machine\\.$"_s.arg(m_fleet.url().port()));
    const auto match = sentence.match(window.note(u"connectNote"_s));
    QVERIFY2(match.hasMatch(), qPrintable(window.note(u"connectNote"_s)));
    QVERIFY(match.captured(1).toInt() > 1);
    QVERIFY(window.dialog(u"connectDialog"_s));
    QVERIFY(window.settings->serviceProfiles().isEmpty());
}

void TestPlaces::whatWasCleanedIsSaid()
{
    PlaceWindow window;
    QVERIFY(window.open());
    QVERIFY(window.ask());
    window.type(u"connectUrl"_s, u"  "_s + m_fleet.url().toString() + u"/api/v1//"_s);
    window.type(u"connectKey"_s, u" "_s + QString::fromLatin1(m_fleet.key()) + u" "_s);
    QVERIFY(isTested(window));
    QCOMPARE(window.note(u"connectUrlNote"_s),
             u"Left out of the address: blanks around it, slashes at its end, /api/v1."_s);
    QCOMPARE(window.field(u"connectUrl"_s)->text(), m_fleet.url().toString());
    QCOMPARE(window.note(u"connectKeyNote"_s), u"Blanks around the key were left out."_s);
    QVERIFY(window.note(u"connectNote"_s).startsWith(u"Connected to "_s));
}

void TestPlaces::anOpenWayIsWarnedOfBeforeAnythingIsSent()
{
    PlaceWindow window;
    QVERIFY(window.open());
    QVERIFY(window.ask());
    window.type(u"connectUrl"_s, u"http://127.0.0.1"_s);
    QVERIFY(window.note(u"connectUrlNote"_s).isEmpty());
    window.type(u"connectUrl"_s, u"http://fleet.example"_s);
    QVERIFY2(window.note(u"connectUrlNote"_s).startsWith(u"Without https, everyone on the way to fleet.ex"_s),
             qPrintable(window.note(u"connectUrlNote"_s)));
    window.type(u"connectUrl"_s, u"https://fleet.example"_s);
    QVERIFY(window.note(u"connectUrlNote"_s).isEmpty());
}

void TestPlaces::offlineIsSaidInWords()
{
    PlaceWindow window;
    QVERIFY(window.open());
    QVERIFY(window.ask());
    QUrl nobody;
    {
        ServedFleet gone;
        QVERIFY(gone.start());
        nobody = gone.url();
    }
    window.type(u"connectUrl"_s, nobody.toString());
    QVERIFY(isTested(window));
    QVERIFY2(window.note(u"connectNote"_s).contains(u"refused the connection: no service listens there"_s),
             qPrintable(window.note(u"connectNote"_s)));
    QVERIFY(window.text(u"connectCertificate"_s).isEmpty());
}

void TestPlaces::aWrongKeyIsSaidBesideIt()
{
    PlaceWindow window;
    QVERIFY(window.open());
    QVERIFY(window.ask());
    window.type(u"connectUrl"_s, m_fleet.url().toString());
    window.type(u"connectKey"_s, u"wrong"_s);
    QVERIFY(isTested(window));
    QVERIFY(!window.note(u"connectKeyNote"_s).isEmpty());
    QVERIFY(window.note(u"connectNote"_s).isEmpty());
    window.type(u"connectKey"_s, QString::fromLatin1(m_fleet.key()));
    QVERIFY(window.note(u"connectKeyNote"_s).isEmpty());
    QVERIFY(isTested(window));
    QVERIFY(window.note(u"connectNote"_s).startsWith(u"Connected to "_s));
}

void TestPlaces::somethingElseIsSaidToBeNoService()
{
    ScriptedService page;
    page.say("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 15\r\n\r\n<html>hi</html>");
    PlaceWindow window;
    QVERIFY(window.open());
    QVERIFY(window.ask());
    window.type(u"connectUrl"_s, page.url().toString());
    QVERIFY(isTested(window));
    QVERIFY2(window.note(u"connectNote"_s).contains(u"something that is not the orchestration API"_s),
             qPrintable(window.note(u"connectNote"_s)));
}

void TestPlaces::aTlsFaultShowsTheCertificateUntilItsAuthorityIsTrusted()
{
    const TestCertificates certificates;
    QVERIFY2(certificates.fault().isEmpty(), qPrintable(certificates.fault()));
    const TlsFront front(quint16(m_fleet.url().port()), certificates.server());
    PlaceWindow window;
    QVERIFY(window.open());
    QVERIFY(window.ask());
    window.type(u"connectUrl"_s, front.url().toString());
    window.type(u"connectKey"_s, QString::fromLatin1(m_fleet.key()));
    QVERIFY(isTested(window));
    QVERIFY(window.note(u"connectNote"_s).startsWith(u"No safe connection to 127.0.0.1:"_s));
    const auto *shown = window.find<QLabel>(u"connectCertificate"_s);
    QVERIFY(shown->isVisible());
    QVERIFY(shown->text().contains(u"for: fleet.test"_s));
    QVERIFY(shown->text().contains(u"issued by: Authority of a test"_s));
    QVERIFY(shown->text().contains(QRegularExpression(u"SHA-256: ([0-9A-F]{2}:){31}[0-9A-F]{2}"_s)));

    window.type(u"connectCaFile"_s, certificates.path(u"absent.pem"_s));
    QVERIFY(!shown->isVisible());
    QVERIFY(isTested(window));
    QVERIFY(window.note(u"connectCaNote"_s).contains(u"cannot be read"_s));

    window.type(u"connectCaFile"_s, certificates.authority());
    window.press(u"connectAccept"_s);
    QVERIFY(window.answered());
    QTRY_VERIFY(window.text(u"statusCounts"_s).contains("complete"_L1));
    QCOMPARE(window.settings->serviceProfiles().first().caFile, certificates.authority());
}

void TestPlaces::everyWriteNamesTheService()
{
    PlaceWindow window;
    QVERIFY(window.open());
    QVERIFY(window.connectTo(m_fleet.url(), m_fleet.key(), u"Production & more"_s));
    QCOMPARE(window.window->windowTitle(), u"Production & more — Muster"_s);
    QCOMPARE(window.text(u"placeTitle"_s), u"Production & more"_s);
    const auto line = [&window](const QDialog *dialog) {
        const auto *label = dialog ? dialog->findChild<QLabel *>(u"placeLine"_s) : nullptr;
        return label && label->isVisible() ? label->text() : QString();
    };
    QVERIFY(window.click(window.names().first()));
    window.action(u"actionEdit"_s)->trigger();
    QTRY_COMPARE(line(window.dialog(u"editMachineDialog"_s)),
                 u"Written to Production & more, %1"_s.arg(m_fleet.url().toString()));
    window.dialog(u"editMachineDialog"_s)->reject();
    window.action(u"actionArchive"_s)->trigger();
    QTRY_VERIFY(window.dialog(u"archiveDialog"_s));
    QVERIFY(window.text(u"archiveQuestion"_s).contains(u"Production & more"_s));
    window.dialog(u"archiveDialog"_s)->reject();
    window.action(u"actionRegister"_s)->trigger();
    QTRY_VERIFY(window.dialog(u"registerWizard"_s));
    QCOMPARE(line(window.dialog(u"registerWizard"_s)), u"Written to Production & more"_s);
    QCOMPARE(window.dialog(u"registerWizard"_s)->windowTitle(), u"Register a machine in Production & more"_s);
    window.dialog(u"registerWizard"_s)->reject();
}

void TestPlaces::theColourIsTheBands()
{
    PlaceWindow window;
    QVERIFY(window.open());
    auto *band = window.find<PlaceBand>(u"placeBand"_s);
    const auto edge = [band] { return band->grab().toImage().pixelColor(1, band->height() / 2); };
    const QColor local = edge();
    QVERIFY(window.ask());
    auto *colours = window.find<QComboBox>(u"connectColour"_s);
    colours->setFocus();
    QTest::keyClick(colours, Qt::Key_Down);
    QCOMPARE(colours->currentText(), u"Red"_s);
    window.type(u"connectUrl"_s, m_fleet.url().toString());
    window.type(u"connectKey"_s, QString::fromLatin1(m_fleet.key()));
    window.press(u"connectAccept"_s);
    QVERIFY(window.answered());
    QCOMPARE(window.settings->serviceProfiles().first().colour, BandColour::Red);
    const Connection red{nullptr, {}, {}, true, false, {}, window.settings->serviceProfiles().first()};
    QTRY_COMPARE(edge(), placeColour(red, band->palette()));
    QVERIFY(edge() != local);
}

void TestPlaces::theMenuTurnsFromPlaceToPlace()
{
    KeyringApiKeys session;
    PlaceWindow window;
    window.connector.keeper = &session;
    QVERIFY(window.open());
    ServedFleet other;
    QVERIFY(other.start());
    QVERIFY(window.connectTo(m_fleet.url(), m_fleet.key(), u"One"_s));
    QVERIFY(window.connectTo(other.url(), other.key(), u"Two"_s));
    QCOMPARE(window.window->windowTitle(), u"Two — Muster"_s);
    // A key that was given once is not asked for again in this session.
    QVERIFY(window.choose(u"One"_s));
    QTRY_COMPARE(window.window->windowTitle(), u"One — Muster"_s);
    QTRY_VERIFY(window.text(u"statusCounts"_s).contains("complete"_L1));
    QVERIFY(!window.dialog(u"connectDialog"_s));
    QVERIFY(window.choose(u"Open &local workspace"_s));
    QTRY_COMPARE(window.window->windowTitle(), u"Local workspace — Muster"_s);
    // Where nothing remembers it, it is asked for.
    window.connector.keeper = nullptr;
    QVERIFY(window.choose(u"Two"_s));
    QVERIFY(window.asked());
    QCOMPARE(window.note(u"connectKeyNote"_s), u"The key of this service is asked for each time."_s);
    QCOMPARE(window.window->windowTitle(), u"Local workspace — Muster"_s);
    window.type(u"connectKey"_s, QString::fromLatin1(other.key()));
    window.press(u"connectAccept"_s);
    QVERIFY(window.answered());
    QTRY_COMPARE(window.window->windowTitle(), u"Two — Muster"_s);
}

void TestPlaces::aKeptServiceIsChangedAndRemoved()
{
    KeyringApiKeys session;
    PlaceWindow window;
    window.connector.keeper = &session;
    QVERIFY(window.open());
    QVERIFY(window.connectTo(m_fleet.url(), m_fleet.key(), u"One"_s));
    const ServiceProfile kept = window.settings->serviceProfiles().first();
    QVERIFY(window.ask());
    window.type(u"connectUrl"_s, m_fleet.url().toString());
    window.type(u"connectKey"_s, QString::fromLatin1(m_fleet.key()));
    window.type(u"connectName"_s, u"ONE"_s);
    window.press(u"connectAccept"_s);
    QCOMPARE(window.note(u"connectNameNote"_s), u"Another service has this name already."_s);

    auto *services = window.find<QComboBox>(u"connectService"_s);
    services->setFocus();
    QTest::keyClick(services, Qt::Key_Down);
    QCOMPARE(window.field(u"connectName"_s)->text(), u"One"_s);
    QVERIFY(window.field(u"connectKey"_s)->text().isEmpty());
    window.type(u"connectName"_s, u"Uno"_s);
    window.press(u"connectAccept"_s); // with the key of the session
    QVERIFY(window.answered());
    QCOMPARE(window.settings->serviceProfiles().size(), 1);
    QCOMPARE(window.settings->serviceProfiles().first().id, kept.id);
    QCOMPARE(window.window->windowTitle(), u"Uno — Muster"_s);

    QVERIFY(window.choose(u"C&hange this service…"_s));
    QVERIFY(window.asked());
    QCOMPARE(window.field(u"connectName"_s)->text(), u"Uno"_s);
    window.press(u"connectRemove"_s);
    QTRY_VERIFY(window.dialog(u"removeServiceDialog"_s));
    window.press(u"removeServiceConfirm"_s);
    QTRY_VERIFY(window.settings->serviceProfiles().isEmpty());
    QVERIFY(window.field(u"connectName"_s)->text().isEmpty());
    window.dialog(u"connectDialog"_s)->reject();
    QVERIFY(!window.choose(u"Uno"_s));
}

void TestPlaces::eachPlaceKeepsHowItsFleetIsShown()
{
    KeyringApiKeys session;
    PlaceWindow window;
    window.connector.keeper = &session;
    QVERIFY(window.open());
    const auto owner = static_cast<int>(MachineColumn::OwnerId);
    QVERIFY(window.connectTo(m_fleet.url(), m_fleet.key(), u"One"_s));
    auto *search = window.find<QLineEdit>(u"searchField"_s);
    QVERIFY(search->text().isEmpty());
    window.table()->sortByColumn(owner, Qt::DescendingOrder);
    window.find<QAction>(u"column-type"_s)->trigger();
    window.action(u"actionShowArchived"_s)->trigger();
    search->setText(u"status:active"_s);

    window.action(u"actionOpenWorkspace"_s)->trigger();
    QTRY_COMPARE(window.window->windowTitle(), u"Local workspace — Muster"_s);
    QVERIFY(search->text().isEmpty());
    QVERIFY(!window.action(u"actionShowArchived"_s)->isChecked());
    QVERIFY(!window.table()->isColumnHidden(static_cast<int>(MachineColumn::MachineType)));
    const QHeaderView *header = window.table()->horizontalHeader();
    QCOMPARE(header->sortIndicatorSection(), static_cast<int>(MachineColumn::DisplayName));

    QVERIFY(window.choose(u"One"_s));
    QTRY_COMPARE(window.window->windowTitle(), u"One — Muster"_s);
    QCOMPARE(search->text(), u"status:active"_s);
    QVERIFY(window.action(u"actionShowArchived"_s)->isChecked());
    QVERIFY(window.table()->isColumnHidden(static_cast<int>(MachineColumn::MachineType)));
    QCOMPARE(header->sortIndicatorSection(), owner);
    QCOMPARE(header->sortIndicatorOrder(), Qt::DescendingOrder);
    QTRY_VERIFY(window.table()->model()->rowCount() > 0);
    for (int row = 0; row < window.table()->model()->rowCount(); ++row)
        QCOMPARE(window.table()->model()->index(row, static_cast<int>(MachineColumn::Status)).data(),
                 u"Active"_s);
}

void TestPlaces::noKeyIsEverWrittenToTheSettings()
{
    PlaceWindow window;
    QVERIFY(window.open());
    QVERIFY(window.connectTo(m_fleet.url(), m_fleet.key(), u"One"_s));
    window.window->close();
    window.window.reset();
    window.settings.reset();
    QFile file(window.folder.filePath(u"muster.ini"_s));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray written = file.readAll();
    QVERIFY(written.contains("One"));
    QVERIFY(!written.contains(m_fleet.key()));
}

void TestPlaces::aRecordThatCannotBeReadIsOneMarkedRow()
{
    const auto record = [](const QByteArray &id, const QByteArray &name,
                           const QByteArray &identity) -> QByteArray {
        return R"({"id":")" + id + R"(","displayName":")" + name +
               R"(","status":"active","ownerId":"ada","machineType":"lift","runtimeProfile":"linux",)"
               R"("capabilities":[],"labels":{},"policyIds":[],"skillKeys":[],"identityRef":")" +
               identity +
               R"(","identityProof":null,"createdAt":"2026-01-02T03:04:05.000Z",)"
               R"("updatedAt":"2026-01-02T03:04:05.000Z"})";
    };
    const QByteArray page = R"({"items":[)" + record("mach_1", "Old lift", "did:peaq:0x12ab") + ',' +
                            record("mach_2", "New lift", "did:peaq:77") + "]}";
    ScriptedService service;
    service.sayJson(200, R"({"ok":true})"); // of the trial, which asks for one machine, too
    service.sayJson(200, page);
    service.sayJson(200, page);
    PlaceWindow window;
    QVERIFY(window.open());
    QVERIFY(window.connectTo(service.url(), {}, u"Old service"_s));
    QCOMPARE(window.names(), (QStringList{u"New lift"_s, u"Old lift"_s}));
    QVERIFY(window.click(u"Old lift"_s));
    const auto cell = [&window](MachineColumn column, int role = Qt::DisplayRole) {
        return window.table()->model()->index(1, static_cast<int>(column)).data(role).toString();
    };
    QCOMPARE(cell(MachineColumn::Verification), u"Cannot be read"_s);
    QCOMPARE(cell(MachineColumn::Status), u"Active"_s);
    QCOMPARE(cell(MachineColumn::IdentityRef), u"cannot be read"_s);
    QVERIFY2(cell(MachineColumn::IdentityRef, Qt::ToolTipRole).contains("identityRef: "_L1),
             qPrintable(cell(MachineColumn::IdentityRef, Qt::ToolTipRole)));
    QVERIFY(window.text(u"detailsProof"_s).contains("identityRef: "_L1));
    QVERIFY(!window.action(u"actionEdit"_s)->isEnabled());
    QVERIFY(!window.action(u"actionArchive"_s)->isEnabled());
    QVERIFY(window.click(u"New lift"_s));
    QVERIFY(window.action(u"actionEdit"_s)->isEnabled());
}

QTEST_MAIN(TestPlaces)
#include "tst_places.moc"
