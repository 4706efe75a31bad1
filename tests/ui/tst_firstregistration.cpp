// SPDX-License-Identifier: GPL-3.0-or-later
#include "freshprofile.h"
#include "seedfile.h"

#include <QAbstractButton>
#include <QAction>
#include <QFile>
#include <QLabel>
#include <QTableView>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

/// What a person does, counted: a click, a chord of keys, or one field that is typed is one action.
class CountedHands
{
public:
    explicit CountedHands(const FreshProfile &profile)
        : m_profile(profile)
    {}

    bool click(const QString &name)
    {
        auto *button = m_profile.shown<QAbstractButton>(name);
        if (!button || !QTest::qWaitFor([button] { return button->isEnabled(); }, 20'000))
            return false;
        ++m_count;
        QTest::mouseClick(button, Qt::LeftButton);
        return true;
    }
    bool press(Qt::Key key, Qt::KeyboardModifiers modifiers)
    {
        ++m_count;
        QTest::keyClick(m_profile.window.get(), key, modifiers);
        return true;
    }
    bool type(const QString &name, const QString &text)
    {
        auto *field = m_profile.shown<QWidget>(name);
        if (!field)
            return false;
        // Whatever has no focus of itself needs a click more.
        if (!QTest::qWaitFor([field] { return field->hasFocus(); }, 500)) {
            ++m_count;
            QTest::mouseClick(field, Qt::LeftButton);
        }
        ++m_count;
        QTest::keyClicks(field, text);
        return true;
    }
    int count() const { return m_count; }

private:
    const FreshProfile &m_profile;
    int m_count = 0;
};

/// A free identity and its key, from the file that the demo names.
QStringList freeIdentity()
{
    QFile file(demoDataFolder() + u"/demo-keys.txt"_s);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QStringList lines = QString::fromUtf8(file.readAll()).split(u'\n');
    const auto line = std::find_if(lines.begin(), lines.end(),
                                   [](const QString &text) { return text.endsWith(" free"_L1); });
    return line == lines.end() ? QStringList() : line->split(u' ');
}

} // namespace

class FirstRegistrationTest : public QObject
{
    Q_OBJECT

private slots:
    void takesFifteenActionsAtMost();
};

void FirstRegistrationTest::takesFifteenActionsAtMost()
{
    FreshProfile profile;
    QVERIFY(profile.start());
    CountedHands hands(profile);
    QVERIFY(hands.click(u"welcomeDemo"_s));
    QVERIFY(profile.isAt(u"Local workspace — demo"_s));
    const QStringList free = freeIdentity();
    QVERIFY(free.size() >= 3);
    QVERIFY(hands.press(Qt::Key_N, Qt::ControlModifier));
    QVERIFY(profile.shown<QWidget>(u"identityAdvice"_s));
    QVERIFY(profile.probe().note(u"identityAdvice"_s).contains("demo-keys.txt"_L1));
    QVERIFY(hands.type(u"identityField"_s, free.at(0)));
    QVERIFY(hands.click(u"nextButton"_s));
    QVERIFY(hands.type(u"displayNameField"_s, u"My first machine"_s));
    QVERIFY(hands.type(u"ownerIdField"_s, u"me"_s));
    QVERIFY(hands.click(u"nextButton"_s));
    QVERIFY(hands.type(u"keyField"_s, free.at(2)));
    QVERIFY(hands.click(u"importKeyButton"_s));
    QVERIFY(hands.click(u"signButton"_s));
    QVERIFY(hands.click(u"finishButton"_s));
    QTRY_COMPARE(profile.label(u"detailsName"_s), u"My first machine"_s);
    QTRY_COMPARE(profile.label(u"detailsStatus"_s), u"Active"_s);
    qInfo("The first registration took %d actions.", hands.count());
    QVERIFY(hands.count() <= 15);
}

} // namespace muster

QTEST_MAIN(muster::FirstRegistrationTest)
#include "tst_firstregistration.moc"
