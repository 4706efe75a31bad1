# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the contract tests in their own environment: run.py BUILD_FOLDER [PYTEST_OPTION…]. MUSTER_BIN and
MUSTER_SERVER_BIN name the programs."""
import os
import pathlib
import sys

import environment

HERE = pathlib.Path(__file__).resolve().parent


def main():
    python = environment.ensure(sys.argv[1]) / "bin" / "python"
    options = ["-B", "-m", "pytest", "-p", "no:cacheprovider", "--quiet", "--durations=5", str(HERE), *sys.argv[2:]]
    os.execv(python, [str(python), *options])


if __name__ == "__main__":
    main()
