// SPDX-License-Identifier: GPL-3.0-or-later
#include "placewindow.h"

#include "connectdialog.h"
#include "inlinenote.h"
#include "registryeditor.h"

#include <QAction>
#include <QCheckBox>
#include <QFile>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTcpSocket>
#include <QTest>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

WorkspaceOptions demoIn(const QString &folder)
{
    WorkspaceOptions options;
    options.folder = folder;
    options.demo = true;
    return options;
}

} // namespace

ServedFleet::ServedFleet()
    : m_connector(demoIn(m_folder.filePath(u"workspace"_s)))
    , m_server(m_connector)
{}

bool ServedFleet::start()
{
    const auto opened = m_connector.openWorkspace();
    if (!QTest::qWaitFor([&opened] { return opened.isFinished(); }, 20'000) || !opened.result())
        return false;
    return startOn(0);
}

bool ServedFleet::startOn(quint16 port)
{
    m_server.start(port);
    const bool runs = QTest::qWaitFor([this] { return m_server.isRunning(); });
    m_url = m_server.url();
    return runs;
}

bool ServedFleet::startAgain()
{
    return startOn(quint16(m_url.port()));
}

bool ServedFleet::stop()
{
    m_server.stop();
    return QTest::qWaitFor([this] {
        QTcpSocket socket;
        socket.connectToHost(m_url.host(), quint16(m_url.port()));
        return !socket.waitForConnected(100);
    });
}

bool ServedFleet::rotate(const IdentityRef &identity, const QString &controller)
{
    const auto opened = m_connector.openWorkspace();
    if (!QTest::qWaitFor([&opened] { return opened.isFinished(); }) || !opened.result())
        return false;
    const auto registry = opened.result()->registry;
    const auto entries = registry->entries();
    if (!QTest::qWaitFor([&entries] { return entries.isFinished(); }) || !entries.result())
        return false;
    const QList<RegistryEntry> known = *entries.result();
    for (const RegistryEntry &entry : known) {
        if (entry.identityRef != identity)
            continue;
        RegistryEntry changed = entry;
        changed.controllers = QStringList{controller};
        const auto stored = registry->store(changed, entry);
        return QTest::qWaitFor([&stored] { return stored.isFinished(); }) && stored.result();
    }
    return false;
}

QByteArray ServedFleet::key() const
{
    QFile file(m_server.apiKeyFile());
    return file.open(QIODevice::ReadOnly) ? file.readAll().trimmed() : QByteArray();
}

ConnectDialog *PlaceWindow::ask() const
{
    action(u"actionConnect"_s)->trigger();
    return asked();
}

ConnectDialog *PlaceWindow::asked() const
{
    const bool shown = QTest::qWaitFor([this] { return dialog(u"connectDialog"_s) != nullptr; });
    return shown ? window->findChild<ConnectDialog *>() : nullptr;
}

bool PlaceWindow::answered() const
{
    return QTest::qWaitFor([this] { return !window->findChild<ConnectDialog *>(); }, 20'000);
}

QString PlaceWindow::note(const QString &name) const
{
    const auto *found = find<InlineNote>(name);
    return found ? found->text() : QString();
}

void PlaceWindow::press(const QString &button) const
{
    QTest::mouseClick(find<QPushButton>(button), Qt::LeftButton);
}

void PlaceWindow::type(const QString &name, const QString &text) const
{
    field(name)->selectAll();
    QTest::keyClicks(field(name), text);
}

bool PlaceWindow::connectTo(const QUrl &url, const QByteArray &key, const QString &name, bool keepKey) const
{
    if (!ask())
        return false;
    type(u"connectUrl"_s, url.toString());
    type(u"connectKey"_s, QString::fromLatin1(key));
    type(u"connectName"_s, name);
    auto *box = find<QCheckBox>(u"connectKeepKey"_s);
    if (keepKey && !QTest::qWaitFor([box] { return box->isEnabled(); }, 20'000))
        return false;
    box->setChecked(keepKey);
    press(u"connectAccept"_s);
    return answered() && QTest::qWaitFor([this] { return text(u"statusCounts"_s).contains("complete"_L1); });
}

bool PlaceWindow::choose(const QString &name) const
{
    auto *menu = find<QMenu>(u"placesMenu"_s);
    menu->popup(window->mapToGlobal(QPoint(20, 20)));
    const QList<QAction *> actions = menu->actions();
    for (QAction *action : actions) {
        if (action->text() != name)
            continue;
        QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(action).center());
        return true;
    }
    menu->close();
    return false;
}

} // namespace muster
