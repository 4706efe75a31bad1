// SPDX-License-Identifier: GPL-3.0-or-later
#include "clock.h"
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
    void isLookedThroughOnceAWeek();

private:
    void changeAPage();
    bool holds(qint64 hoursLater = 0) const
    {
        return closingnote::lastLook(m_database, SystemClock().now().plusSeconds(hoursLater * 3600))
            .has_value();
    }

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
    QVERIFY(holds());
    QFile file(m_database);
    QVERIFY(file.open(QIODevice::ReadWrite));
    const QByteArray first = file.read(1);
    QVERIFY(file.seek(0));
    // The same byte, and the old time of change set again: it was touched all the same.
    const QDateTime modified = file.fileTime(QFileDevice::FileModificationTime);
    QTRY_VERIFY(file.seek(0) && file.write(first) == 1 && file.flush() &&
                file.setFileTime(modified, QFileDevice::FileModificationTime) && !holds());
}

void TestClosingNote::isGoneWhileTheDatabaseIsOpen()
{
    {
        auto workspace = WorkspaceFile::open(m_place->path());
        QVERIFY(workspace);
        QVERIFY(!QFile::exists(m_database + u".closed"_s));
        QVERIFY(!holds());
    }
    QVERIFY(holds());
}

void TestClosingNote::aChangedDatabaseIsLookedThrough()
{
    changeAPage();
    QVERIFY(!holds());
    const auto workspace = WorkspaceFile::open(m_place->path());
    QVERIFY(!workspace);
    QCOMPARE(workspace.error().code, ErrorCode::WorkspaceRefused);
}

void TestClosingNote::anUnchangedOneIsNot()
{
    changeAPage();
    closingnote::write(m_database, SystemClock().now()); // as if it had been left like that
    QVERIFY(WorkspaceFile::open(m_place->path()));
}

void TestClosingNote::anUnreadableNoteIsNone()
{
    QFile note(m_database + u".closed"_s);
    QVERIFY(note.open(QIODevice::WriteOnly));
    note.write("yes");
    note.close();
    QVERIFY(!holds());
    QVERIFY(note.remove() && QDir().mkdir(note.fileName()));
    QVERIFY(!holds());
    QVERIFY(WorkspaceFile::open(m_place->path()));
}

void TestClosingNote::isLookedThroughOnceAWeek()
{
    QVERIFY(holds(7 * 24 - 1));
    QVERIFY(!holds(7 * 24));
    // A clock that was set back says nothing of how long ago it was.
    QVERIFY(!holds(-1));
    // Opening it without a look leaves the date of the last one.
    const auto before = closingnote::lastLook(m_database, SystemClock().now());
    QVERIFY(WorkspaceFile::open(m_place->path()));
    QCOMPARE(closingnote::lastLook(m_database, SystemClock().now())->milliseconds, before->milliseconds);
}

QTEST_GUILESS_MAIN(TestClosingNote)
#include "tst_closingnote.moc"
