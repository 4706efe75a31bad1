// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings.h"

#include <QTemporaryDir>
#include <QTest>

using namespace muster;
using namespace Qt::StringLiterals;

class TestSettings : public QObject
{
    Q_OBJECT

private slots:
    void absentMeansDefault();
    void keptAcrossPrograms();
    void anotherTypeCountsAsAbsent();
    void servicesAreKept();
    void damagedServicesAreLeftOut();
    void recentPlacesAreKept();
    void damagedPlacesAreLeftOut();
    void tableLayoutIsKept();
    void damagedLayoutIsLeftOut();
    void eachPlaceHasItsOwn();
    void autoLockIsKept();
    void serverSettingsAreKept();
    void strangeServerSettingsCountAsAbsent_data();
    void strangeServerSettingsCountAsAbsent();
    void foldersFollowXdg();
};

void TestSettings::absentMeansDefault()
{
    QTemporaryDir folder;
    const Settings settings(folder.filePath(u"none.ini"_s));
    QVERIFY(settings.windowGeometry().isEmpty());
    QVERIFY(settings.windowState().isEmpty());
    QCOMPARE(settings.theme(), ThemeChoice::System);
    QVERIFY(settings.serviceProfiles().isEmpty());
    QVERIFY(!QFile::exists(folder.filePath(u"none.ini"_s)));
}

void TestSettings::keptAcrossPrograms()
{
    QTemporaryDir folder;
    const QString file = folder.filePath(u"deep/muster.ini"_s);
    {
        Settings settings(file);
        settings.setWindowGeometry(QByteArray("\x00\xff\n=;", 5));
        settings.setWindowState("state");
        settings.setTheme(ThemeChoice::Dark);
    }
    const Settings settings(file);
    QCOMPARE(settings.windowGeometry(), QByteArray("\x00\xff\n=;", 5));
    QCOMPARE(settings.windowState(), QByteArray("state"));
    QCOMPARE(settings.theme(), ThemeChoice::Dark);
}

