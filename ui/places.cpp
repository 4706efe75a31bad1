// SPDX-License-Identifier: GPL-3.0-or-later
#include "places.h"

#include "apikeykeeper.h"
#include "bandcolour.h"
#include "connectdialog.h"
#include "errorsentence.h"
#include "glyph.h"
#include "messagebar.h"
#include "settings.h"
#include "whenfinished.h"
#include "windowactions.h"

#include <QAction>
#include <QDir>
#include <QFileDialog>
#include <QMenu>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

QString workspaceTitle(const KeptPlace &place)
{
    return place.demo ? Places::tr("Demo workspace")
                      : Places::tr("Workspace %1").arg(QDir(place.folder).dirName());
}

} // namespace

Places::Places(Connector &connector, Settings &settings, const WindowActions &actions, MessageBar &message,
               QWidget &window)
    : QObject(&window)
    , m_connector(connector)
    , m_settings(settings)
    , m_actions(actions)
    , m_message(message)
    , m_window(window)
    , m_menu(new QMenu(tr("&Places"), &window))
{
    m_menu->setObjectName(u"placesMenu"_s);
    connect(actions.connectRemote, &QAction::triggered, this, [this] { ask({}); });
    connect(actions.openWorkspace, &QAction::triggered, this, &Places::openHome);
    connect(actions.openFolder, &QAction::triggered, this, &Places::askForFolder);
    connect(actions.openDemo, &QAction::triggered, this, &Places::openDemo);
    connect(m_menu, &QMenu::aboutToShow, this, &Places::fillMenu);
    fillMenu();
}

void Places::fill(WelcomePage &welcome)
{
    connect(&welcome, &WelcomePage::demoAsked, m_actions.openDemo, &QAction::trigger);
    connect(&welcome, &WelcomePage::serviceAsked, m_actions.connectRemote, &QAction::trigger);
    connect(&welcome, &WelcomePage::workspaceAsked, m_actions.openFolder, &QAction::trigger);
    connect(&welcome, &WelcomePage::placeAsked, this, &Places::openKept);
    connect(m_actions.welcome, &QAction::toggled, &welcome, [this, page = &welcome](bool shown) {
        if (shown)
            page->showRecent(recent());
    });
}

QList<WelcomePage::Recent> Places::recent() const
{
    QList<WelcomePage::Recent> shown;
    const QList<ServiceProfile> services = m_settings.serviceProfiles();
    for (const KeptPlace &place : m_settings.recentPlaces()) {
        if (place.service.isEmpty())
            shown.append({place, glyph(place.demo ? u"flask"_s : u"folder"_s), workspaceTitle(place),
                          QDir::toNativeSeparators(place.folder)});
        else if (const auto service = profileOf(place.service, services))
            shown.append({place, glyph(u"cloud"_s), service->name, service->url});
    }
    return shown;
}

void Places::fillMenu()
{
    // Those that are the window's own stay; the rest was made here and goes.
    m_menu->clear();
    m_menu->addAction(m_actions.openWorkspace);
    addWorkspaces();
    addServices();
    m_menu->addSeparator();
    m_menu->addActions({m_actions.openFolder, m_actions.openDemo, m_actions.connectRemote});
    QAction *change = m_menu->addAction(glyph(u"pencil"_s), tr("C&hange this service…"));
    change->setObjectName(u"placeChange"_s);
    change->setStatusTip(tr("Change its name, address, key, colour or certificates, or remove it"));
    change->setEnabled(!m_current.service.isEmpty());
    connect(change, &QAction::triggered, this, [this] { ask(m_current.service); });
}

void Places::addWorkspaces()
{
    for (const KeptPlace &place : m_settings.recentPlaces()) {
        if (!place.service.isEmpty() || place.folder == defaultDataFolder())
            continue;
        const QString title =
            tr("%1 (%2)").arg(workspaceTitle(place), QDir::toNativeSeparators(place.folder));
        QAction *action = m_menu->addAction(glyph(place.demo ? u"flask"_s : u"folder"_s),
                                            QString(title).replace(u'&', u"&&"_s));
        action->setObjectName(u"place-"_s + place.key());
        action->setStatusTip(tr("Work on the machines kept in %1").arg(place.folder));
        action->setEnabled(place.key() != m_current.key());
        connect(action, &QAction::triggered, this, [this, place] { openKept(place); });
    }
}

void Places::addServices()
{
    const QList<ServiceProfile> kept = m_settings.serviceProfiles();
    if (!kept.isEmpty())
        m_menu->addSeparator();
    for (const ServiceProfile &profile : kept) {
        const QIcon patch =
            bandColourPatch(profile.colour, m_window.palette(), m_window.fontMetrics().height());
        QAction *action = m_menu->addAction(patch, QString(profile.name).replace(u'&', u"&&"_s));
        action->setObjectName(u"place-"_s + profile.id);
        action->setStatusTip(tr("Work on the machines of %1").arg(profile.url));
        action->setEnabled(profile.id != m_current.service);
        connect(action, &QAction::triggered, this, [this, id = profile.id] { open(id); });
    }
}

void Places::setConnection(const Connection &connection)
{
    ++m_opening;
    m_current = connection.keptPlace();
    if (!m_current.isEmpty())
        m_settings.setRecentPlaces(withFirst(m_current, m_settings.recentPlaces()));
}

void Places::openHome()
{
    await(m_connector.openWorkspace(), true);
}

bool Places::openLast()
{
    for (const KeptPlace &place : m_settings.recentPlaces()) {
        if (!place.service.isEmpty() && !profileOf(place.service, m_settings.serviceProfiles()))
            continue;
        openKept(place);
        return true;
    }
    return false;
}

