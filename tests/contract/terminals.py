# SPDX-License-Identifier: GPL-3.0-or-later
"""A program with a person at its terminal: /dev/tty is a pseudo-terminal, the three streams are pipes, or standard input is the
terminal, too."""
import fcntl
import os
import pty
import select
import subprocess
import termios
import time

from serving import clean_environment

WITHIN = 30
LOOK_EACH = 0.2  # seconds until it is asked again whether the program has ended


class Typist:
    def __init__(self, command, *, given=b"", environment=None):
        """`given`: what standard input holds; None: it is the terminal."""
        # The second end stays open here, too: a terminal that nobody has open would be hung up.
        self._master, self._slave = pty.openpty()
        self.screen = b""
        self._process = subprocess.Popen(
            [str(word) for word in command], stdin=self._slave if given is None else subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            env=environment or clean_environment(), start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(self._slave, termios.TIOCSCTTY, 0))
        if given is not None:
            self._process.stdin.write(given)
            self._process.stdin.close()
            self._process.stdin = None

    def see(self, text, within=WITHIN):
        """Waits until the terminal shows the text, and forgets what stood up to there."""
        wanted = text.encode("utf-8")
        deadline = time.monotonic() + within
        while wanted not in self.screen:
            ended = self._process.poll() is not None
            ready, _, _ = select.select([self._master], [], [], LOOK_EACH)
            if ready:
                self.screen += os.read(self._master, 65536)
            elif ended or time.monotonic() > deadline:
                raise AssertionError(f"not on the terminal: {text!r}; exit {self._process.poll()}; "
                                     f"it shows {self.screen!r}")
        before, self.screen = self.screen.split(wanted, 1)
        return before.decode("utf-8")

    def type(self, text):
        os.write(self._master, text.encode("utf-8"))

    def end(self, within=WITHIN):
        """Exit code, standard output, standard error."""
        out, errors = self._process.communicate(timeout=within)
        return self._process.returncode, out.decode("utf-8"), errors.decode("utf-8")

    def signal(self, number):
        self._process.send_signal(number)

    @property
    def echoes(self):
        return bool(termios.tcgetattr(self._master)[3] & termios.ECHO)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self._process.poll() is None:
            self._process.kill()
            self._process.wait()
        os.close(self._master)
        os.close(self._slave)