void TestSettings::anotherTypeCountsAsAbsent()
{
    QTemporaryDir folder;
    QFile file(folder.filePath(u"muster.ini"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("[window]\ntheme=purple\ngeometry=just text\n[remote]\nprofiles=a, b\n");
    file.close();
    const Settings settings(file.fileName());
    QCOMPARE(settings.theme(), ThemeChoice::System);
    QVERIFY(settings.windowGeometry().isEmpty());
    QVERIFY(settings.serviceProfiles().isEmpty());
}

void TestSettings::servicesAreKept()
{
    QTemporaryDir folder;
    const QString file = folder.filePath(u"muster.ini"_s);
    ServiceProfile production;
    production.id = newProfileId();
    production.name = u"Production, \"north\"; [1]=\\"_s;
    production.url = u"https://fleet.example:8443/a,b"_s;
    production.caFile = u"/etc/ssl/münchen.pem"_s;
    production.colour = BandColour::Red;
    production.key = ServiceProfile::Key::InKeyring;
    ServiceProfile stage = visitTo(u"http://127.0.0.1:8787"_s);
    stage.id = newProfileId();
    stage.name = u"Stage"_s;
    stage.key = ServiceProfile::Key::AskedFor;
    stage.colour = BandColour::Grey;
    {
        Settings settings(file);
        settings.setServiceProfiles({production, stage});
    }
    QVERIFY(Settings(file).serviceProfiles() == (QList{production, stage}));
}

void TestSettings::damagedServicesAreLeftOut()
{
    QTemporaryDir folder;
    const QString name = folder.filePath(u"muster.ini"_s);
    {
        QSettings file(name, QSettings::IniFormat);
        file.setValue(u"remote/profiles"_s, uR"([
            {"id":"../../etc/passwd","name":"Path","url":"https://a"},
            {"id":"00000000000000aa","name":"","url":"https://b"},
            {"id":"00000000000000bb","name":"No address"},
            {"id":"00000000000000cc","name":"Good","url":"https://c","colour":"ultraviolet","key":7},
            {"id":"00000000000000cc","name":"Same id","url":"https://d"},
            {"id":"00000000000000dd","name":"GOOD","url":"https://e"}, 4, null])"_s);
    }
    const QList<ServiceProfile> kept = Settings(name).serviceProfiles();
    QCOMPARE(kept.size(), 1);
    QCOMPARE(kept.first().name, u"Good"_s);
    QCOMPARE(kept.first().colour, BandColour::Orange);
    QCOMPARE(kept.first().key, ServiceProfile::Key::AskedFor);
}

void TestSettings::recentPlacesAreKept()
{
    QTemporaryDir folder;
    const QString file = folder.filePath(u"muster.ini"_s);
    const KeptPlace depot{{}, u"/home/ada/de;pot, \u00fc"_s, false};
    const KeptPlace demo{{}, u"/home/ada/demo"_s, true};
    const KeptPlace service{u"0123456789abcdef"_s, {}, false};
    Settings(file).setRecentPlaces(withFirst(service, withFirst(demo, {depot})));
    QCOMPARE(Settings(file).recentPlaces(), (QList{service, demo, depot}));
    // Each is there once, and the oldest of many goes.
    QCOMPARE(withFirst(depot, Settings(file).recentPlaces()), (QList{depot, service, demo}));
    QList<KeptPlace> many;
    for (int number = 0; number < 40; ++number)
        many = withFirst({{}, u"/srv/%1"_s.arg(number), false}, many);
    QCOMPARE(many.size(), 12);
    QCOMPARE(many.first().folder, u"/srv/39"_s);
    QVERIFY(depot.key() != demo.key());
    QCOMPARE(service.key(), service.service);
    QCOMPARE(depot.key().size(), 16);
}

void TestSettings::damagedPlacesAreLeftOut()
{
    QTemporaryDir folder;
    const QString file = folder.filePath(u"muster.ini"_s);
    const auto readBack = [&file](const QString &text) {
        QSettings(file, QSettings::IniFormat).setValue(u"places/recent"_s, text);
        return Settings(file).recentPlaces();
    };
    QCOMPARE(
        readBack(
            u"[7, {}, {\"workspace\": 5}, {\"workspace\": \"/a\"}, {\"workspace\": \"/a\", \"demo\": true}]"_s),
        (QList{KeptPlace{{}, u"/a"_s, false}}));
    QVERIFY(readBack(u"{\"workspace\": \"/a\"}"_s).isEmpty());
    QVERIFY(readBack(u"[{\"workspace"_s).isEmpty());
}

void TestSettings::tableLayoutIsKept()
{
    QTemporaryDir folder;
    const QString file = folder.filePath(u"muster.ini"_s);
    const TableLayout layout{{{u"status"_s, 90, true}, {u"id"_s, 0, false}}, u"updated"_s, true};
    {
        Settings settings(file);
        QVERIFY(settings.fleetLayout() == TableLayout());
        settings.setFleetLayout(layout);
    }
    Settings settings(file);
    QVERIFY(settings.fleetLayout() == layout);
    settings.forgetFleetLayout();
    QVERIFY(settings.fleetLayout() == TableLayout());
}

void TestSettings::damagedLayoutIsLeftOut()
{
    QTemporaryDir folder;
    const QString name = folder.filePath(u"muster.ini"_s);
    const auto kept = [&name](const QByteArray &columns) {
        QFile file(name);
        if (!file.open(QIODevice::WriteOnly))
            return TableLayout{{{u"no file"_s}}, {}, false};
        file.write("[fleet]\ncolumns=\"" + columns + "\"\n");
        file.close();
        return Settings(name).fleetLayout();
    };
    QVERIFY(kept("2;status/90/shown").columns.isEmpty());
    QVERIFY(kept("").columns.isEmpty());
    const TableLayout readable{{{u"owner"_s, 70, false}}, {}, false};
    QVERIFY(
        kept("1;status/wide/shown;/9/shown;type/-4/shown;id/99999/shown;x;owner/70/hidden;labels/9/maybe") ==
        readable);
}

void TestSettings::eachPlaceHasItsOwn()
{
    QTemporaryDir folder;
    const QString file = folder.filePath(u"muster.ini"_s);
    const TableLayout local{{{u"status"_s, 90, true}}, u"status"_s, false};
    const TableLayout remote{{{u"owner"_s, 70, false}}, u"owner"_s, true};
    const QString service = newProfileId();
    {
        Settings settings(file);
        QVERIFY(settings.fleetFilter(service) == FleetFilter());
        settings.setFleetLayout(local);
        settings.setFleetLayout(remote, service);
        settings.setFleetFilter({u"status:draft \"a, b\""_s, true}, service);
    }
    Settings settings(file);
    QVERIFY(settings.fleetLayout() == local);
    QVERIFY(settings.fleetFilter() == FleetFilter());
    QVERIFY(settings.fleetLayout(service) == remote);
    QVERIFY(settings.fleetFilter(service) == (FleetFilter{u"status:draft \"a, b\""_s, true}));
    settings.forgetPlace(service);
    QVERIFY(settings.fleetLayout(service) == TableLayout());
    QVERIFY(settings.fleetFilter(service) == FleetFilter());
    QVERIFY(settings.fleetLayout() == local);
}

void TestSettings::autoLockIsKept()
{
    QTemporaryDir folder;
    const QString file = folder.filePath(u"muster.ini"_s);
    {
        Settings settings(file);
        QCOMPARE(settings.vaultIdleSeconds(), 300);
        QVERIFY(!settings.vaultLocksWhenMinimised());
        QVERIFY(!settings.passphraseInKeyring());
        QVERIFY(!settings.autoLockAnnounced());
        settings.setVaultIdleSeconds(0);
        settings.setVaultLocksWhenMinimised(true);
        settings.setPassphraseInKeyring(true);
        settings.setAutoLockAnnounced();
    }
    Settings settings(file);
    QCOMPARE(settings.vaultIdleSeconds(), 0);
    QVERIFY(settings.vaultLocksWhenMinimised());
    QVERIFY(settings.passphraseInKeyring());
    QVERIFY(settings.autoLockAnnounced());
    settings.setVaultIdleSeconds(-5);
    QCOMPARE(settings.vaultIdleSeconds(), 300);
    settings.setVaultIdleSeconds(1'000'000);
    QCOMPARE(settings.vaultIdleSeconds(), 300);
}

void TestSettings::serverSettingsAreKept()
{
    QTemporaryDir folder;
    const QString file = folder.filePath(u"muster.ini"_s);
    QCOMPARE(Settings(file).serverSettings(), ServerSettings());
    QVERIFY(Settings(file).serverSettings().keyDemanded);
    const ServerSettings other{0, false, false, 36500};
    Settings(file).setServerSettings(other);
    QCOMPARE(Settings(file).serverSettings(), other);
}

void TestSettings::strangeServerSettingsCountAsAbsent_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("port") << QByteArray("[server]\nport=65536\n");
    QTest::newRow("below") << QByteArray("[server]\nport=-1\n");
    QTest::newRow("words") << QByteArray("[server]\nport=http\nkeyDemanded=maybe\n");
    QTest::newRow("verification") << QByteArray("[workspace]\nverification=off\n");
    QTest::newRow("no days") << QByteArray("[workspace]\nauditDays=0\n");
    QTest::newRow("too many") << QByteArray("[workspace]\nauditDays=36501\n");
}

void TestSettings::strangeServerSettingsCountAsAbsent()
{
    QFETCH(QByteArray, content);
    QTemporaryDir folder;
    QFile file(folder.filePath(u"muster.ini"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(content);
    file.close();
    QCOMPARE(Settings(file.fileName()).serverSettings(), ServerSettings());
}

void TestSettings::foldersFollowXdg()
{
    qputenv("XDG_CONFIG_HOME", "/tmp/muster-test-config");
    qputenv("XDG_DATA_HOME", "/tmp/muster-test-data");
    QCOMPARE(Settings::defaultSettingsFile(), u"/tmp/muster-test-config/muster/muster.ini"_s);
    QCOMPARE(defaultDataFolder(), u"/tmp/muster-test-data/muster"_s);
    qunsetenv("XDG_CONFIG_HOME");
    qunsetenv("XDG_DATA_HOME");
}

QTEST_GUILESS_MAIN(TestSettings)
#include "tst_settings.moc"
