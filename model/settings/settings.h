// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "keptplace.h"
#include "serviceprofile.h"

#include <QByteArray>
#include <QList>
#include <QSettings>
#include <QString>

namespace muster {

/// Which colours the window wears.
enum class ThemeChoice { System, Light, Dark };

/// One column of a table, at its place in the order that is kept.
struct ColumnPlace
{
    QString name;  ///< never translated
    int width = 0; ///< device-independent pixels
    bool shown = true;
    bool operator==(const ColumnPlace &) const = default;
};

/// The columns of a table from left to right, and what it is sorted by.
struct TableLayout
{
    QList<ColumnPlace> columns;
    QString sortedBy; ///< name of a column; empty: as the program thinks best
    bool descending = false;
    bool operator==(const TableLayout &) const = default;
};

/// How the window's workspace is kept and served.
struct ServerSettings
{
    static constexpr int kLongestAudit = 36500;

    quint16 port = 8787;              ///< 0 picks a free one
    bool keyDemanded = true;          ///< whether programs need the key of the API
    bool verificationRequired = true; ///< whether a machine needs a proof of its identity
    int auditDays = 400;              ///< how far back the audit log reaches; 1 to kLongestAudit
    bool operator==(const ServerSettings &) const = default;
};

/// What a fleet is filtered by.
struct FleetFilter
{
    QString text;
    bool archivedShown = false;
    bool operator==(const FleetFilter &) const = default;
};

/// Every setting, declared once with its key, type and default (settings.cpp). An entry of another type
/// counts as absent. Never holds a secret. GUI thread.
class Settings
{
public:
    /// `file`: an INI file; its folder is made when the first setting is kept.
    explicit Settings(const QString &file = defaultSettingsFile());

    QByteArray windowGeometry() const;
    void setWindowGeometry(const QByteArray &geometry);
    /// Places of toolbars and panes, as QMainWindow::saveState writes them.
    QByteArray windowState() const;
    void setWindowState(const QByteArray &state);
    ThemeChoice theme() const;
    void setTheme(ThemeChoice choice);
    // How the fleet is shown, for each place on its own: the local workspace (empty), or the id of a service.

    /// Empty when none is kept, or one of a version that is not known.
    TableLayout fleetLayout(const QString &place = {}) const;
    void setFleetLayout(const TableLayout &layout, const QString &place = {});
    void forgetFleetLayout(const QString &place = {});
    FleetFilter fleetFilter(const QString &place = {}) const;
    void setFleetFilter(const FleetFilter &filter, const QString &place = {});
    /// All that is kept of how a service's fleet is shown.
    void forgetPlace(const QString &place);

    /// The services that are kept, in the order of their making. Their keys are never kept here.
    QList<ServiceProfile> serviceProfiles() const;
    void setServiceProfiles(const QList<ServiceProfile> &profiles);

    /// Where was worked, the last first. A service among them may not be kept any more.
    QList<KeptPlace> recentPlaces() const;
    void setRecentPlaces(const QList<KeptPlace> &places);

    ServerSettings serverSettings() const;
    void setServerSettings(const ServerSettings &server);

    /// Seconds without use after which the key vault locks itself; 0: never. 300 unless changed.
    int vaultIdleSeconds() const;
    void setVaultIdleSeconds(int seconds);
    /// Whether it locks when the window is minimised.
    bool vaultLocksWhenMinimised() const;
    void setVaultLocksWhenMinimised(bool locks);
    /// Whether its passphrase is kept in the keyring of the system; no unless chosen.
    bool passphraseInKeyring() const;
    void setPassphraseInKeyring(bool kept);
    /// Whether the user was told once that it locks itself.
    bool autoLockAnnounced() const;
    void setAutoLockAnnounced();

    /// The form of the challenges, without their values, that the user last agreed to sign for the service at
    /// this place (URL or folder); empty when there was none.
    QString agreedShape(const QString &place) const;
    void setAgreedShape(const QString &place, const QString &shape);
    /// Beside the settings: what was typed and not sent.
    QString draftsFolder() const;

    /// `$XDG_CONFIG_HOME/muster/muster.ini`
    static QString defaultSettingsFile();

private:
    QSettings m_file;
};

/// Folders of this user, by XDG: `$XDG_DATA_HOME/muster`, where the vault and the first workspace lie, and
/// one beside it for the demo.
QString defaultDataFolder();
QString demoDataFolder();

} // namespace muster
