// SPDX-License-Identifier: GPL-3.0-or-later
#include "drafts.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace muster;
using namespace Qt::StringLiterals;

class TestDrafts : public QObject
{
    Q_OBJECT

private slots:
    void outliveTheObjectThatKeptThem();
    void oneDraftAForm();
    void droppedOnesAreGone();
    void damagedFilesArePassedOver();
    void onlyTheOwnerReadsThem();
    void thoseOfOnePlaceGoTogether();

private:
    static Draft draft(const QString &key, const QString &name, qint64 second,
                       const QString &place = u"here"_s)
    {
        return {key, place, QJsonObject{{u"name"_s, name}}, Timestamp{1'700'000'000'000}.plusSeconds(second)};
    }
    static QList<Draft> read(Drafts &drafts, const QString &place = u"here"_s)
    {
        auto future = drafts.of(place);
        future.waitForFinished();
        return future.result().value();
    }
};

void TestDrafts::outliveTheObjectThatKeptThem()
{
    const QTemporaryDir folder;
    const Draft one = draft(u"edit here 1"_s, u"Press “4” \n"_s, 1);
    const Draft other = draft(u"register here"_s, u"Lift"_s, 2);
    {
        Drafts drafts(folder.filePath(u"drafts"_s));
        drafts.keep(one);
        drafts.keep(other);
        drafts.keep(draft(u"register there"_s, u"Far"_s, 3, u"there"_s));
    }
    Drafts later(folder.filePath(u"drafts"_s));
    QCOMPARE(read(later), (QList<Draft>{other, one}));
    QCOMPARE(read(later, u"there"_s).size(), 1);
    QVERIFY(read(later, u"nowhere"_s).isEmpty());
}

void TestDrafts::oneDraftAForm()
{
    const QTemporaryDir folder;
    Drafts drafts(folder.filePath(u"drafts"_s));
    drafts.keep(draft(u"edit"_s, u"P"_s, 1));
    drafts.keep(draft(u"edit"_s, u"Press"_s, 2));
    QCOMPARE(read(drafts), QList<Draft>{draft(u"edit"_s, u"Press"_s, 2)});
    QCOMPARE(QDir(folder.filePath(u"drafts"_s)).entryList(QDir::Files).size(), 1);
}

void TestDrafts::droppedOnesAreGone()
{
    const QTemporaryDir folder;
    Drafts drafts(folder.filePath(u"drafts"_s));
    drafts.drop(u"never kept"_s);
    drafts.keep(draft(u"edit"_s, u"Press"_s, 1));
    drafts.drop(u"edit"_s);
    QVERIFY(read(drafts).isEmpty());
    QVERIFY(QDir(folder.filePath(u"drafts"_s)).entryList(QDir::Files).isEmpty());
}

void TestDrafts::damagedFilesArePassedOver()
{
    const QTemporaryDir folder;
    Drafts drafts(folder.path());
    drafts.keep(draft(u"edit"_s, u"Press"_s, 1));
    for (const QByteArray &text : {QByteArray(), QByteArray("{"), QByteArray("[1,2]"),
                                   QByteArray("{\"key\":\"k\",\"place\":\"here\",\"content\":{\"a\":1}}")}) {
        QFile file(folder.filePath(u"%1.json"_s.arg(text.size())));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
    }
    QCOMPARE(read(drafts).size(), 1);
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files).size(), 5);
}

void TestDrafts::onlyTheOwnerReadsThem()
{
    const QTemporaryDir folder;
    Drafts drafts(folder.filePath(u"drafts"_s));
    drafts.keep(draft(u"edit"_s, u"Press"_s, 1));
    QCOMPARE(read(drafts).size(), 1);
    constexpr auto kOthers = QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ReadOther |
                             QFileDevice::WriteOther | QFileDevice::ExeGroup | QFileDevice::ExeOther;
    const QDir made(folder.filePath(u"drafts"_s));
    QVERIFY(!(QFile::permissions(made.path()) & kOthers));
    const QFileInfoList files = made.entryInfoList(QDir::Files);
    QCOMPARE(files.size(), 1);
    QVERIFY(!(files.first().permissions() & kOthers));
}

void TestDrafts::thoseOfOnePlaceGoTogether()
{
    const QTemporaryDir folder;
    Drafts drafts(folder.filePath(u"drafts"_s));
    drafts.keep(draft(u"1"_s, u"P"_s, 1));
    drafts.keep(draft(u"2"_s, u"Q"_s, 2));
    drafts.keep(draft(u"3"_s, u"R"_s, 3, u"there"_s));
    drafts.dropAllOf(u"here"_s);
    QVERIFY(read(drafts).isEmpty());
    QCOMPARE(read(drafts, u"there"_s).size(), 1);
}

QTEST_GUILESS_MAIN(TestDrafts)
#include "tst_drafts.moc"
