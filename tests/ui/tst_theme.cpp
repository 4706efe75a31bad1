// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme.h"

#include "glyph.h"
#include "themepalette.h"
#include "tone.h"

#include <QApplication>
#include <QDir>
#include <QEvent>
#include <QIcon>
#include <QStyle>
#include <QTemporaryDir>
#include <QTest>
#include <QWidget>

#include <cmath>

using namespace muster;
using namespace Qt::StringLiterals;

class TestTheme : public QObject
{
    Q_OBJECT

private slots:
    void choiceIsPutOnAndKept();
    void systemFollowsTheDesktop();
    void textStandsOut_data();
    void textStandsOut();
    void everyIconDraws();
    void iconsFollowPaletteModeAndScale();
};

// WCAG 2.1, relative luminance and contrast ratio.
static double luminance(const QColor &colour)
{
    const auto linear = [](float channel) {
        return channel <= 0.04045F ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) +
           0.0722 * linear(colour.blueF());
}

static double contrast(const QColor &one, const QColor &other)
{
    const double high = std::max(luminance(one), luminance(other));
    const double low = std::min(luminance(one), luminance(other));
    return (high + 0.05) / (low + 0.05);
}

void TestTheme::choiceIsPutOnAndKept()
{
    QTemporaryDir folder;
    Settings settings(folder.filePath(u"muster.ini"_s));
    settings.setTheme(ThemeChoice::Dark);
    Theme theme(settings);
    QVERIFY(isDark(QApplication::palette()));
    theme.choose(ThemeChoice::Light);
    QVERIFY(!isDark(QApplication::palette()));
    QCOMPARE(settings.theme(), ThemeChoice::Light);
}

void TestTheme::systemFollowsTheDesktop()
{
    QTemporaryDir folder;
    Settings settings(folder.filePath(u"muster.ini"_s));
    Theme theme(settings);
    QCOMPARE(theme.choice(), ThemeChoice::System);
    const QPalette worn = QApplication::palette();
    // The desktop here is the plain platform's light one.
    QCOMPARE(worn.color(QPalette::Window), lightPalette().color(QPalette::Window));
    QApplication::setPalette(darkPalette());
    QWidget window;
    QEvent change(QEvent::ThemeChange);
    QApplication::sendEvent(&window, &change);
    QTRY_COMPARE(QApplication::palette().color(QPalette::Window), worn.color(QPalette::Window));
}

void TestTheme::textStandsOut_data()
{
    QTest::addColumn<QPalette>("palette");
    QTest::newRow("light") << lightPalette();
    QTest::newRow("dark") << darkPalette();
}

void TestTheme::textStandsOut()
{
    QFETCH(QPalette, palette);
    const auto check = [&palette](QPalette::ColorRole text, QPalette::ColorRole ground) {
        return contrast(palette.color(text), palette.color(ground)) >= 4.5;
    };
    QVERIFY(check(QPalette::WindowText, QPalette::Window));
    QVERIFY(check(QPalette::Text, QPalette::Base));
    QVERIFY(check(QPalette::Text, QPalette::AlternateBase));
    QVERIFY(check(QPalette::ButtonText, QPalette::Button));
    QVERIFY(check(QPalette::PlaceholderText, QPalette::Base));
    QVERIFY(check(QPalette::PlaceholderText, QPalette::Window));
    QVERIFY(check(QPalette::HighlightedText, QPalette::Highlight));
    QVERIFY(check(QPalette::Link, QPalette::Window));
    QVERIFY(check(QPalette::ToolTipText, QPalette::ToolTipBase));
    for (const Tone tone : {Tone::Text, Tone::Muted, Tone::Accent, Tone::Positive, Tone::Caution,
                            Tone::Negative, Tone::Demo, Tone::Remote}) {
        for (const auto ground : {QPalette::Window, QPalette::Base})
            QVERIFY2(contrast(toneColour(tone, palette), palette.color(ground)) >= 4.5,
                     qPrintable(QString::number(static_cast<int>(tone))));
    }
}

void TestTheme::everyIconDraws()
{
    glyph(u"plus"_s);
    const QStringList names = QDir(u":/icons"_s).entryList({u"*.svg"_s});
    QVERIFY(names.size() >= 25);
    for (const QString &name : names) {
        const QImage drawn = glyph(name.chopped(4)).pixmap(24, 24).toImage();
        QImage empty(drawn.size(), drawn.format());
        empty.setDevicePixelRatio(drawn.devicePixelRatio());
        empty.fill(Qt::transparent);
        QVERIFY2(drawn != empty, qPrintable(name));
    }
}

void TestTheme::iconsFollowPaletteModeAndScale()
{
    const QIcon icon = glyph(u"archive"_s);
    QApplication::setPalette(lightPalette());
    const QImage light = icon.pixmap(24, 24).toImage();
    const QImage greyed = icon.pixmap(24, 24, QIcon::Disabled).toImage();
    QApplication::setPalette(darkPalette());
    const QImage dark = icon.pixmap(24, 24).toImage();
    QVERIFY(light != dark);
    QVERIFY(light != greyed);
    const QPixmap fine = icon.pixmap(QSize(24, 24), 2.0);
    QCOMPARE(fine.size(), QSize(48, 48));
    QCOMPARE(fine.devicePixelRatio(), 2.0);
}

QTEST_MAIN(TestTheme)
#include "tst_theme.moc"
