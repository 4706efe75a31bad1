# SPDX-License-Identifier: GPL-3.0-or-later
"""`./dev lint`: every rule of the sources and the tools beside them. Exit 1 when something is found."""
import argparse
import pathlib
import sys
import time

import sourcerules
import tools
from sourcetree import project


def main():
    parser = argparse.ArgumentParser(description="Judges the sources of the project.")
    parser.add_argument("--all", action="store_true", help="clang-tidy on every file, not only on changed ones")
    parser.add_argument("--fix", action="store_true", help="format the C++ sources, then judge")
    parser.add_argument("--no-tidy", action="store_true", help="leave clang-tidy out")
    parser.add_argument("--compile-commands", type=pathlib.Path, help="a configured build folder, for clang-tidy")
    options = parser.parse_args()
    tree = project()
    if options.fix:
        tools.formatting(tree, fix=True)
    checks = [(rule.__name__.replace("_", " "), lambda rule=rule: rule(tree)) for rule in sourcerules.RULES]
    checks += [("formatting", lambda: tools.formatting(tree)),
               ("shell scripts", lambda: tools.shell_scripts(tree)),
               ("python sources", lambda: tools.python_sources(tree))]
    if options.compile_commands and not options.no_tidy:
        checks.append(("clang-tidy", lambda: tools.clang_tidy(tree, options.compile_commands, options.all)))
    return report(checks)


def report(checks):
    total = 0
    for name, check in checks:
        begun = time.monotonic()
        problems = check()
        total += len(problems)
        print(f"lint: {name}: {len(problems) or 'clean'} ({time.monotonic() - begun:.1f} s)", flush=True)
        for problem in problems:
            print(f"  {problem}", flush=True)
    print(f"lint: {total} found" if total else "lint: clean")
    return 1 if total else 0


if __name__ == "__main__":
    sys.exit(main())
