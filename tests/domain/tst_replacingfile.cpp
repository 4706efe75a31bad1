// SPDX-License-Identifier: GPL-3.0-or-later
#include "replacingfile.h"

#include <QFileInfo>
#include <QLocalServer>
#include <QLocalSocket>
#include <QSaveFile>
#include <QTemporaryDir>
#include <QTest>

using namespace muster;
using namespace Qt::StringLiterals;

class TestReplacingFile : public QObject
{
    Q_OBJECT

private slots:
    void replacesAFileAndNothingBefore();
    void leavesWhatIsNoFile();
    void saysWhyItCannotBeWritten();
};

void TestReplacingFile::replacesAFileAndNothingBefore()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"file"_s);
    for (const QByteArray &content : {QByteArray("one"), QByteArray("two")}) {
        QSaveFile file(path);
        QVERIFY(openToReplace(file));
        QCOMPARE(file.write(content), content.size());
        QVERIFY(file.commit());
        QFile written(path);
        QVERIFY(written.open(QIODevice::ReadOnly));
        QCOMPARE(written.readAll(), content);
    }
}

void TestReplacingFile::leavesWhatIsNoFile()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"socket"_s);
    QLocalServer server;
    QVERIFY(server.listen(path));
    const QString link = folder.filePath(u"link"_s);
    QVERIFY(QFile::link(path, link));
    for (const QString &target : {path, link, folder.path()}) {
        QSaveFile file(target);
        const auto opened = openToReplace(file);
        QVERIFY(!opened);
        QCOMPARE(opened.error().code, ErrorCode::StorageFailure);
        QVERIFY2(opened.error().message.startsWith(target + u" is no ordinary file"_s),
                 qPrintable(opened.error().message));
    }
    QLocalSocket client;
    client.connectToServer(path);
    QVERIFY(client.waitForConnected());
}

void TestReplacingFile::saysWhyItCannotBeWritten()
{
    const QTemporaryDir folder;
    QSaveFile file(folder.filePath(u"missing/file"_s));
    const auto opened = openToReplace(file);
    QVERIFY(!opened);
    QVERIFY2(opened.error().message.contains(u"cannot be written"_s), qPrintable(opened.error().message));
}

QTEST_GUILESS_MAIN(TestReplacingFile)

#include "tst_replacingfile.moc"
