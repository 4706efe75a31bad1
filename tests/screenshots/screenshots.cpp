// SPDX-License-Identifier: GPL-3.0-or-later
#include "photographer.h"
#include "signingpictures.h"

#include <QApplication>

#include <cstdio>

using namespace Qt::StringLiterals;

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
    for (const auto theme : {muster::ThemeChoice::Light, muster::ThemeChoice::Dark}) {
        muster::Photographer photographer(folder, theme);
        muster::SigningPictures signing(folder, theme == muster::ThemeChoice::Dark ? u"dark"_s : u"light"_s);
        if (!photographer.takeAll() || !signing.takeAll()) {
            std::fprintf(stderr, "muster_screenshots: a page did not come\n");
            return 1;
        }
    }
    return 0;
}
