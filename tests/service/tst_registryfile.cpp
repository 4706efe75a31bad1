// SPDX-License-Identifier: GPL-3.0-or-later
#include "registryfile.h"

#include "auditlog.h"
#include "testkeys.h"
#include "testworkspace.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

const auto kMixed = "0x1563915e194D8CfBA1943570603F7606A3115508"_L1;

QStringList pathsOf(const Error &error)
{
    QStringList paths;
    for (const Issue &issue : issuesOf(error))
        paths.append(issue.path);
    return paths;
}

} // namespace

class RegistryFileTest : public QObject
{
    Q_OBJECT

private slots:
    void readsEntries();
    void acceptsAddressesInThreeSpellings();
    void refuses_data();
    void refuses();
    void namesEveryFaultOfEveryEntry();
    void storesAllOrNothing();
};

// contract: SWITCH-6, ID-1
void RegistryFileTest::readsEntries()
{
    const auto entries = parseRegistryFile(R"([
        {"did": "did:peaq:42", "controllers": ["0x1563915e194D8CfBA1943570603F7606A3115508"]},
        {"did": "peaqos:machine:43", "controllers": [], "bonded": false, "active": false, "name": " Crane ",
         "rating": "BB", "operator": "0x1563915e194d8cfba1943570603f7606a3115508", "colour": "red"}])");
    QVERIFY2(entries.has_value(), entries ? "" : qPrintable(entries.error().message));
    QCOMPARE(entries->size(), 2);
    QVERIFY(entries->at(0) == (RegistryEntry{testIdentity(42), {kMixed}, {}, {}, true, true}));
    QVERIFY(entries->at(1) ==
            (RegistryEntry{testIdentity(43), {}, kMixed, u"Crane"_s, false, false, u"BB"_s}));
    QVERIFY(parseRegistryFile("[]")->isEmpty());
}

// contract: ID-13, SWITCH-6
void RegistryFileTest::acceptsAddressesInThreeSpellings()
{
    const QByteArray digits("1563915e194d8cfba1943570603f7606a3115508");
    for (const QByteArray &spelling :
         {digits, digits.toUpper(), QByteArray("1563915e194D8CfBA1943570603F7606A3115508")}) {
        const auto entries =
            parseRegistryFile(R"([{"did": "did:peaq:1", "controllers": ["0x)" + spelling + R"("]}])");
        QVERIFY2(entries.has_value(), spelling.constData());
        QCOMPARE(entries->constFirst().controllers, QStringList{kMixed});
    }
}

void RegistryFileTest::refuses_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("path");
    const auto row = [](const char *name, const char *json, const QString &path) {
        QTest::newRow(name) << QByteArray(json) << path;
    };
    row("empty file", "", QString());
    row("no JSON", "[{]", QString());
    row("an object", R"({"did": "did:peaq:1"})", QString());
    row("a word as entry", R"(["did:peaq:1"])", u"/0"_s);
    row("no did", R"([{"controllers": []}])", u"/0/did"_s);
    row("did of another form", R"([{"did": "did:peaq:0x12", "controllers": []}])", u"/0/did"_s);
    row("did as a number", R"([{"did": 1, "controllers": []}])", u"/0/did"_s);
    row("no controllers", R"([{"did": "did:peaq:1"}])", u"/0/controllers"_s);
    row("controllers as a text", R"([{"did": "did:peaq:1", "controllers": "0x"}])", u"/0/controllers"_s);
    row("controller as a number", R"([{"did": "did:peaq:1", "controllers": [7]}])", u"/0/controllers/0"_s);
    row("short address", R"([{"did": "did:peaq:1", "controllers": ["0x12"]}])", u"/0/controllers/0"_s);
    row("wrong checksum",
        R"([{"did": "did:peaq:1", "controllers": ["0x1563915e194D8CfBA1943570603F7606A311550a"]}])",
        u"/0/controllers/0"_s);
    row("the same controller in two spellings",
        R"([{"did": "did:peaq:1", "controllers": ["0x1563915e194d8cfba1943570603f7606a3115508",
            "0x1563915e194D8CfBA1943570603F7606A3115508"]}])",
        u"/0/controllers/1"_s);
    row("operator null", R"([{"did": "did:peaq:1", "controllers": [], "operator": null}])", u"/0/operator"_s);
    row("bonded as a text", R"([{"did": "did:peaq:1", "controllers": [], "bonded": "yes"}])", u"/0/bonded"_s);
    row("active as a number", R"([{"did": "did:peaq:1", "controllers": [], "active": 1}])", u"/0/active"_s);
    row("name as a list", R"([{"did": "did:peaq:1", "controllers": [], "name": []}])", u"/0/name"_s);
    row("an unheard-of rating", R"([{"did": "did:peaq:1", "controllers": [], "rating": "CCC"}])",
        u"/0/rating"_s);
    row("a rating that is derived", R"([{"did": "did:peaq:1", "controllers": [], "rating": "NR"}])",
        u"/0/rating"_s);
    row("rating as a number", R"([{"did": "did:peaq:1", "controllers": [], "rating": 7}])", u"/0/rating"_s);
    row("an identity twice, in two spellings",
        R"([{"did": "did:peaq:1", "controllers": []}, {"did": "peaqos:machine:1", "controllers": []}])",
        u"/1/did"_s);
}

