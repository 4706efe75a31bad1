// SPDX-License-Identifier: GPL-3.0-or-later
#include "registryinput.h"

#include <QFile>
#include <QTemporaryDir>
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

IdentityRef identity(int number)
{
    return *IdentityRef::parse(u"did:peaq:%1"_s.arg(number));
}

} // namespace

class RegistryInputTest : public QObject
{
    Q_OBJECT

private slots:
    void readsEntries();
    void acceptsAddressesInThreeSpellings();
    void refuses_data();
    void refuses();
    void namesEveryFaultOfEveryEntry();
    void refusesWhatIsTooLarge();
    void saysWhatCannotBeRead();

private:
    /// What is read from a file with this content.
    Result<QList<RegistryEntry>> read(const QByteArray &content);
    QString path() const { return m_folder.filePath(u"registry.json"_s); }

    QTemporaryDir m_folder;
};

Result<QList<RegistryEntry>> RegistryInputTest::read(const QByteArray &content)
{
    QFile file(path());
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("%s", qUtf8Printable(file.errorString()));
    file.close();
    return readRegistryFile(path());
}

// contract: SWITCH-6, ID-1
void RegistryInputTest::readsEntries()
{
    const auto entries = read(R"([
        {"did": "did:peaq:42", "controllers": ["0x1563915e194D8CfBA1943570603F7606A3115508"]},
        {"did": "peaqos:machine:43", "controllers": [], "bonded": false, "active": false, "name": " Crane ",
         "rating": "BB", "operator": "0x1563915e194d8cfba1943570603f7606a3115508", "colour": "red"}])");
    QVERIFY2(entries.has_value(), entries ? "" : qPrintable(entries.error().message));
    QCOMPARE(entries->size(), 2);
    QVERIFY(entries->at(0) == (RegistryEntry{identity(42), {kMixed}, {}, {}, true, true}));
    QVERIFY(entries->at(1) == (RegistryEntry{identity(43), {}, kMixed, u"Crane"_s, false, false, u"BB"_s}));
    QVERIFY(read("[]")->isEmpty());
}

// contract: ID-13, SWITCH-6
void RegistryInputTest::acceptsAddressesInThreeSpellings()
{
    const QByteArray digits("1563915e194d8cfba1943570603f7606a3115508");
    for (const QByteArray &spelling :
         {digits, digits.toUpper(), QByteArray("1563915e194D8CfBA1943570603F7606A3115508")}) {
        const auto entries = read(R"([{"did": "did:peaq:1", "controllers": ["0x)" + spelling + R"("]}])");
        QVERIFY2(entries.has_value(), spelling.constData());
        QCOMPARE(entries->constFirst().controllers, QStringList{kMixed});
    }
}

void RegistryInputTest::refuses_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("path");
    const auto row = [](const char *name, const char *json, const QString &path) {
        QTest::newRow(name) << QByteArray(json) << path;
    };
    row("empty file", "", QString());
    row("no JSON", "[{]", QString());
    row("a member twice", R"([{"did": "did:peaq:1", "controllers": [], "did": "did:peaq:2"}])", u"/0/did"_s);
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
void RegistryInputTest::refuses()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, path);
    const auto entries = read(json);
    QVERIFY(!entries.has_value());
    QCOMPARE(entries.error().code, ErrorCode::ValidationError);
    QCOMPARE(pathsOf(entries.error()), QStringList{path});
}

// contract: SWITCH-6
void RegistryInputTest::namesEveryFaultOfEveryEntry()
{
    const auto entries = read(R"([
        {"did": "did:peaq:1", "controllers": ["0x1", "0x2"], "active": "no"},
        {"did": "did:peaq:2", "controllers": []},
        {"did": "did:peaq:1"},
        7])");
    QVERIFY(!entries.has_value());
    QCOMPARE(pathsOf(entries.error()),
             QStringList({u"/0/controllers/0"_s, u"/0/controllers/1"_s, u"/0/active"_s, u"/2/controllers"_s,
                          u"/2/did"_s, u"/3"_s}));
}

// contract: SWITCH-6
void RegistryInputTest::refusesWhatIsTooLarge()
{
    QVERIFY(read(QByteArray(kLargestRegistry - 2, ' ') + "[]"));
    const auto large = read(QByteArray(kLargestRegistry - 1, ' ') + "[]");
    QVERIFY(!large);
    QCOMPARE(large.error().code, ErrorCode::ValidationError);
    QVERIFY(issuesOf(large.error()).constFirst().message.contains("16 MiB"_L1));
}

// contract: SWITCH-6
void RegistryInputTest::saysWhatCannotBeRead()
{
    for (const QString &name : {m_folder.filePath(u"missing.json"_s), m_folder.path()}) {
        const auto entries = readRegistryFile(name);
        QVERIFY(!entries);
        QCOMPARE(entries.error().code, ErrorCode::StorageFailure);
        QVERIFY2(entries.error().message.contains(name), qUtf8Printable(entries.error().message));
    }
}

} // namespace muster

QTEST_GUILESS_MAIN(muster::RegistryInputTest)
#include "tst_registryinput.moc"
