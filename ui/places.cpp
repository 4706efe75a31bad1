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

#include <QAction>
#include <QMenu>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster {

Places::Places(Connector &connector, Settings &settings, QAction &local, QAction &connectRemote,
               MessageBar &message, QWidget &window)
    : QObject(&window)
    , m_connector(connector)
    , m_settings(settings)
    , m_local(local)
    , m_connectRemote(connectRemote)
    , m_message(message)
    , m_window(window)
    , m_menu(new QMenu(tr("&Places"), &window))
{
    m_menu->setObjectName(u"placesMenu"_s);
    connect(&m_connectRemote, &QAction::triggered, this, [this] { ask({}); });
    connect(&m_local, &QAction::triggered, this, [this] { ++m_opening; });
    connect(m_menu, &QMenu::aboutToShow, this, &Places::fillMenu);
    fillMenu();
}

void Places::fillMenu()
{
    // Those that are the window's own stay; the rest was made here and goes.
    m_menu->clear();
    m_menu->addAction(&m_local);
    const QList<ServiceProfile> kept = m_settings.serviceProfiles();
    if (!kept.isEmpty())
        m_menu->addSeparator();
    for (const ServiceProfile &profile : kept) {
        const QIcon patch =
            bandColourPatch(profile.colour, m_window.palette(), m_window.fontMetrics().height());
        QAction *action = m_menu->addAction(patch, QString(profile.name).replace(u'&', u"&&"_s));
        action->setObjectName(u"place-"_s + profile.id);
        action->setStatusTip(tr("Work on the machines of %1").arg(profile.url));
        action->setEnabled(m_isLocal || profile.id != m_current);
        connect(action, &QAction::triggered, this, [this, id = profile.id] { open(id); });
    }
    m_menu->addSeparator();
    m_menu->addAction(&m_connectRemote);
    QAction *change = m_menu->addAction(glyph(u"pencil"_s), tr("C&hange this service…"));
    change->setObjectName(u"placeChange"_s);
    change->setStatusTip(tr("Change its name, address, key, colour or certificates, or remove it"));
    change->setEnabled(!m_isLocal && !m_current.isEmpty());
    connect(change, &QAction::triggered, this, [this] { ask(m_current); });
}

void Places::setConnection(const Connection &connection)
{
    m_current = connection.profile.id;
    m_isLocal = !connection.remote;
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
        ask(profileId)->askForKey(tr("The key of this service is asked for each time."));
        return;
    }
    whenFinished(m_connector.apiKeys()->recall(profileId, found->key == ServiceProfile::Key::InKeyring), this,
                 [this, number, profile = *found](const Result<QByteArray> &key) {
                     if (number != m_opening)
                         return;
                     if (key)
                         turnTo(profile, *key);
                     else
                         ask(profile.id)->askForKey(errorSentence(key.error()));
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
    kept.removeIf([&](const ServiceProfile &profile) { return profile.id == profileId; });
    m_settings.setServiceProfiles(kept);
    m_settings.forgetPlace(profileId);
    emit removed(profileId);
    if (!m_connector.apiKeys())
        return;
    whenFinished(m_connector.apiKeys()->forget(profileId, true), this, [this](const Result<void> &forgotten) {
        if (!forgotten)
            m_message.say(MessageBar::Kind::Fault, errorSentence(forgotten.error()));
    });
}

} // namespace muster
