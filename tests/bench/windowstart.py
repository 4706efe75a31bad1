#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Measures how long the window takes from exec until it is visible under Xvfb: on a workspace of N machines, then on
the demo fleet; and what it uses of a processor while nobody touches it.

    windowstart.py --muster PROGRAM --makefleet PROGRAM [--machines 1000] [--runs 9] [--idle SECONDS]

Prints a JSON line each, with milliseconds: minimum, median, maximum; and one with percent. Needs Xvfb and xdotool.
"""
import argparse
import contextlib
import json
import os
import pathlib
import signal
import statistics
import subprocess
import tempfile
import time


def seed_of(makefleet, folder, machines):
    seed = pathlib.Path(folder, "seed.ndjson")
    with seed.open("wb") as out:
        subprocess.run([makefleet, str(machines)], stdout=out, check=True)
    return str(seed)


def fill(muster, data, content):
    """Fills a workspace by starting the server with it and ending it when it is ready."""
    server = subprocess.Popen([muster, "serve", "--port", "0", "--data-dir", data, *content],
                              stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    server.stdout.readline()
    server.send_signal(signal.SIGTERM)
    if server.wait(60) != 0:
        raise SystemExit("the server that fills the workspace failed")


def start_display():
    read_end, write_end = os.pipe()
    # -noreset: a display that restarts when its last client leaves refuses the next one for a moment.
    command = ["Xvfb", "-displayfd", str(write_end), "-screen", "0", "1280x800x24", "-nolisten", "tcp", "-noreset"]
    xvfb = subprocess.Popen(command, pass_fds=[write_end], stderr=subprocess.DEVNULL)
    os.close(write_end)
    with os.fdopen(read_end) as display:
        return xvfb, ":" + display.readline().strip()


@contextlib.contextmanager
def started(muster, data, environment):
    """The program with its window visible, and the milliseconds that it took."""
    begun = time.perf_counter()
    program = subprocess.Popen([muster, "--data-dir", data], env=environment, stderr=subprocess.DEVNULL)
    try:
        search = ["xdotool", "search", "--onlyvisible", "--pid", str(program.pid)]
        while subprocess.run(search, env=environment, capture_output=True).returncode != 0:
            if program.poll() is not None or time.perf_counter() - begun > 20:
                raise SystemExit("no window came")
        yield program.pid, (time.perf_counter() - begun) * 1000
    finally:
        program.send_signal(signal.SIGTERM)
        program.wait(10)


def one_start(*start):
    with started(*start) as (_, milliseconds):
        return milliseconds


def processor_seconds(pid):
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def percent_idle(start, seconds):
    with started(*start) as (pid, _):
        time.sleep(5)
        before = processor_seconds(pid)
        time.sleep(seconds)
        return (processor_seconds(pid) - before) / seconds * 100


def report(measure, times, **more):
    print(json.dumps({"measure": measure, **more, "runs": len(times), "min_ms": round(min(times), 1),
                      "median_ms": round(statistics.median(times), 1), "max_ms": round(max(times), 1)}))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--muster", required=True)
    parser.add_argument("--makefleet", required=True)
    parser.add_argument("--machines", type=int, default=1000)
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--idle", type=int, default=30)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        fill(options.muster, folder + "/data", ["--seed", seed_of(options.makefleet, folder, options.machines)])
        fill(options.muster, folder + "/demo", ["--demo"])
        xvfb, display = start_display()
        try:
            environment = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "XDG_CONFIG_HOME": folder}
            for measure, data, more in (("window visible", "/data", {"machines": options.machines}),
                                        ("window visible on the demo fleet", "/demo", {})):
                start = options.muster, folder + data, environment
                one_start(*start)
                report(measure, [one_start(*start) for _ in range(options.runs)], **more)
            percent = percent_idle((options.muster, folder + "/demo", environment), options.idle)
            print(json.dumps({"measure": "processor while idle", "seconds": options.idle,
                              "percent": round(percent, 3)}))
        finally:
            xvfb.terminate()
            xvfb.wait()


if __name__ == "__main__":
    main()
