# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs a folder of tests in the environment of the public clients: run.py BUILD_FOLDER TESTS [PYTEST_OPTION…]. What
they drive is named by variables: MUSTER_BIN, MUSTER_SERVER_BIN, MUSTER_WINDOW_BIN, MUSTER_VAULTMAKER,
MUSTER_MNEMONIC_PROBE."""
import os
import sys

import environment


def main():
    python = environment.ensure(sys.argv[1]) / "bin" / "python"
    options = ["-B", "-m", "pytest", "-p", "no:cacheprovider", "--quiet", "--durations=5", *sys.argv[2:]]
    os.execv(python, [str(python), *options])


if __name__ == "__main__":
    main()
