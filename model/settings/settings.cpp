// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings.h"

#include "placestext.h"
#include "profiletext.h"

#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMetaType>
#include <QStandardPaths>
#include <QVariant>

#include <array>
#include <limits>
#include <optional>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

enum Entry {
    WindowGeometry,
    WindowState,
    Theme,
    ServiceProfiles,
    RecentPlaces,
    FleetColumns,
    FleetSorting,
    FleetFilterText,
    FleetArchived,
    VaultIdle,
    VaultMinimised,
    VaultKeyring,
    AutoLockAnnounced,
    ServerPort,
    ServerKey,
    WorkspaceVerification,
    WorkspaceAuditDays,
    AgreedShapes,
    EntryCount
};

struct Declaration
{
    QLatin1StringView key;
    QMetaType::Type type;
    QLatin1StringView absent; ///< what counts while nothing is kept
};

constexpr std::array<Declaration, EntryCount> kDeclarations{{
    {"window/geometry"_L1, QMetaType::QByteArray, ""_L1},
    {"window/state"_L1, QMetaType::QByteArray, ""_L1},
    {"window/theme"_L1, QMetaType::QString, "system"_L1},
    {"remote/profiles"_L1, QMetaType::QString, ""_L1},
    {"places/recent"_L1, QMetaType::QString, ""_L1},
    {"fleet/columns"_L1, QMetaType::QString, ""_L1},
    {"fleet/sorting"_L1, QMetaType::QString, ""_L1},
    {"fleet/filter"_L1, QMetaType::QString, ""_L1},
    {"fleet/archivedShown"_L1, QMetaType::QString, "no"_L1},
    {"vault/idleSeconds"_L1, QMetaType::QString, "300"_L1},
    {"vault/lockMinimised"_L1, QMetaType::QString, "no"_L1},
    {"vault/passphraseInKeyring"_L1, QMetaType::QString, "no"_L1},
    {"vault/autoLockAnnounced"_L1, QMetaType::QString, "no"_L1},
    {"server/port"_L1, QMetaType::QString, "8787"_L1},
    {"server/keyDemanded"_L1, QMetaType::QString, "yes"_L1},
    {"workspace/verification"_L1, QMetaType::QString, "required"_L1},
    {"workspace/auditDays"_L1, QMetaType::QString, "400"_L1},
    {"signing/agreedShapes"_L1, QMetaType::QString, "{}"_L1},
}};

constexpr int kLongestIdle = 24 * 60 * 60;
constexpr auto kYes = "yes"_L1;
constexpr auto kNo = "no"_L1;

constexpr std::array<QLatin1StringView, 3> kThemeNames{"system"_L1, "light"_L1, "dark"_L1};

// Kept as text, `1;status/90/shown;id/120/hidden`, so that a layout outlives columns that come and go.
constexpr auto kLayoutVersion = "1"_L1;
constexpr int kWidestColumn = 10'000;

std::optional<ColumnPlace> readColumn(const QString &text)
{
    const QStringList parts = text.split(u'/');
    bool isNumber = false;
    const int width = parts.value(1).toInt(&isNumber);
    const QString seen = parts.value(2);
    const bool known = seen == "shown"_L1 || seen == "hidden"_L1;
    if (parts.size() != 3 || parts.first().isEmpty() || !isNumber || width < 0 || width > kWidestColumn ||
        !known)
        return std::nullopt;
    return ColumnPlace{parts.first(), width, seen == "shown"_L1};
}

constexpr auto kOptional = "optional"_L1;
constexpr auto kRequired = "required"_L1;

QString groupOf(const QString &place)
{
    return u"place-"_s + place;
}

/// What is kept for each place stands in a group of its own.
QString keyOf(Entry entry, const QString &place)
{
    const QString key(kDeclarations.at(entry).key);
    return place.isEmpty() ? key : QString(groupOf(place) + u'/' + key);
}

