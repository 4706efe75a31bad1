// SPDX-License-Identifier: GPL-3.0-or-later
#include "controllerkey.h"
#include "desktopconnector.h"
#include "mainwindow.h"
#include "registerwizard.h"
#include "registryfile.h"
#include "servedworkspace.h"
#include "signingdesk.h"
#include "wizardwalk.h"

#include "formprobe.h"

#include <QAction>
#include <QDialog>
#include <QLabel>
#include <QTableView>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;

namespace muster {

/// The window on a service that it reaches over HTTP: the program's own connector, a real server and its
/// sockets.
class ServedWindowTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void connectsRegistersAndSeesTheRow();
    void aServerThatEndedIsSaidBesideTheRows();

private:
    bool connectWith(const QByteArray &apiKey);
    QString text(const QString &label) const { return m_window->findChild<QLabel *>(label)->text(); }
    QAbstractItemModel *rows() const { return m_window->findChild<QTableView *>(u"fleetTable"_s)->model(); }
    template <typename T>
    T *shown(const QString &name = {}) const
    {
        T *found = nullptr;
        const auto isShown = [&] { return (found = m_window->findChild<T *>(name)) && found->isVisible(); };
        return QTest::qWaitFor(isShown) ? found : nullptr;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ServedWorkspace> m_served;
    QUrl m_url;
    std::unique_ptr<Settings> m_settings;
    std::unique_ptr<SigningDesk> m_desk;
    std::unique_ptr<DesktopConnector> m_connector;
    std::unique_ptr<MainWindow> m_window;
};

void ServedWindowTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_served = std::make_unique<ServedWorkspace>();
    QVERIFY2(m_served->fault().isEmpty(), qUtf8Printable(m_served->fault()));
    const auto url = m_served->start();
    QVERIFY(url);
    m_url = *url;
    m_settings = std::make_unique<Settings>(m_folder->filePath(u"muster.ini"_s));
    m_desk = std::make_unique<SigningDesk>();
    WorkspaceOptions options;
    options.folder = m_folder->filePath(u"workspace"_s);
    m_connector = std::make_unique<DesktopConnector>(options);
    m_window = std::make_unique<MainWindow>(*m_connector, nullptr, *m_desk, *m_settings);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
}

void ServedWindowTest::cleanup()
{
    m_window.reset();
    m_connector.reset();
    m_desk.reset();
    m_settings.reset();
    m_served.reset();
}

bool ServedWindowTest::connectWith(const QByteArray &apiKey)
{
    m_window->findChild<QAction *>(u"actionConnect"_s)->trigger();
    auto *dialog = shown<QDialog>(u"connectDialog"_s);
    if (!dialog)
        return false;
    const FormProbe probe(*dialog);
    probe.type(u"connectUrl"_s, m_url.toString());
    probe.type(u"connectKey"_s, QString::fromLatin1(apiKey));
    probe.click(u"connectAccept"_s);
    return QTest::qWaitFor([this] { return !m_window->findChild<QDialog *>(u"connectDialog"_s); });
}

void ServedWindowTest::connectsRegistersAndSeesTheRow()
{
    // The private key 1 and its address, known answers.
    const QString address = u"0x7E5F4552091A69125d5DfCb7b8C2659029395Bdf"_s;
    const RegistryEntry entry{*IdentityRef::parse(u"did:peaq:100"_s), {address}, {}, {}, true, true};
    QVERIFY(storeRegistryEntries(m_served->context().writer, m_served->context().clock, {entry}));
    QVERIFY(connectWith(ServedWorkspace::kApiKey));
    QCOMPARE(text(u"placeTitle"_s), u"127.0.0.1:%1"_s.arg(m_url.port()));
    QTRY_COMPARE(text(u"statusCounts"_s), u"0 machines, complete"_s);

    // No window manager here hands the activation back; shortcuts need it.
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    QTest::keyClick(m_window.get(), Qt::Key_N, Qt::ControlModifier);
    auto *wizard = shown<RegisterWizard>();
    QVERIFY(wizard);
    QCOMPARE(
        completeRegistration(FormProbe(*wizard), u"did:peaq:100"_s, u"Press 4"_s, QString(63, u'0') + u'1'),
        QString());
    QTRY_COMPARE(text(u"detailsName"_s), u"Press 4"_s);
    QTRY_COMPARE(text(u"detailsStatus"_s), u"Active"_s);
    QCOMPARE(rows()->rowCount(), 1);
    wizard->close();
}

void ServedWindowTest::aServerThatEndedIsSaidBesideTheRows()
{
    QVERIFY(!connectWith("not-the-key-at-all"));
    auto *dialog = shown<QDialog>(u"connectDialog"_s);
    QTRY_VERIFY(!FormProbe(*dialog).note(u"connectKeyNote"_s).isEmpty());
    dialog->reject();
    QVERIFY(connectWith(ServedWorkspace::kApiKey));
    QTRY_COMPARE(text(u"statusCounts"_s), u"0 machines, complete"_s);
    m_served.reset();
    m_window->findChild<QAction *>(u"actionRefresh"_s)->trigger();
    QTRY_COMPARE(text(u"emptyTitle"_s), u"The machines could not be loaded"_s);
}

} // namespace muster

QTEST_MAIN(muster::ServedWindowTest)
#include "tst_servedwindow.moc"