// contract: SWITCH-6
void RegistryFileTest::refuses()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, path);
    const auto entries = parseRegistryFile(json);
    QVERIFY(!entries.has_value());
    QCOMPARE(entries.error().code, ErrorCode::ValidationError);
    QCOMPARE(pathsOf(entries.error()), QStringList{path});
}

// contract: SWITCH-6
void RegistryFileTest::namesEveryFaultOfEveryEntry()
{
    const auto entries = parseRegistryFile(R"([
        {"did": "did:peaq:1", "controllers": ["0x1", "0x2"], "active": "no"},
        {"did": "did:peaq:2", "controllers": []},
        {"did": "did:peaq:1"},
        7])");
    QVERIFY(!entries.has_value());
    QCOMPARE(pathsOf(entries.error()),
             QStringList({u"/0/controllers/0"_s, u"/0/controllers/1"_s, u"/0/active"_s, u"/2/controllers"_s,
                          u"/2/did"_s, u"/3"_s}));
}

// contract: SWITCH-6, AUD-1, AUD-3
void RegistryFileTest::storesAllOrNothing()
{
    TestWorkspace workspace;
    const QList<RegistryEntry> entries{testEntry(1, {1}), testEntry(2, {1, 2})};
    QVERIFY(storeRegistryEntries(workspace.file().writer(), workspace.clock(), entries).has_value());
    const auto reader = workspace.file().reader();
    QVERIFY(reader.has_value());
    QVERIFY(*(*reader)->registryEntries() == entries);
    QCOMPARE(auditTypes(workspace.databasePath()), QStringList{u"registry.loaded"_s});
    const qint64 revision = *(*reader)->registryRevision();

    QVERIFY(storeRegistryEntries(workspace.file().writer(), workspace.clock(), entries).has_value());
    QCOMPARE(*(*reader)->registryRevision(), revision);
    QCOMPARE(auditTypes(workspace.databasePath()).size(), 1);

    QVERIFY(
        storeRegistryEntries(workspace.file().writer(), workspace.clock(), {testEntry(2, {3})}).has_value());
    QVERIFY(*(*reader)->registryRevision() > revision);
    QCOMPARE((*(*reader)->registryEntry(testIdentity(2)))->controllers, QStringList{testAddress(3)});
    QCOMPARE((*(*reader)->registryEntry(testIdentity(1)))->controllers, QStringList{testAddress(1)});
}

} // namespace muster

QTEST_GUILESS_MAIN(muster::RegistryFileTest)
#include "tst_registryfile.moc"