QVariant read(const QSettings &file, Entry entry, const QString &place = {})
{
    const Declaration &declared = kDeclarations.at(entry);
    QVariant kept = file.value(keyOf(entry, place));
    if (kept.typeId() == declared.type)
        return kept;
    QVariant absent = QString(declared.absent);
    absent.convert(QMetaType(declared.type));
    return absent;
}

/// The number that is kept, or the one that counts without it where it is none or outside of the range.
int readNumber(const QSettings &file, Entry entry, int least, int most)
{
    bool isNumber = false;
    const int number = read(file, entry).toString().toInt(&isNumber);
    if (isNumber && number >= least && number <= most)
        return number;
    return QString(kDeclarations.at(entry).absent).toInt();
}

} // namespace

Settings::Settings(const QString &file)
    : m_file(file, QSettings::IniFormat)
{}

QByteArray Settings::windowGeometry() const
{
    return read(m_file, WindowGeometry).toByteArray();
}

void Settings::setWindowGeometry(const QByteArray &geometry)
{
    m_file.setValue(kDeclarations.at(WindowGeometry).key, geometry);
}

QByteArray Settings::windowState() const
{
    return read(m_file, WindowState).toByteArray();
}

void Settings::setWindowState(const QByteArray &state)
{
    m_file.setValue(kDeclarations.at(WindowState).key, state);
}

ThemeChoice Settings::theme() const
{
    const QString name = read(m_file, Theme).toString();
    for (std::size_t i = 0; i < kThemeNames.size(); ++i) {
        if (name == kThemeNames.at(i))
            return static_cast<ThemeChoice>(i);
    }
    return ThemeChoice::System;
}

void Settings::setTheme(ThemeChoice choice)
{
    m_file.setValue(kDeclarations.at(Theme).key, QString(kThemeNames.at(static_cast<std::size_t>(choice))));
}

TableLayout Settings::fleetLayout(const QString &place) const
{
    QStringList parts = read(m_file, FleetColumns, place).toString().split(u';');
    if (parts.takeFirst() != kLayoutVersion)
        return {};
    TableLayout layout;
    for (const QString &part : std::as_const(parts)) {
        if (const auto column = readColumn(part))
            layout.columns.append(*column);
    }
    const QString sorting = read(m_file, FleetSorting, place).toString();
    layout.sortedBy = sorting.section(u'/', 0, 0);
    layout.descending = sorting.section(u'/', 1) == "descending"_L1;
    return layout;
}

void Settings::setFleetLayout(const TableLayout &layout, const QString &place)
{
    QStringList parts{QString(kLayoutVersion)};
    for (const ColumnPlace &column : layout.columns)
        parts.append(
            u"%1/%2/%3"_s.arg(column.name).arg(column.width).arg(column.shown ? u"shown"_s : u"hidden"_s));
    m_file.setValue(keyOf(FleetColumns, place), parts.join(u';'));
    m_file.setValue(keyOf(FleetSorting, place),
                    QString(layout.sortedBy + (layout.descending ? "/descending"_L1 : "/ascending"_L1)));
}

void Settings::forgetFleetLayout(const QString &place)
{
    m_file.remove(keyOf(FleetColumns, place));
    m_file.remove(keyOf(FleetSorting, place));
}

FleetFilter Settings::fleetFilter(const QString &place) const
{
    return {read(m_file, FleetFilterText, place).toString(),
            read(m_file, FleetArchived, place).toString() == kYes};
}

void Settings::setFleetFilter(const FleetFilter &filter, const QString &place)
{
    m_file.setValue(keyOf(FleetFilterText, place), filter.text);
    m_file.setValue(keyOf(FleetArchived, place), QString(filter.archivedShown ? kYes : kNo));
}

void Settings::forgetPlace(const QString &place)
{
    if (!place.isEmpty())
        m_file.remove(groupOf(place));
}

