# SPDX-License-Identifier: GPL-3.0-or-later
"""Databases that a server refuses to open, and that they are the same bytes afterwards."""
import contextlib
import hashlib
import os
import re
import signal
import sqlite3
import subprocess
import sys

import pytest

from rest import Rest
from serving import MUSTER_SERVER, Server, database_of, one_line, run_to_end

# What a newer Muster leaves behind that is killed right after a commit: SQLite's own end of a connection is skipped.
KILLED_WHILE_NEWER = """import os, sqlite3, sys
database = sqlite3.connect(sys.argv[1])
database.execute("PRAGMA user_version = 9999")
database.commit()
os._exit(0)"""
ENDS = [pytest.param(signal.SIGTERM, id="ended"), pytest.param(signal.SIGKILL, id="killed", marks=pytest.mark.slow)]
WORDS = {"foreign": "a database of another program", "newer": "a newer Muster", "newer log": "a newer Muster",
         "damaged": "is damaged", "text": "is not a database"}


def run_sql(path, statement):
    with contextlib.closing(sqlite3.connect(path)) as database, database:
        database.execute(statement)


def fingerprint(folder):
    """Every file but the lock, its owner and the index of the log, which say something of a process."""
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir() if path.is_file()
            and not re.search("lock|owner|-shm$", path.name)}


def spoil(path, kind):
    """Writes to the file alone: a log beside it stays what it is."""
    content = path.read_bytes()
    if kind == "newer":
        path.write_bytes(content[:60] + (9999).to_bytes(4, "big") + content[64:])
    elif kind == "newer log":
        subprocess.run([sys.executable, "-c", KILLED_WHILE_NEWER, str(path)], check=True, timeout=20)
        assert path.read_bytes() == content
    elif kind == "foreign":
        other = path.with_name("other")
        run_sql(other, "CREATE TABLE theirs (a)")
        other.replace(path)
    elif kind == "damaged":
        path.write_bytes(content[:100] + b"\xff" * (len(content) - 100))
    else:
        path.write_text("a text that somebody put here\n" * 100, encoding="utf-8")


def used_workspace(data, registry, number):
    """The database of a server that made a machine and was ended by the signal."""
    with Server("--port", "0", "--data-dir", data, "--registry", registry, program=MUSTER_SERVER) as server:
        Rest(server).register("did:peaq:40")
        server.stop(number)
    return database_of(data)


def refused(data, program=MUSTER_SERVER):
    ended = run_to_end(program, "--port", "0", "--data-dir", data)
    assert ended.code == 1, ended
    return one_line(ended)


# contract: SWITCH-12, SWITCH-2
@pytest.mark.parametrize("number", ENDS)
@pytest.mark.parametrize("kind", WORDS)
def test_a_database_that_is_not_ours_to_open(kind, number, registry, tmp_path):
    data = tmp_path / "data"
    path = used_workspace(data, registry, number)
    log = path.with_name(path.name + "-wal")
    assert (log.exists() and log.stat().st_size > 0) == (number == signal.SIGKILL)
    spoil(path, kind)
    before = fingerprint(data)
    for _ in range(2):
        sentence = refused(data)
        assert str(path) in sentence and WORDS[kind] in sentence and "It was left as it is" in sentence
        assert fingerprint(data) == before


def as_a_user():
    """The server as somebody whom permissions stop: root without its capabilities is one."""
    return ("setpriv", "--bounding-set=-all", "--inh-caps=-all", *MUSTER_SERVER) if os.geteuid() == 0 else MUSTER_SERVER


# contract: SWITCH-2
@pytest.mark.parametrize("number", ENDS)
@pytest.mark.parametrize(("place", "mode", "words"), [
    ("file", 0o000, "cannot be read"), ("file", 0o400, "cannot be written"), ("folder", 0o500, "No file can be made"),
    ("folder", 0o000, "No file can be made"), ("folder above", 0o000, "cannot be")], ids=str)
def test_a_database_without_permission(place, mode, words, number, registry, tmp_path):
    data = tmp_path / "above" / "data"
    path = used_workspace(data, registry, number)
    before = fingerprint(data)
    closed = {"file": path, "folder": data, "folder above": data.parent}[place]
    kept = closed.stat().st_mode
    closed.chmod(mode)
    try:
        sentence = refused(data, as_a_user())
    finally:
        closed.chmod(kept)
    assert str(data) in sentence and words in sentence and "permission" in sentence.lower()
    assert fingerprint(data) == before
    with Server("--port", "0", "--data-dir", data, program=as_a_user()) as server:
        assert len(Rest(server).ask("GET", "/machines").json["items"]) == 1


# contract: SWITCH-2
def test_a_folder_that_may_not_be_made(tmp_path):
    above = tmp_path / "above"
    above.mkdir(mode=0o500)
    assert "Check the permissions" in refused(above / "data", as_a_user())
    assert not list(above.iterdir())
