# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks that other programs make. Each answers a list of what is wrong."""
import os
import py_compile
import subprocess
import tempfile

from sourcetree import CPP, PRODUCT, ROOT, _git

CLANG_FORMAT = "clang-format-14"
CLANG_TIDY = "clang-tidy-14"


def _run(command):
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout, done.stderr


def formatting(tree, fix=False):
    paths = tree.paths(suffixes=CPP)
    if fix:
        code, _, errors = _run([CLANG_FORMAT, "-i", *paths])
    else:
        code, _, errors = _run([CLANG_FORMAT, "--dry-run", "-Werror", *paths])
    first = {}
    for line in errors.splitlines():
        if ": error:" in line:
            first.setdefault(line.split(":")[0], ":".join(line.split(":")[:2]))
    lines = [f"{place}: not formatted from here; ./dev lint --fix does it" for place in first.values()]
    return lines or ([f"{CLANG_FORMAT}: {errors.strip()}"] if code else [])


def shell_scripts(tree):
    paths = [p for p in tree.paths() if p.endswith(".sh") or tree.text(p).startswith(("#!/bin/sh", "#!/usr/bin/env bash",
                                                                                       "#!/bin/bash"))]
    code, output, errors = _run(["shellcheck", "--format=gcc", *paths]) if paths else (0, "", "")
    return (output + errors).splitlines() if code else []


def python_sources(tree):
    found = []
    with tempfile.TemporaryDirectory() as folder:
        for path in tree.paths(suffixes=(".py",)):
            try:
                py_compile.compile(str(ROOT / path), cfile=os.path.join(folder, "checked.pyc"), doraise=True)
            except py_compile.PyCompileError as error:
                found.append(f"{path}:1: {error.msg.strip()}")
    return found


def _merge_base():
    """Where the work on this branch began: the main branch if we are off it, else what is published, else one before."""
    for other in ("origin/main", "main", "@{upstream}"):
        base = _lines("merge-base", "HEAD", other)
        if base and base != _lines("rev-parse", "HEAD"):
            return base[0]
    before = _lines("rev-parse", "--verify", "--quiet", "HEAD~")
    return before[0] if before else None


def _lines(*arguments):
    done = subprocess.run(["git", "-c", f"safe.directory={ROOT}", "-C", str(ROOT), *arguments],
                          capture_output=True, text=True, check=False)
    return done.stdout.split() if done.returncode == 0 else []


def changed_sources(tree):
    """Product sources that differ from where the work began, with those that have no commit yet; None: not known."""
    base = _merge_base()
    if base is None:
        return None
    changed = set(_git(ROOT, "diff", "--name-only", "-z", base) or [])
    changed |= set(_git(ROOT, "ls-files", "-z", "--others", "--exclude-standard") or [])
    return [p for p in tree.paths(under=PRODUCT, suffixes=(".cpp",)) if p in changed or p[:-4] + ".h" in changed]


def clang_tidy(tree, build_folder, everything):
    paths = None if everything else changed_sources(tree)
    if paths is None:
        paths = tree.paths(under=PRODUCT, suffixes=(".cpp",))
    if not paths:
        return []
    jobs = str(os.cpu_count() or 1)
    command = ["xargs", "-0", "-n", "4", "-P", jobs, CLANG_TIDY, "--quiet", "-p", str(build_folder)]
    done = subprocess.run(command, cwd=ROOT, input="\0".join(paths), capture_output=True, text=True, check=False)
    found = [line.removeprefix(f"{ROOT}/") for line in done.stdout.splitlines() if ": warning: " in line
             or ": error: " in line]
    return sorted(set(found)) or ([f"{CLANG_TIDY}: {done.stderr.strip()}"] if done.returncode else [])