QList<ServiceProfile> Settings::serviceProfiles() const
{
    return profilesFromText(read(m_file, ServiceProfiles).toString());
}

void Settings::setServiceProfiles(const QList<ServiceProfile> &profiles)
{
    m_file.setValue(kDeclarations.at(ServiceProfiles).key, profilesToText(profiles));
}

QList<KeptPlace> Settings::recentPlaces() const
{
    return placesFromText(read(m_file, RecentPlaces).toString());
}

void Settings::setRecentPlaces(const QList<KeptPlace> &places)
{
    m_file.setValue(kDeclarations.at(RecentPlaces).key, placesToText(places));
}

ServerSettings Settings::serverSettings() const
{
    ServerSettings server;
    server.port =
        static_cast<quint16>(readNumber(m_file, ServerPort, 0, std::numeric_limits<quint16>::max()));
    server.keyDemanded = read(m_file, ServerKey).toString() != kNo;
    server.verificationRequired = read(m_file, WorkspaceVerification).toString() != kOptional;
    server.auditDays = readNumber(m_file, WorkspaceAuditDays, 1, ServerSettings::kLongestAudit);
    return server;
}

void Settings::setServerSettings(const ServerSettings &server)
{
    m_file.setValue(kDeclarations.at(ServerPort).key, QString::number(server.port));
    m_file.setValue(kDeclarations.at(ServerKey).key, QString(server.keyDemanded ? kYes : kNo));
    m_file.setValue(kDeclarations.at(WorkspaceVerification).key,
                    QString(server.verificationRequired ? kRequired : kOptional));
    m_file.setValue(kDeclarations.at(WorkspaceAuditDays).key, QString::number(server.auditDays));
}

int Settings::vaultIdleSeconds() const
{
    return readNumber(m_file, VaultIdle, 0, kLongestIdle);
}

void Settings::setVaultIdleSeconds(int seconds)
{
    m_file.setValue(kDeclarations.at(VaultIdle).key, QString::number(seconds));
}

bool Settings::vaultLocksWhenMinimised() const
{
    return read(m_file, VaultMinimised).toString() == kYes;
}

void Settings::setVaultLocksWhenMinimised(bool locks)
{
    m_file.setValue(kDeclarations.at(VaultMinimised).key, QString(locks ? kYes : kNo));
}

bool Settings::passphraseInKeyring() const
{
    return read(m_file, VaultKeyring).toString() == kYes;
}

void Settings::setPassphraseInKeyring(bool kept)
{
    m_file.setValue(kDeclarations.at(VaultKeyring).key, QString(kept ? kYes : kNo));
}

bool Settings::autoLockAnnounced() const
{
    return read(m_file, AutoLockAnnounced).toString() == kYes;
}

void Settings::setAutoLockAnnounced()
{
    m_file.setValue(kDeclarations.at(AutoLockAnnounced).key, QString(kYes));
}

QString Settings::agreedShape(const QString &place) const
{
    return QJsonDocument::fromJson(read(m_file, AgreedShapes).toString().toUtf8())
        .object()
        .value(place)
        .toString();
}

void Settings::setAgreedShape(const QString &place, const QString &shape)
{
    QJsonObject shapes = QJsonDocument::fromJson(read(m_file, AgreedShapes).toString().toUtf8()).object();
    shapes.insert(place, shape);
    m_file.setValue(kDeclarations.at(AgreedShapes).key,
                    QString::fromUtf8(QJsonDocument(shapes).toJson(QJsonDocument::Compact)));
}

QString Settings::draftsFolder() const
{
    return QFileInfo(m_file.fileName()).absolutePath() + u"/drafts"_s;
}

QString Settings::defaultSettingsFile()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) + u"/muster/muster.ini"_s;
}

QString defaultDataFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + u"/muster"_s;
}

QString demoDataFolder()
{
    return defaultDataFolder() + u"-demo"_s;
}

} // namespace muster
