# SPDX-License-Identifier: GPL-3.0-or-later
"""Includes against the arrows. Each check takes a SourceTree and answers `path:line: what is wrong`."""
import functools
import pathlib
import subprocess

import cpptext
from arrows import ARROWS, LIBRARIES, QT_MODULES, SYSTEM_FILES, SYSTEM_HEADERS
from sourcetree import CPP, PRODUCT


def folder_of(path):
    parts = path.split("/")
    return parts[0] if parts[0] in ("app", "ui") else "/".join(parts[:2])


def _own_headers(tree):
    return {path.rsplit("/", 1)[-1]: path for path in tree.paths(under=PRODUCT, suffixes=(".h",))}


def forbidden_includes(tree):
    found, headers = [], _own_headers(tree)
    for path in tree.paths(under=PRODUCT, suffixes=CPP):
        folder = folder_of(path)
        allowed = ARROWS.get(folder, set()) | {folder}
        for line, name, _ in cpptext.includes(tree.text(path)):
            target = headers.get(name.rsplit("/", 1)[-1])
            if target is None:
                continue
            if "/" in name:
                found.append(f"{path}:{line}: {name} by its path; own headers are included by their bare name")
            elif folder_of(target) not in allowed:
                found.append(f"{path}:{line}: {folder} may not know {folder_of(target)} ({name})")
    return found


def unknown_folders(tree):
    return sorted({f"{folder_of(path)}: no arrows are declared for this folder"
                   for path in tree.paths(under=PRODUCT, suffixes=CPP) if folder_of(path) not in ARROWS})


def upward_arrows(arrows=None):
    """A cycle in the table itself."""
    arrows = ARROWS if arrows is None else arrows
    return [f"arrows: {' -> '.join(loop)}" for loop in _cycles(arrows)]


def include_cycles(tree):
    headers = _own_headers(tree)
    graph = {}
    for path in tree.paths(under=PRODUCT, suffixes=(".h",)):
        names = [name.rsplit("/", 1)[-1] for _, name, _ in cpptext.includes(tree.text(path))]
        graph[path] = {headers[name] for name in names if name in headers}
    return [f"{loop[0]}:1: an include cycle: {' -> '.join(loop)}" for loop in _cycles(graph)]


def _cycles(graph):
    found, done = [], set()

    def visit(node, trail):
        if node in trail:
            found.append(trail[trail.index(node):] + [node])
            return
        if node not in done:
            for following in sorted(graph.get(node, ())):
                visit(following, trail + [node])
            done.add(node)

    for node in sorted(graph):
        visit(node, [])
    return found


@functools.cache
def qt_modules():
    """Name of a Qt header → module, from the installed headers."""
    for tool in ("qmake6", "qtpaths6", "/usr/lib/qt6/bin/qmake"):
        try:
            done = subprocess.run([tool, "-query", "QT_INSTALL_HEADERS"], capture_output=True, text=True, check=False)
        except FileNotFoundError:
            continue
        if done.returncode == 0:
            root = pathlib.Path(done.stdout.strip())
            return {header.name: module.name for module in sorted(root.iterdir(), reverse=True) if module.is_dir()
                    and module.name.startswith("Qt") for header in module.iterdir() if header.is_file()}
    raise RuntimeError("the headers of Qt 6 are not where qmake6 or qtpaths6 says")


def forbidden_qt_modules(tree, modules=None):
    modules = qt_modules() if modules is None else modules
    found = []
    for path in tree.paths(under=PRODUCT, suffixes=CPP):
        folder = folder_of(path)
        allowed = {"QtCore"} | QT_MODULES.get(folder, set())
        for line, name, quoted in cpptext.includes(tree.text(path)):
            first = name.split("/", 1)[0]
            module = first if first.startswith("Qt") and "/" in name or first in modules.values() else modules.get(name)
            if module and not quoted and module not in allowed:
                found.append(f"{path}:{line}: {folder} may not use {module} ({name})")
    return found


def forbidden_libraries(tree):
    found = []
    for path in tree.paths(under=PRODUCT, suffixes=CPP):
        for line, name, quoted in cpptext.includes(tree.text(path)):
            for prefix, folders in LIBRARIES.items():
                if not quoted and name.startswith(prefix) and folder_of(path) not in folders:
                    found.append(f"{path}:{line}: {folder_of(path)} may not use {name}")
    return found


def scattered_system_headers(tree):
    used, found = set(), []
    for path in tree.paths(under=PRODUCT, suffixes=CPP):
        for line, name, quoted in cpptext.includes(tree.text(path)):
            is_system = any(name == header or (header.endswith("/") and name.startswith(header))
                            for header in SYSTEM_HEADERS)
            if not is_system or quoted:
                continue
            used.add(path)
            if path not in SYSTEM_FILES:
                found.append(f"{path}:{line}: {name} belongs into one of the files that SYSTEM_FILES names")
    return found, SYSTEM_FILES - used
