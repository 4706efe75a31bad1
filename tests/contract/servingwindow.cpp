// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktopconnector.h"
#include "desktopserver.h"
#include "mainwindow.h"
#include "processsignals.h"
#include "signingdesk.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTableView>

#include <cstdio>

using namespace Qt::StringLiterals;
using namespace muster;

namespace {

void say(const QJsonObject &fact)
{
    std::printf("%s\n", QJsonDocument(fact).toJson(QJsonDocument::Compact).constData());
    std::fflush(stdout);
}

QJsonArray firstColumn(const QAbstractItemModel &model)
{
    QJsonArray names;
    for (int row = 0; row < model.rowCount(); ++row)
        names.append(model.index(row, 0).data().toString());
    return names;
}

} // namespace

/// The program's window over a workspace, with its server switched on as the settings of the user say: what a
/// client that is run beside it needs is copied as a person would, and said on standard output as
/// {"environment": …}; so are the rows, {"rows": […]}, whenever they change. SIGTERM closes the window.
int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    const QStringList arguments = QApplication::arguments();
    if (arguments.size() != 2) {
        std::fprintf(stderr, "usage: servingwindow WORKSPACE\n");
        return 2;
    }
    Settings settings;
    WorkspaceOptions options = workspaceOptionsFrom(settings);
    options.folder = arguments.at(1);
    SigningDesk desk;
    DesktopConnector connector(options);
    DesktopServer server(connector);
    MainWindow window(connector, &server, desk, settings);
    const QAbstractItemModel *rows = window.findChild<QTableView *>(u"fleetTable"_s)->model();
    const auto sayRows = [rows] { say({{u"rows"_s, firstColumn(*rows)}}); };
    QObject::connect(rows, &QAbstractItemModel::rowsInserted, &window, sayRows);
    QObject::connect(rows, &QAbstractItemModel::rowsRemoved, &window, sayRows);
    QObject::connect(rows, &QAbstractItemModel::dataChanged, &window, sayRows);
    QObject::connect(rows, &QAbstractItemModel::layoutChanged, &window, sayRows);
    QObject::connect(&connector, &DesktopConnector::workspaceOpened,
                     window.findChild<QAction *>(u"actionServer"_s), &QAction::trigger);
    QObject::connect(&server, &ServerSwitch::changed, &window, [&] {
        if (!server.isRunning())
            return;
        window.findChild<QAction *>(u"actionCopyEnvironment"_s)->trigger();
        say({{u"environment"_s, QGuiApplication::clipboard()->text()}});
    });
    QObject::connect(&server, &ServerSwitch::failed, &window, [](const Error &error) {
        say({{u"failed"_s, error.message}});
    });
    const ProcessSignals signalsOfTheProcess;
    QObject::connect(&signalsOfTheProcess, &ProcessSignals::terminationAsked, &window, &QWidget::close);
    window.show();
    window.openWorkspace();
    return QApplication::exec();
}
