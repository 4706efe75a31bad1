# SPDX-License-Identifier: GPL-3.0-or-later
"""The files of the project as the checks see them: a mapping of path to text, or one read from disk."""
import functools
import os
import pathlib
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[2]
PRODUCT = ("app/", "ui/", "model/", "crypto/")
CPP = (".cpp", ".h")


def _git(root, *arguments):
    done = subprocess.run(["git", "-c", f"safe.directory={root}", "-C", str(root), *arguments],
                          capture_output=True, text=True, check=False)
    return done.stdout.split("\0")[:-1] if done.returncode == 0 else None


def listed_paths(root=ROOT, tracked_only=False):
    """Paths relative to the root that belong to the project; without git, everything outside build folders."""
    which = ["ls-files", "-z"] if tracked_only else ["ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    found = _git(root, *which)
    if found is None:
        found = []
        for folder, names, files in os.walk(root):
            names[:] = [n for n in names if n not in ("build", ".git", "__pycache__", ".cache")]
            found += [os.path.relpath(os.path.join(folder, f), root) for f in files]
    return sorted(p for p in set(found) if os.path.isfile(os.path.join(root, p)))


class SourceTree:
    """Paths and texts. Give it a mapping to judge files that are not on disk."""

    def __init__(self, texts):
        self._texts = texts

    @classmethod
    def on_disk(cls, root=ROOT):
        return cls(_LazyTexts(root))

    def paths(self, *, under=(), suffixes=()):
        return [p for p in self._texts
                if (not under or p.startswith(tuple(under))) and (not suffixes or p.endswith(tuple(suffixes)))]

    def text(self, path):
        return self._texts[path]


class _LazyTexts(dict):
    """Reads a file when it is first asked for; binary files read as the empty text."""

    def __init__(self, root):
        super().__init__((path, None) for path in listed_paths(root))
        self._root = pathlib.Path(root)

    def __getitem__(self, path):
        text = super().__getitem__(path)
        if text is None:
            data = (self._root / path).read_bytes()
            text = "" if b"\0" in data else data.decode("utf-8")
            self[path] = text
        return text


@functools.cache
def project():
    return SourceTree.on_disk()


def line_of(text, offset):
    return text.count("\n", 0, offset) + 1

