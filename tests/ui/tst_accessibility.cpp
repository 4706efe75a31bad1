// SPDX-License-Identifier: GPL-3.0-or-later
#include "formprobe.h"
#include "windowjudge.h"
#include "windowtour.h"

#include <QSet>

using namespace Qt::StringLiterals;

namespace muster {

/// Every page and dialog of the program can be used without a mouse, is spoken, and fits.
class AccessibilityTest : public QObject
{
    Q_OBJECT

private slots:
    void everyWindow();
};

void AccessibilityTest::everyWindow()
{
    QStringList faults;
    QSet<QString> seen;
    const QString missing = tourEveryWindow(ThemeChoice::Light, {1280, 800}, [&](const TourStop &stop) {
        const WindowJudge judge(stop.front);
        QStringList found = judge.withoutName() + judge.outsideTheTabRing() + judge.withoutLetter() +
                            judge.cutOff() + judge.holes();
        if (const QString shared = FormProbe(stop.front).sharedMnemonics(); !shared.isEmpty())
            found.append(u"one letter for two: "_s + shared);
        for (const QString &fault : std::as_const(found))
            qWarning("%s: %s", qUtf8Printable(stop.name), qUtf8Printable(fault));
        faults += found;
        seen.insert(stop.name);
        return true;
    });
    QCOMPARE(missing, QString());
    QVERIFY(seen.size() >= 50);
    QCOMPARE(faults, QStringList());
}

} // namespace muster

QTEST_MAIN(muster::AccessibilityTest)
#include "tst_accessibility.moc"
