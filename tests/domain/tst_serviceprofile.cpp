// SPDX-License-Identifier: GPL-3.0-or-later
#include "serviceprofile.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace muster;

class ServiceProfileTest : public QObject
{
    Q_OBJECT

private slots:
    void coloursGoByName();
    void idsAreSixteenHexDigits();
    void namesTellServicesApart_data();
    void namesTellServicesApart();
};

void ServiceProfileTest::coloursGoByName()
{
    for (const BandColour colour : {BandColour::Orange, BandColour::Red, BandColour::Pink, BandColour::Green,
                                    BandColour::Blue, BandColour::Grey})
        QCOMPARE(bandColourOf(bandColourName(colour)), colour);
    QCOMPARE(bandColourOf(u"ultraviolet"_s), BandColour::Orange);
}

void ServiceProfileTest::idsAreSixteenHexDigits()
{
    const QString id = newProfileId();
    QCOMPARE(id.size(), 16);
    bool isHex = false;
    id.toULongLong(&isHex, 16);
    QVERIFY(isHex);
    QVERIFY(newProfileId() != id);
}

void ServiceProfileTest::namesTellServicesApart_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("fault");
    QTest::newRow("another") << u"Production"_s << QString();
    QTest::newRow("its own of before") << u"stage"_s << QString();
    QTest::newRow("of another service") << u" TEST "_s << u"Another service has this name already."_s;
    QTest::newRow("blanks") << u"  "_s << u"A name is needed: the window says with it what is worked on."_s;
    QTest::newRow("longest") << QString(60, u'x') << QString();
    QTest::newRow("too long") << QString(61, u'x') << u"A name has at most 60 characters."_s;
}

void ServiceProfileTest::namesTellServicesApart()
{
    QFETCH(QString, name);
    QFETCH(QString, fault);
    ServiceProfile stage;
    stage.id = u"1"_s;
    stage.name = u"Stage"_s;
    ServiceProfile test;
    test.id = u"2"_s;
    test.name = u"Test"_s;
    ServiceProfile profile = stage;
    profile.name = name;
    const auto judged = judgeProfileName(profile, {stage, test});
    QCOMPARE(bool(judged), fault.isEmpty());
    if (!judged)
        QVERIFY(issuesOf(judged.error()) == (QList<Issue>{{u"/name"_s, fault}}));
}

QTEST_APPLESS_MAIN(ServiceProfileTest)
#include "tst_serviceprofile.moc"
