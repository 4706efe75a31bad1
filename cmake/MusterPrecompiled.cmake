# SPDX-License-Identifier: GPL-3.0-or-later
# Two sets of precompiled headers that all targets share: reading Qt's headers is most of the time a build takes. They
# hold foreign headers only, so that every file of the project still includes what it uses.
function(muster_precompiled name)
    cmake_parse_arguments(ARG "" "" "LINKS;HEADERS" ${ARGN})
    add_library(muster_precompiled_${name} OBJECT "${CMAKE_SOURCE_DIR}/cmake/precompiled/${name}.cpp")
    set_target_properties(muster_precompiled_${name} PROPERTIES AUTOMOC OFF AUTORCC OFF)
    target_link_libraries(muster_precompiled_${name} PRIVATE muster_flags ${ARG_LINKS})
    target_precompile_headers(muster_precompiled_${name} PRIVATE ${ARG_HEADERS})
endfunction()

set(core_headers <QByteArray> <QDateTime> <QFuture> <QHash> <QJsonArray> <QJsonDocument> <QJsonObject> <QList> <QMap>
    <QMutex> <QObject> <QPointer> <QPromise> <QRegularExpression> <QSet> <QString> <QStringList> <QThread> <QTimer> <QUrl>
    <algorithm> <array> <atomic> <chrono> <condition_variable> <cstdint> <deque> <functional> <memory> <mutex> <optional>
    <utility> <variant> <vector> <tl/expected.hpp>)
muster_precompiled(core LINKS Qt6::Core tl::expected HEADERS ${core_headers})
muster_precompiled(widgets LINKS Qt6::Widgets tl::expected HEADERS ${core_headers}
    <QAbstractItemModel> <QAction> <QBoxLayout> <QComboBox> <QDialog> <QFormLayout> <QLabel> <QLineEdit> <QMainWindow>
    <QMenu> <QPainter> <QPushButton> <QTableView> <QToolBar> <QWidget> <QWizard>)

# muster_use_precompiled(TARGET LIBRARIES…): the set that fits what the target links; none for one without Qt.
function(muster_use_precompiled target)
    if("${ARGN}" MATCHES "Widgets|muster_ui|muster_app_desktop|muster_test_window|muster_test_form")
        target_precompile_headers(${target} REUSE_FROM muster_precompiled_widgets)
    elseif("${ARGN}" MATCHES "Qt6::|muster_")
        target_precompile_headers(${target} REUSE_FROM muster_precompiled_core)
    endif()
endfunction()
