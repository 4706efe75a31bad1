// SPDX-License-Identifier: GPL-3.0-or-later
#include "windowtour.h"

#include <QApplication>
#include <QDir>
#include <QPainter>
#include <QScreen>
#include <QWidget>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

/// The stop as on a screen: a dialog lies over its window, which is darkened. The screens of tests have no
/// manager that would lay it there.
QPixmap pictureOf(const TourStop &stop)
{
    if (!stop.behind)
        return stop.front.grab();
    QPixmap picture = stop.behind->grab();
    QPainter painter(&picture);
    const QSize size = stop.behind->size();
    painter.fillRect(QRect(QPoint(), size), QColor(0, 0, 0, 90));
    const QPixmap front = stop.front.grab();
    const QPoint corner((size.width() - stop.front.width()) / 2, (size.height() - stop.front.height()) / 2);
    painter.drawPixmap(corner, front);
    painter.setPen(QColor(0, 0, 0, 140));
    painter.drawRect(QRect(corner, stop.front.size()));
    return picture;
}

int takePictures(const QDir &folder)
{
    const QSize size = QGuiApplication::primaryScreen()->size();
    for (const auto theme : {ThemeChoice::Light, ThemeChoice::Dark}) {
        const QString suffix = theme == ThemeChoice::Dark ? u"dark"_s : u"light"_s;
        const QString missing = tourEveryWindow(theme, size, [&](const TourStop &stop) {
            return pictureOf(stop).save(folder.filePath(u"%1-%2.png"_s.arg(stop.name, suffix)));
        });
        if (!missing.isEmpty()) {
            std::fprintf(stderr, "muster_screenshots: a page did not come, %s\n", qUtf8Printable(missing));
            return 1;
        }
    }
    return 0;
}

} // namespace
} // namespace muster

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    const QStringList arguments = QApplication::arguments();
    if (arguments.size() != 2) {
        std::fprintf(stderr, "usage: muster_screenshots FOLDER\n");
        return 2;
    }
    const QDir folder(arguments.at(1));
    if (!folder.mkpath(u"."_s)) {
        std::fprintf(stderr, "muster_screenshots: the folder cannot be made\n");
        return 1;
    }
    return muster::takePictures(folder);
}
