// SPDX-License-Identifier: GPL-3.0-or-later
#include "closingnote.h"
#include "storesamples.h"
#include "workspacefile.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace muster;
using namespace storesamples;

class TestClosingNote : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void holdsOnlyWhileTheDatabaseIsAsItWasLeft();
    void isGoneWhileTheDatabaseIsOpen();
    void aChangedDatabaseIsLookedThrough();
    void anUnchangedOneIsNot();
    void anUnreadableNoteIsNone();

private:
    void changeAPage();

    std::unique_ptr<QTemporaryDir> m_place;
    QString m_database;
};

void TestClosingNote::init()
{
    m_place = std::make_unique<QTemporaryDir>();
    m_database = m_place->filePath(u"muster.db"_s);
    auto workspace = WorkspaceFile::open(m_place->path());
    QVERIFY(workspace);
    for (int number = 0; number < 40; ++number)
        QVERIFY(insert((*workspace)->writer(), machine(u"mach_%1"_s.arg(number))));
}

/// Overwrites the last page, as a disk fault would.
void TestClosingNote::changeAPage()
{
    QFile file(m_database);
    QVERIFY(file.open(QIODevice::ReadWrite));
    constexpr qint64 kPage = 4096;
    QVERIFY(file.size() > 20 * kPage);
    QVERIFY(file.seek(file.size() - kPage));
    QCOMPARE(file.write(QByteArray(kPage, '\x5a')), kPage);
}

void TestClosingNote::holdsOnlyWhileTheDatabaseIsAsItWasLeft()
{
    QVERIFY(closingnote::holds(m_database));
    QFile file(m_database);
    QVERIFY(file.open(QIODevice::ReadWrite));
    const QByteArray first = file.read(1);
    QVERIFY(file.seek(0));
    // The same byte, and the old time of change set again: it was touched all the same.
    const QDateTime modified = file.fileTime(QFileDevice::FileModificationTime);
    QTRY_VERIFY(file.seek(0) && file.write(first) == 1 && file.flush() &&
                file.setFileTime(modified, QFileDevice::FileModificationTime) &&
                !closingnote::holds(m_database));
}

void TestClosingNote::isGoneWhileTheDatabaseIsOpen()
{
    {
        auto workspace = WorkspaceFile::open(m_place->path());
        QVERIFY(workspace);
        QVERIFY(!QFile::exists(m_database + u".closed"_s));
        QVERIFY(!closingnote::holds(m_database));
    }
    QVERIFY(closingnote::holds(m_database));
}

void TestClosingNote::aChangedDatabaseIsLookedThrough()
{
    changeAPage();
    QVERIFY(!closingnote::holds(m_database));
    const auto workspace = WorkspaceFile::open(m_place->path());
    QVERIFY(!workspace);
    QCOMPARE(workspace.error().code, ErrorCode::WorkspaceRefused);
}

void TestClosingNote::anUnchangedOneIsNot()
{
    changeAPage();
    closingnote::write(m_database); // as if it had been left like that
    QVERIFY(WorkspaceFile::open(m_place->path()));
}

void TestClosingNote::anUnreadableNoteIsNone()
{
    QFile note(m_database + u".closed"_s);
    QVERIFY(note.open(QIODevice::WriteOnly));
    note.write("yes");
    note.close();
    QVERIFY(!closingnote::holds(m_database));
    QVERIFY(note.remove() && QDir().mkdir(note.fileName()));
    QVERIFY(!closingnote::holds(m_database));
    QVERIFY(WorkspaceFile::open(m_place->path()));
}

QTEST_GUILESS_MAIN(TestClosingNote)
#include "tst_closingnote.moc"
