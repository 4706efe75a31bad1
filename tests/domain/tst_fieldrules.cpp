// SPDX-License-Identifier: GPL-3.0-or-later
#include "fieldrules.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

QStringList pathsOf(const QList<Issue> &issues)
{
    QStringList paths;
    for (const Issue &issue : issues)
        paths.append(issue.path);
    return paths;
}

QStringList numbered(int count)
{
    QStringList entries;
    for (int i = 0; i < count; ++i)
        entries.append(QString::number(i));
    return entries;
}

} // namespace

class FieldRulesTest : public QObject
{
    Q_OBJECT

private slots:
    void namesHaveOneToTwoHundredCharacters_data();
    void namesHaveOneToTwoHundredCharacters();
    void typesHaveUpToOneHundredCharacters();
    void listsHoldNoEntryTwice();
    void labelsAreBounded();
    void pointersAreEscaped();
};

void FieldRulesTest::namesHaveOneToTwoHundredCharacters_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("issues");
    const QString tractor = u"\U0001F69C"_s;
    QTest::newRow("one") << u"x"_s << 0;
    QTest::newRow("200") << QString(200, u'x') << 0;
    QTest::newRow("201") << QString(201, u'x') << 1;
    QTest::newRow("200 with blanks around") << QString(u"  "_s + QString(200, u'x') + u' ') << 0;
    QTest::newRow("200 outside the first plane") << tractor.repeated(200) << 0;
    QTest::newRow("201 outside the first plane") << tractor.repeated(201) << 1;
    QTest::newRow("empty") << QString() << 1;
    QTest::newRow("blanks") << u" \t "_s << 1;
    QTest::newRow("control character") << u"a\u0007b"_s << 1;
    QTest::newRow("line break inside") << u"a\nb"_s << 1;
}

// contract: HTTP-11
void FieldRulesTest::namesHaveOneToTwoHundredCharacters()
{
    QFETCH(QString, text);
    QFETCH(int, issues);
    QList<Issue> found;
    fieldrules::checkName(found, u"/displayName"_s, text);
    QCOMPARE(found.size(), issues);
    if (issues > 0)
        QCOMPARE(found.constFirst().path, u"/displayName"_s);
}

// contract: HTTP-11
void FieldRulesTest::typesHaveUpToOneHundredCharacters()
{
    QList<Issue> found;
    fieldrules::checkType(found, u"/machineType"_s, QString());
    fieldrules::checkType(found, u"/machineType"_s, QString(100, u'x'));
    QVERIFY(found.isEmpty());
    fieldrules::checkType(found, u"/machineType"_s, QString(101, u'x'));
    QCOMPARE(pathsOf(found), QStringList{u"/machineType"_s});
}

// contract: HTTP-11, HTTP-8
void FieldRulesTest::listsHoldNoEntryTwice()
{
    QList<Issue> found;
    fieldrules::checkList(found, u"/skillKeys"_s, numbered(100));
    fieldrules::checkList(found, u"/skillKeys"_s, {QString(100, u'x'), u"A"_s, u"a"_s});
    QVERIFY(found.isEmpty());

    fieldrules::checkList(found, u"/skillKeys"_s, numbered(101));
    QCOMPARE(pathsOf(found), QStringList{u"/skillKeys"_s});
    found.clear();
    fieldrules::checkList(found, u"/skillKeys"_s, {u"a"_s, QString(), u"a"_s, QString(101, u'x')});
    QCOMPARE(pathsOf(found), QStringList({u"/skillKeys/1"_s, u"/skillKeys/2"_s, u"/skillKeys/3"_s}));
}

// contract: HTTP-11, HTTP-8
void FieldRulesTest::labelsAreBounded()
{
    QList<Issue> found;
    QMap<QString, QString> labels;
    for (const QString &key : numbered(64))
        labels.insert(key, QString(256, u'v'));
    fieldrules::checkLabels(found, u"/labels"_s, labels);
    QVERIFY(found.isEmpty());

    labels.insert(u"one more"_s, {});
    fieldrules::checkLabels(found, u"/labels"_s, labels);
    QCOMPARE(pathsOf(found), QStringList{u"/labels"_s});
    found.clear();
    fieldrules::checkLabels(found, u"/labels"_s,
                            {{QString(), u"v"_s}, {u"a/b"_s, QString(257, u'v')}, {QString(64, u'k'), {}}});
    QCOMPARE(pathsOf(found),
             QStringList({u"/labels/"_s, u"/labels/a~1b"_s, QString(u"/labels/"_s + QString(64, u'k'))}));
}

// contract: HTTP-8
void FieldRulesTest::pointersAreEscaped()
{
    QCOMPARE(fieldrules::pointerToken(u"a/b~c~1"_s), u"a~1b~0c~01"_s);
    QCOMPARE(fieldrules::pointerToken(u"plain key"_s), u"plain key"_s);
}

} // namespace muster

QTEST_GUILESS_MAIN(muster::FieldRulesTest)
#include "tst_fieldrules.moc"