void Places::openKept(const KeptPlace &place)
{
    if (place.service.isEmpty())
        openIn({place.folder, place.demo, false});
    else
        open(place.service);
}

void Places::openDemo()
{
    openIn({demoDataFolder(), true, true});
}

void Places::openIn(const WorkspaceChoice &choice)
{
    await(m_connector.openWorkspaceIn(choice), false);
}

void Places::await(const QFuture<Result<Connection>> &opening, bool isHome)
{
    whenFinished(opening, this, [this, isHome, number = ++m_opening](const Result<Connection> &opened) {
        if (number != m_opening)
            return;
        if (opened)
            emit connectionAsked(*opened);
        else
            emit workspaceFailed(opened.error(), isHome);
    });
}

void Places::askForFolder()
{
    auto *dialog =
        new QFileDialog(&m_window, tr("Choose or make a folder for the workspace"), QDir::homePath());
    dialog->setObjectName(u"workspaceFolderDialog"_s);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &folder) {
        openIn({folder, false, true});
    });
    dialog->open();
}

void Places::open(const QString &profileId)
{
    const auto found = profileOf(profileId, m_settings.serviceProfiles());
    if (!found)
        return;
    const int number = ++m_opening;
    if (found->key == ServiceProfile::Key::None) {
        turnTo(*found, {});
        return;
    }
    if (!m_connector.apiKeys()) {
        askForKeyOf(profileId, tr("The key of this service is asked for each time."));
        return;
    }
    whenFinished(m_connector.apiKeys()->recall(profileId, found->key == ServiceProfile::Key::InKeyring), this,
                 [this, number, profile = *found](const Result<QByteArray> &key) {
                     if (number != m_opening)
                         return;
                     if (key)
                         turnTo(profile, *key);
                     else
                         askForKeyOf(profile.id, errorSentence(key.error()));
                 });
}

void Places::turnTo(const ServiceProfile &profile, const QByteArray &key)
{
    const auto connection = m_connector.connectRemote(profile, key);
    if (connection)
        emit connectionAsked(*connection);
    else
        m_message.say(MessageBar::Kind::Fault, errorSentence(connection.error()));
}

void Places::askForKeyOf(const QString &profileId, const QString &sentence)
{
    emit keyAsked();
    ask(profileId)->askForKey(sentence);
}

ConnectDialog *Places::ask(const QString &profileId)
{
    ++m_opening;
    auto *dialog = new ConnectDialog(m_connector, m_settings.serviceProfiles(), profileId, &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ConnectDialog::removeAsked, this, &Places::remove);
    connect(dialog, &ConnectDialog::connected, this, [this, dialog](const Connection &connection) {
        emit connectionAsked(connection);
        keep(dialog->profile(), dialog->key());
    });
    dialog->open();
    return dialog;
}

void Places::keep(const ServiceProfile &profile, const QByteArray &key)
{
    const auto before = profileOf(profile.id, m_settings.serviceProfiles());
    const bool wasInKeyring = before && before->key == ServiceProfile::Key::InKeyring;
    store(profile);
    if (m_connector.apiKeys())
        keepKey(profile, key, wasInKeyring);
}

void Places::keepKey(const ServiceProfile &profile, const QByteArray &key, bool wasInKeyring)
{
    ApiKeyKeeper &keeper = *m_connector.apiKeys();
    if (profile.key == ServiceProfile::Key::InKeyring) {
        whenFinished(keeper.keep(profile.id, key), this, [this, profile](const Result<void> &kept) {
            if (kept)
                return;
            // By now it may have another name, or be removed.
            if (auto known = profileOf(profile.id, m_settings.serviceProfiles())) {
                known->key = ServiceProfile::Key::AskedFor;
                store(*known);
            }
            m_message.say(MessageBar::Kind::Fault,
                          tr("%1 It is kept until the program ends, and asked for the next time.")
                              .arg(errorSentence(kept.error())));
        });
        return;
    }
    keeper.keepForSession(profile.id, key);
    if (!wasInKeyring)
        return;
    whenFinished(keeper.forget(profile.id, false), this, [this](const Result<void> &forgotten) {
        if (!forgotten)
            m_message.say(MessageBar::Kind::Fault, errorSentence(forgotten.error()));
    });
}

void Places::store(const ServiceProfile &profile)
{
    QList<ServiceProfile> kept = m_settings.serviceProfiles();
    const auto old = std::find_if(kept.begin(), kept.end(),
                                  [&](const ServiceProfile &other) { return other.id == profile.id; });
    if (old == kept.end())
        kept.append(profile);
    else
        *old = profile;
    m_settings.setServiceProfiles(kept);
}

void Places::remove(const QString &profileId)
{
    QList<ServiceProfile> kept = m_settings.serviceProfiles();
    const auto profile = profileOf(profileId, kept);
    if (!profile)
        return;
    kept.removeOne(*profile);
    m_settings.setServiceProfiles(kept);
    m_settings.forgetPlace(profileId);
    emit removed(*profile);
    QList<KeptPlace> recent = m_settings.recentPlaces();
    recent.removeIf([&](const KeptPlace &place) { return place.service == profileId; });
    m_settings.setRecentPlaces(recent);
    if (!m_connector.apiKeys())
        return;
    whenFinished(m_connector.apiKeys()->forget(profileId, true), this, [this](const Result<void> &forgotten) {
        if (!forgotten)
            m_message.say(MessageBar::Kind::Fault, errorSentence(forgotten.error()));
    });
}

} // namespace muster
