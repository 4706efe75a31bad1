#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Measures how long the window takes from exec until it is visible on a workspace of N machines, under Xvfb.

    windowstart.py --muster PROGRAM --makefleet PROGRAM [--machines 1000] [--runs 9]

Prints one JSON line with milliseconds: minimum, median, maximum. Needs Xvfb and xdotool.
"""
import argparse
import json
import os
import pathlib
import signal
import statistics
import subprocess
import tempfile
import time


def fill(muster, makefleet, folder, machines):
    """Fills a workspace by starting the server on a seed and ending it when it is ready."""
    seed = pathlib.Path(folder, "seed.ndjson")
    with seed.open("wb") as out:
        subprocess.run([makefleet, str(machines)], stdout=out, check=True)
    server = subprocess.Popen([muster, "serve", "--port", "0", "--data-dir", folder + "/data", "--seed", str(seed)],
                              stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    server.stdout.readline()
    server.send_signal(signal.SIGTERM)
    if server.wait(10) != 0:
        raise SystemExit("the server that fills the workspace failed")


def start_display():
    read_end, write_end = os.pipe()
    # -noreset: a display that restarts when its last client leaves refuses the next one for a moment.
    command = ["Xvfb", "-displayfd", str(write_end), "-screen", "0", "1280x800x24", "-nolisten", "tcp", "-noreset"]
    xvfb = subprocess.Popen(command, pass_fds=[write_end], stderr=subprocess.DEVNULL)
    os.close(write_end)
    with os.fdopen(read_end) as display:
        return xvfb, ":" + display.readline().strip()


def one_start(muster, folder, environment):
    begun = time.perf_counter()
    program = subprocess.Popen([muster, "--data-dir", folder + "/data"], env=environment, stderr=subprocess.DEVNULL)
    try:
        search = ["xdotool", "search", "--onlyvisible", "--pid", str(program.pid)]
        while subprocess.run(search, env=environment, capture_output=True).returncode != 0:
            if program.poll() is not None or time.perf_counter() - begun > 20:
                raise SystemExit("no window came")
        return (time.perf_counter() - begun) * 1000
    finally:
        program.send_signal(signal.SIGTERM)
        program.wait(10)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--muster", required=True)
    parser.add_argument("--makefleet", required=True)
    parser.add_argument("--machines", type=int, default=1000)
    parser.add_argument("--runs", type=int, default=9)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        fill(options.muster, options.makefleet, folder, options.machines)
        xvfb, display = start_display()
        try:
            environment = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "XDG_CONFIG_HOME": folder}
            one_start(options.muster, folder, environment)
            times = [one_start(options.muster, folder, environment) for _ in range(options.runs)]
        finally:
            xvfb.terminate()
            xvfb.wait()
    print(json.dumps({"measure": "window visible after exec", "machines": options.machines, "runs": options.runs,
                      "min_ms": round(min(times), 1), "median_ms": round(statistics.median(times), 1),
                      "max_ms": round(max(times), 1)}))


if __name__ == "__main__":
    main()
