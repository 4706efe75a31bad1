# SPDX-License-Identifier: GPL-3.0-or-later
"""`ctl` as a person at a shell would use it, against one server."""
import json
import subprocess

from serving import MUSTER_SERVER, Server, clean_environment


class Ctl:
    def __init__(self, path, program=MUSTER_SERVER):
        self.path = path
        self._program = program

    def run(self, *words, timeout=30):
        command = [self._program[0], "ctl", "--control", str(self.path), *map(str, words)]
        return subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL,
                              env=clean_environment(), timeout=timeout, check=False)

    def __call__(self, *words):
        """The sentence that it says."""
        done = self.run(*words)
        assert (done.returncode, done.stderr) == (0, ""), (words, done)
        return done.stdout.rstrip("\n")

    def json(self, *words):
        return json.loads(self("--json", *words))["result"]

    def refused(self, *words, code=1):
        """The one line on standard error of a command that fails."""
        done = self.run(*words)
        assert (done.returncode, done.stdout) == (code, ""), (words, done)
        assert done.stderr.count("\n") == 1 and done.stderr.startswith("muster: "), done.stderr
        return done.stderr.rstrip("\n")


class ControlledServer(Server):
    def __init__(self, path, *options, program=MUSTER_SERVER, **further):
        super().__init__("--port", "0", "--control", path, *options, program=program, **further)
        self.ctl = Ctl(path, program)
