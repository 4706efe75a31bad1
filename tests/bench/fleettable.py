#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Measures the window's table of N machines beside a plain QTableView over QSqlTableModel and one over
QSortFilterProxyModel, on the same workspace, one after the other, in each run.

    fleettable.py --programs FOLDER [--machines 100000] [--runs 3] [--most-gap MS]

Prints a JSON line each run and table. With --most-gap it ends with 1 when in every run the event loop stood longer
while machines were loaded, filtered or refreshed. Needs Xvfb.
"""
import argparse
import json
import os
import pathlib
import subprocess
import tempfile

from windowstart import fill, seed_of, start_display

SUBJECTS = "window", "proxy", "sql"


def measured(program, subject, data, environment):
    done = subprocess.run([program, subject, data], env=environment, check=True, stdout=subprocess.PIPE,
                          stderr=subprocess.DEVNULL, timeout=600)
    return json.loads(done.stdout)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--programs", required=True, type=pathlib.Path)
    parser.add_argument("--machines", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--most-gap", type=float)
    options = parser.parse_args()
    subjects = SUBJECTS if options.most_gap is None else SUBJECTS[:1]
    gaps = []
    with tempfile.TemporaryDirectory() as folder:
        data = folder + "/data"
        fill(options.programs / "muster", data,
             ["--seed", seed_of(options.programs / "makefleet", folder, options.machines)])
        xvfb, display = start_display()
        try:
            environment = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "HOME": folder,
                           "XDG_CONFIG_HOME": folder, "XDG_DATA_HOME": folder}
            for run in range(options.runs):
                for subject in subjects:
                    found = measured(options.programs / "fleettable", subject, data, environment)
                    print(json.dumps({"run": run + 1, "table": subject, **found}), flush=True)
                    gaps.append(max(found.get("longest_gap_ms", {"": 0}).values()))
                if options.most_gap is not None and gaps[-1] <= options.most_gap:
                    return 0
        finally:
            xvfb.terminate()
            xvfb.wait()
    return 0 if options.most_gap is None else 1


if __name__ == "__main__":
    raise SystemExit(main())
