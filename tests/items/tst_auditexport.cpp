// SPDX-License-Identifier: GPL-3.0-or-later
#include "auditexport.h"
#include "memoryorchestrator.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace muster;
using namespace Qt::StringLiterals;

class TestAuditExport : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void writesEveryPageOfWhatMatches();
    void neutralisesFormulas();
    void leavesAnOldFileWhenItFails_data();
    void leavesAnOldFileWhenItFails();
    void leavesNothingWhenItIsGivenUp();
    void namesAPlaceThatCannotBeWritten();

private:
    QByteArray written() const;
    /// What was in the folder before or after: files of half an export would show.
    QStringList files() const { return QDir(m_folder->path()).entryList(QDir::Files | QDir::Hidden); }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::shared_ptr<MemoryOrchestrator> m_service;
    QString m_path;
};

void TestAuditExport::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_path = m_folder->filePath(u"log.csv"_s);
    m_service = std::make_shared<MemoryOrchestrator>();
    for (int number = 1; number <= 1100; ++number)
        m_service->events.prepend(MemoryOrchestrator::eventNumber(number));
}

QByteArray TestAuditExport::written() const
{
    QFile file(m_path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void TestAuditExport::writesEveryPageOfWhatMatches()
{
    AuditFilter filter;
    filter.query.actor = u"desktop"_s;
    filter.query.cursor = u"7"_s;
    filter.text = u"archived"_s;
    AuditExport exporting(m_service, filter, m_path);
    const QSignalSpy finished(&exporting, &AuditExport::finished);
    const QSignalSpy progressed(&exporting, &AuditExport::progressed);
    exporting.start();
    QVERIFY(!QFile::exists(m_path));
    QTRY_COMPARE(finished.count(), 1);
    QCOMPARE(progressed.count(), 1);
    const QList<QByteArray> lines = written().split('\n');
    QCOMPARE(finished.first().first().toLongLong(), 183);
    QCOMPARE(lines.size(), 183 + 2);
    QCOMPARE(lines.at(0), QByteArray("createdAt,actor,type,resourceType,resourceId,summary,payload,id\r"));
    QCOMPARE(
        lines.at(1),
        QByteArray("2023-11-14T22:31:35.000Z,desktop,machine.archived,machine,mach_0000000000000447,Display "
                   "name,\"{\"\"after\"\":{\"\"displayName\"\":\"\"Forklift 1095\"\"},\"\"before\"\":"
                   "{\"\"displayName\"\":\"\"Forklift\"\"}}\",evt_0000000000000447\r"));
    QCOMPARE(files(), QStringList{u"log.csv"_s});
}

void TestAuditExport::neutralisesFormulas()
{
    m_service->events = {MemoryOrchestrator::eventNumber(1)};
    m_service->events.first().resourceId = u"=cmd|' /C calc'!A0"_s;
    AuditExport exporting(m_service, {}, m_path);
    const QSignalSpy finished(&exporting, &AuditExport::finished);
    exporting.start();
    QTRY_COMPARE(finished.count(), 1);
    QVERIFY(written().contains(",'=cmd|' /C calc'!A0,"));
}

void TestAuditExport::leavesAnOldFileWhenItFails_data()
{
    QTest::addColumn<int>("after");
    QTest::newRow("first page") << 0;
    QTest::newRow("last page") << 2;
}

void TestAuditExport::leavesAnOldFileWhenItFails()
{
    QFETCH(int, after);
    QFile old(m_path);
    QVERIFY(old.open(QIODevice::WriteOnly) && old.write("old") == 3);
    old.close();
    {
        AuditExport exporting(m_service, {}, m_path);
        const QSignalSpy failed(&exporting, &AuditExport::failed);
        int pages = 0;
        connect(&exporting, &AuditExport::progressed, this, [&] {
            if (++pages == after)
                m_service->listFailure = Error{ErrorCode::NetworkFailure, u"No answer."_s, {}, 0, {}};
        });
        if (after == 0)
            m_service->listFailure = Error{ErrorCode::NetworkFailure, u"No answer."_s, {}, 0, {}};
        exporting.start();
        QTRY_COMPARE(failed.count(), 1);
        QCOMPARE(failed.first().first().value<Error>().code, ErrorCode::NetworkFailure);
    }
    QCOMPARE(written(), QByteArray("old"));
    QTRY_COMPARE(files(), QStringList{u"log.csv"_s});
}

void TestAuditExport::leavesNothingWhenItIsGivenUp()
{
    auto exporting = std::make_unique<AuditExport>(m_service, AuditFilter{}, m_path);
    const QSignalSpy progressed(exporting.get(), &AuditExport::progressed);
    const QSignalSpy finished(exporting.get(), &AuditExport::finished);
    exporting->start();
    QVERIFY(QTest::qWaitFor([&progressed] { return progressed.count() > 0; }));
    QCOMPARE(finished.count(), 0);
    exporting.reset();
    QTRY_COMPARE(files(), QStringList());
}

void TestAuditExport::namesAPlaceThatCannotBeWritten()
{
    const QString path = m_folder->filePath(u"nowhere/log.csv"_s);
    AuditExport exporting(m_service, {}, path);
    const QSignalSpy failed(&exporting, &AuditExport::failed);
    exporting.start();
    QTRY_COMPARE(failed.count(), 1);
    const Error error = failed.first().first().value<Error>();
    QCOMPARE(error.code, ErrorCode::StorageFailure);
    QVERIFY2(error.message.contains(path), qPrintable(error.message));
}

QTEST_GUILESS_MAIN(TestAuditExport)
#include "tst_auditexport.moc"
