// SPDX-License-Identifier: GPL-3.0-or-later
#include "apikeyfile.h"
#include "environmentfile.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace muster;

class TestApiKeyFile : public QObject
{
    Q_OBJECT

private slots:
    void missingFileIsMadePrivate();
    void refusesUnusableFiles_data();
    void refusesUnusableFiles();
    void environmentSurvivesTheShell();
    void environmentReadsTheKeyFromItsFile();
};

// contract: SWITCH-4
void TestApiKeyFile::missingFileIsMadePrivate()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(u"api-key"_s);
    const auto made = readOrCreateApiKey(path);
    QVERIFY(made);
    QCOMPARE(made->size(), 64);
    QCOMPARE(QFile(path).permissions() &
                 (QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther),
             QFile::Permissions());
    const auto read = readOrCreateApiKey(path);
    QVERIFY(read);
    QCOMPARE(*read, *made);
    const auto replaced = replaceApiKey(path);
    QVERIFY(replaced);
    QVERIFY(*replaced != *made);
}

void TestApiKeyFile::refusesUnusableFiles_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("two lines") << QByteArray("one-long-key\ntwo-long-key\n");
    QTest::newRow("blank inside") << QByteArray("one key here\n");
    QTest::newRow("too short") << QByteArray("short\n");
    QTest::newRow("not ASCII") << QByteArray("schl\xc3\xbcssel-lang\n");
    QTest::newRow("too long") << QByteArray(5000, 'k');
}

// contract: SWITCH-4
void TestApiKeyFile::refusesUnusableFiles()
{
    QFETCH(QByteArray, content);
    QTemporaryDir folder;
    QFile file(folder.filePath(u"api-key"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(content);
    file.close();
    const auto key = readOrCreateApiKey(file.fileName());
    QVERIFY(!key);
    QVERIFY(key.error().message.contains(file.fileName()));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), content);
}

// contract: SWITCH-5
void TestApiKeyFile::environmentSurvivesTheShell()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(u"client.env"_s);
    const QByteArray awkward("k'e\"y$(x)`y`\\z");
    QVERIFY(writeEnvironmentFile(path, QUrl(u"http://127.0.0.1:8787"_s), awkward));
    QProcess shell;
    shell.start(u"sh"_s, {u"-c"_s,
                          u". \"$1\"; printf '%s|%s|%s|%s' \"$PEAQOS_API_KEY\" \"$PEAQOS_ORCH_API_KEY\" "
                          "\"$PEAQOS_ORCHESTRATION_URL\" \"$DO_NOT_TRACK\""_s,
                          u"sh"_s, path});
    QVERIFY(shell.waitForFinished());
    QCOMPARE(shell.readAllStandardOutput(), QByteArray(awkward + "|" + awkward + "|http://127.0.0.1:8787|1"));
    QCOMPARE(QFile(path).permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
}

// contract: SWITCH-5
void TestApiKeyFile::environmentReadsTheKeyFromItsFile()
{
    QTemporaryDir folder;
    const QString keyFile = folder.filePath(u"it's $HOME \"here\""_s);
    QFile key(keyFile);
    QVERIFY(key.open(QIODevice::WriteOnly));
    key.write("k-123\n");
    key.close();
    const QUrl url(u"http://127.0.0.1:8787"_s);
    const auto told = [&url](const QByteArray &keyWord) {
        const QByteArray lines = clientEnvironment(url, keyWord);
        QProcess shell;
        shell.start(u"sh"_s,
                    {u"-uc"_s, QString::fromUtf8(lines) + u"printf '%s|%s|%s' \"$PEAQOS_API_KEY\" "
                                                          "\"$PEAQOS_ORCH_API_KEY\" \"$PEAQOS_RPC_URL\""_s});
        return shell.waitForFinished() && !lines.contains("k-123") ? shell.readAllStandardOutput()
                                                                   : QByteArray();
    };
    QCOMPARE(told(wordOfKeyIn(keyFile)), QByteArray("k-123|k-123|http://127.0.0.1:9"));
    QCOMPARE(told(wordOfKeyIn({})), QByteArray("||http://127.0.0.1:9"));
}

QTEST_GUILESS_MAIN(TestApiKeyFile)
#include "tst_apikeyfile.moc"
