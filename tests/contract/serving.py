# SPDX-License-Identifier: GPL-3.0-or-later
"""Starts and ends the programs under test, as a person at a shell would."""
import dataclasses
import json
import os
import pathlib
import selectors
import signal
import subprocess
import threading
import time

READY_WITHIN = 30
MUSTER = (os.environ["MUSTER_BIN"], "serve")
MUSTER_SERVER = (os.environ["MUSTER_SERVER_BIN"],)


def clean_environment(**extra):
    """No proxy, no display, none of the variables that these programs or the public clients read."""
    kept = {name: value for name, value in os.environ.items()
            if not name.upper().startswith(("PEAQOS_", "OWS_", "QT_")) and not name.upper().endswith("_PROXY")
            and name not in ("DISPLAY", "WAYLAND_DISPLAY", "DO_NOT_TRACK", "NETRC")}
    return {**kept, "NO_PROXY": "127.0.0.1,localhost", **extra}


@dataclasses.dataclass
class Ended:
    """A program that did not stay: its exit code and what it said."""
    code: int
    out: str
    err: str


def run_to_end(program, *options, environment=None, timeout=READY_WITHIN):
    done = subprocess.run([*program, *map(str, options)], capture_output=True, text=True, stdin=subprocess.DEVNULL,
                          env=environment or clean_environment(), timeout=timeout, check=False)
    return Ended(done.returncode, done.stdout, done.stderr)


def one_line(ended):
    """The refusal, which is one line for a person and nothing for a program."""
    assert ended.out == "", ended.out
    lines = ended.err.rstrip("\n").split("\n")
    assert len(lines) == 1 and lines[0], ended.err
    return lines[0]


def database_of(folder):
    return next(path for path in folder.iterdir() if path.read_bytes()[:15] == b"SQLite format 3")


class Server:
    """A running `serve`. Reads its ready line at once and its standard error all the time."""

    def __init__(self, *options, program=MUSTER, environment=None):
        self._process = subprocess.Popen([*program, *map(str, options)], stdin=subprocess.DEVNULL,
                                         stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                         env=environment or clean_environment())
        self._errors = []
        self._log = threading.Condition()
        self._reader = threading.Thread(target=self._read_errors, daemon=True)
        self._reader.start()
        self.ready_line = self._first_line()
        self.ready = json.loads(self.ready_line)
        self.url = self.ready["url"]
        self.port = int(self.url.rsplit(":", 1)[1])

    @property
    def pid(self):
        return self._process.pid

    @property
    def api_key(self):
        path = self.ready["apiKeyFile"]
        return pathlib.Path(path).read_text(encoding="ascii").strip() if path else None

    def _read_errors(self):
        for line in self._process.stderr:
            with self._log:
                self._errors.append(line.decode("utf-8").rstrip("\n"))
                self._log.notify_all()

    def _first_line(self):
        with selectors.DefaultSelector() as selector:
            selector.register(self._process.stdout, selectors.EVENT_READ)
            if not selector.select(READY_WITHIN):
                self._process.kill()
                raise AssertionError("no ready line: " + "\n".join(self._errors))
        line = self._process.stdout.readline()
        if not line.endswith(b"\n"):
            self._process.wait(READY_WITHIN)
            self._reader.join()
            raise AssertionError(f"it ended with {self._process.returncode}: " + "\n".join(self._errors))
        return line.decode("utf-8")

    def log_line(self, wanted, timeout=10):
        """The first line of standard error that `wanted` accepts, once it is there."""
        deadline = time.monotonic() + timeout
        with self._log:
            while True:
                for line in self._errors:
                    if wanted(line):
                        return line
                if not self._log.wait(deadline - time.monotonic()):
                    raise AssertionError("no such line on standard error:\n" + "\n".join(self._errors))

    def send(self, number):
        self._process.send_signal(number)

    def wait(self):
        """The exit code of a server that ends by itself."""
        return self._process.wait(READY_WITHIN)

    def stop(self, number=signal.SIGTERM):
        """Ends it; answers (exit code, seconds it took, what else stood on standard output, standard error)."""
        begun = time.monotonic()
        self._process.send_signal(number)
        code = self._process.wait(READY_WITHIN)
        taken = time.monotonic() - begun
        rest = self._process.stdout.read().decode("utf-8")
        self._reader.join(READY_WITHIN)
        return code, taken, rest, list(self._errors)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self._process.poll() is None:
            self._process.kill()
            self._process.wait()
        self._process.stdout.close()


def sourced(path):
    """What a shell knows after reading the file, and nothing else."""
    script = f'set -eu; . "{path}"; env -0'
    done = subprocess.run(["sh", "-c", script], capture_output=True, check=True, env={"PATH": os.environ["PATH"]})
    pairs = (entry.split("=", 1) for entry in done.stdout.decode("utf-8").split("\0") if entry)
    return {name: value for name, value in pairs if name not in ("PWD", "OLDPWD", "SHLVL", "_")}
