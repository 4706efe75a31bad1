# SPDX-License-Identifier: GPL-3.0-or-later
# What is installed where, and a .deb of each program: muster (the window, and `muster serve`) and muster-server.
include(GNUInstallDirs)

set(desktop_files "${CMAKE_SOURCE_DIR}/resources/desktop")
install(TARGETS muster RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}" COMPONENT muster)
install(FILES "${desktop_files}/muster.desktop" DESTINATION "${CMAKE_INSTALL_DATADIR}/applications" COMPONENT muster)
install(FILES "${desktop_files}/muster.metainfo.xml" DESTINATION "${CMAKE_INSTALL_DATADIR}/metainfo" COMPONENT muster)
install(FILES "${CMAKE_SOURCE_DIR}/resources/icons/muster.svg" DESTINATION "${CMAKE_INSTALL_DATADIR}/icons/hicolor/scalable/apps"
    COMPONENT muster)
install(FILES "${desktop_files}/copyright" "${CMAKE_SOURCE_DIR}/CHANGELOG.md"
    DESTINATION "${CMAKE_INSTALL_DATADIR}/doc/muster" COMPONENT muster)

install(TARGETS muster-server RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}" COMPONENT server)
install(FILES "${desktop_files}/copyright" "${CMAKE_SOURCE_DIR}/CHANGELOG.md"
    DESTINATION "${CMAKE_INSTALL_DATADIR}/doc/muster-server" COMPONENT server)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME muster)
set(CPACK_PACKAGE_VENDOR "Muster")
set(CPACK_PACKAGE_CONTACT "The authors of Muster <muster@localhost>")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_VERBATIM_VARIABLES ON)
set(CPACK_COMPONENTS_ALL muster server)

set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_COMPONENTS_GROUPING IGNORE)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_RELEASE 1)

# What is loaded at run time, which reading the program's libraries does not show: the database driver, the plugin that
# reads SVG icons, and what speaks to keyrings.
set(CPACK_DEBIAN_MUSTER_PACKAGE_NAME muster)
set(CPACK_DEBIAN_MUSTER_PACKAGE_SECTION utils)
set(CPACK_DEBIAN_MUSTER_PACKAGE_DEPENDS "libqt6sql6-sqlite, libqt6svg6")
set(CPACK_DEBIAN_MUSTER_PACKAGE_RECOMMENDS "fonts-dejavu-core | fonts-noto-core, qt6-wayland, libsecret-1-0")
set(CPACK_COMPONENT_MUSTER_DESCRIPTION "Desktop of a machine fleet manager
 Lists, registers and edits the machines of an orchestration service, signs the
 challenges that prove who controls a machine, and can itself be the
 orchestrator: an embedded server for demonstrations, tests and small fleets.")

set(CPACK_DEBIAN_SERVER_PACKAGE_NAME muster-server)
set(CPACK_DEBIAN_SERVER_PACKAGE_SECTION net)
set(CPACK_DEBIAN_SERVER_PACKAGE_DEPENDS libqt6sql6-sqlite)
set(CPACK_COMPONENT_SERVER_DESCRIPTION "Orchestrator of a machine fleet, without a window
 The server of Muster as a program of its own for machines without a display.
 It holds no private key and cannot sign.")

include(CPack)
