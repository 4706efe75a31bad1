# SPDX-License-Identifier: GPL-3.0-or-later
# muster_library(NAME SOURCES … LINKS …): the static library muster_NAME of one folder, whose only include folder
# is that folder. LINKS are its arrows: what is not named there cannot be included.
function(muster_library name)
    cmake_parse_arguments(ARG "" "" "SOURCES;LINKS" ${ARGN})
    add_library(muster_${name} STATIC ${ARG_SOURCES})
    target_include_directories(muster_${name} PUBLIC "${CMAKE_CURRENT_SOURCE_DIR}")
    target_link_libraries(muster_${name} PUBLIC ${ARG_LINKS} PRIVATE muster_flags)
    muster_use_precompiled(muster_${name} ${ARG_LINKS})
endfunction()

# Qt's test library defines the absolute folders of each test; nothing here asks for them, and with them the compiler
# cache serves no other clone.
get_target_property(test_definitions Qt6::Test INTERFACE_COMPILE_DEFINITIONS)
list(FILTER test_definitions EXCLUDE REGEX "QT_TESTCASE_(BUILD|SOURCE)DIR")
set_target_properties(Qt6::Test PROPERTIES INTERFACE_COMPILE_DEFINITIONS "${test_definitions}")

# What was freed is kept out of use for a while. 256 MiB of it, the default, is more than most tests ever free: each new
# block is then a new page, and the kernel worked a third of the time.
set(asan_options "ASAN_OPTIONS=quarantine_size_mb=16")

# muster_test(NAME LINKS … [LABEL fast|slow] [SOURCES …]): a Qt test program NAME.cpp, run offscreen in the C locale,
# in the folder of the sources.
function(muster_test name)
    cmake_parse_arguments(ARG "" "LABEL;TIMEOUT" "LINKS;SOURCES" ${ARGN})
    if(NOT ARG_LABEL)
        set(ARG_LABEL fast)
    endif()
    if(NOT ARG_TIMEOUT)
        set(ARG_TIMEOUT 120)
    endif()
    add_executable(${name} ${name}.cpp ${ARG_SOURCES})
    target_link_libraries(${name} PRIVATE ${ARG_LINKS} Qt6::Test muster_flags)
    muster_moc_of_test(${name} ${ARG_SOURCES})
    muster_use_precompiled(${name} ${ARG_LINKS})
    # Relative to the folder that tests run in, so that the compiler cache serves every clone of the sources.
    file(RELATIVE_PATH bin_dir "${CMAKE_SOURCE_DIR}" "${CMAKE_RUNTIME_OUTPUT_DIRECTORY}")
    target_compile_definitions(${name} PRIVATE MUSTER_TEST_DATA="tests/data" MUSTER_BIN_DIR="${bin_dir}")
    add_test(NAME ${name} COMMAND ${name} WORKING_DIRECTORY "${CMAKE_SOURCE_DIR}")
    set_tests_properties(${name} PROPERTIES LABELS ${ARG_LABEL} TIMEOUT ${ARG_TIMEOUT}
        ENVIRONMENT "QT_QPA_PLATFORM=offscreen;LC_ALL=C.UTF-8;QT_LOGGING_RULES=qt.qpa.*=false;${asan_options}")
endfunction()

# The same test once more, on a screen that is so many times as fine.
function(muster_test_at_scale name scale)
    get_test_property(${name} TIMEOUT timeout)
    get_test_property(${name} ENVIRONMENT environment)
    set(finer "${name}_at_${scale}x")
    add_test(NAME ${finer} COMMAND ${name} WORKING_DIRECTORY "${CMAKE_SOURCE_DIR}")
    set_tests_properties(${finer} PROPERTIES LABELS slow TIMEOUT ${timeout}
        ENVIRONMENT "${environment};QT_SCALE_FACTOR=${scale}")
endfunction()

# A test program of one file asks moc itself: AUTOMOC would add a target and an empty source file to each of them, a
# tenth of the whole build.
function(muster_moc_of_test name)
    file(STRINGS ${name}.cpp own_moc REGEX "^#include \"${name}\\.moc\"")
    if(own_moc STREQUAL "" OR ARGN)
        return()
    endif()
    set(moc "${CMAKE_CURRENT_BINARY_DIR}/${name}_moc/${name}.moc")
    qt_generate_moc(${name}.cpp "${moc}" TARGET ${name})
    set_target_properties(${name} PROPERTIES AUTOMOC OFF AUTORCC OFF)
    target_sources(${name} PRIVATE "${moc}")
    target_include_directories(${name} PRIVATE "${CMAKE_CURRENT_BINARY_DIR}/${name}_moc")
endfunction()
