# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes the virtual environment of the contract tests, once per set of pinned packages, and prints where it is.

    environment.py BUILD_FOLDER

Finished environments are kept in BUILD_FOLDER/python; one that was cut short is made again.
"""
import fcntl
import hashlib
import pathlib
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent


def folder_for(build):
    pins = b"".join((HERE / name).read_bytes() for name in ("requirements.txt", "constraints.txt"))
    version = f"{sys.version_info.major}.{sys.version_info.minor}".encode()
    return pathlib.Path(build) / "python" / hashlib.sha256(pins + version).hexdigest()[:16]


def make(folder):
    shutil.rmtree(folder, ignore_errors=True)
    print("making the environment of the contract tests", file=sys.stderr, flush=True)
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    pip = [str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "-r", str(HERE / "requirements.txt"), "-c", str(HERE / "constraints.txt")], check=True,
                   stdout=sys.stderr)
    (folder / "finished").touch()


def ensure(build):
    folder = folder_for(build)
    folder.parent.mkdir(parents=True, exist_ok=True)
    with (folder.parent / f"{folder.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "finished").exists():
            make(folder)
    return folder


if __name__ == "__main__":
    print(ensure(sys.argv[1]))
