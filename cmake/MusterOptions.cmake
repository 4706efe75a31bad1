# SPDX-License-Identifier: GPL-3.0-or-later
# Language level, warnings, Qt strictness and sanitizers for every target of the tree.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bin")
set(CMAKE_AUTOMOC ON)
set(CMAKE_AUTORCC ON)

option(BUILD_TESTING "Build the tests" ON)
set(MUSTER_SANITIZE "" CACHE STRING "Sanitizers to build with, as -fsanitize takes them")

find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM)
    set(CMAKE_CXX_COMPILER_LAUNCHER "${CCACHE_PROGRAM}")
    set(CMAKE_C_COMPILER_LAUNCHER "${CCACHE_PROGRAM}")
endif()

add_library(muster_flags INTERFACE)
target_compile_options(muster_flags INTERFACE -Wall -Wextra -Werror -Wpedantic -Wnon-virtual-dtor
    -Woverloaded-virtual -Wshadow -fno-omit-frame-pointer)
target_compile_definitions(muster_flags INTERFACE
    QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_CAST_FROM_BYTEARRAY QT_NO_URL_CAST_FROM_STRING
    QT_NO_CONTEXTLESS_CONNECT QT_NO_NARROWING_CONVERSIONS_IN_CONNECT QT_NO_FOREACH
    QT_USE_QSTRINGBUILDER QT_DISABLE_DEPRECATED_BEFORE=0x060400
    MUSTER_VERSION="${PROJECT_VERSION}")
if(MUSTER_SANITIZE)
    add_compile_options(-fsanitize=${MUSTER_SANITIZE} -fno-sanitize-recover=all)
    # There are many programs to link: mold takes a third of the time that gold takes, and gold half of the usual one's.
    find_program(MOLD_LINKER ld.mold)
    find_program(GOLD_LINKER ld.gold)
    if(MOLD_LINKER)
        add_link_options(-fuse-ld=mold)
    elseif(GOLD_LINKER)
        add_link_options(-fuse-ld=gold)
    endif()
    # Line tables are all that a sanitizer's report needs; full debug information doubles the time to link.
    set(CMAKE_CXX_FLAGS_DEBUG "-g1")
    add_link_options(-fsanitize=${MUSTER_SANITIZE})
    # A third of the time that a program takes to start went into relocating it, and the tests start hundreds.
    add_link_options($<$<STREQUAL:$<TARGET_PROPERTY:TYPE>,EXECUTABLE>:-no-pie>)
else()
    # An option, not a definition: moc takes the definition that is left of it in a debug build for a file's name.
    add_compile_options($<$<CONFIG:Release>:-D_FORTIFY_SOURCE=2>)
endif()
