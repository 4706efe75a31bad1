# SPDX-License-Identifier: GPL-3.0-or-later
"""The public command line, unmodified, with nothing but the environment file that the server writes."""
import json
import os
import pathlib
import subprocess
import sys

import pytest

from serving import Server, sourced

PEAQOS = pathlib.Path(sys.executable).parent / "peaqos"


@pytest.fixture(name="environment", scope="module")
def _environment(registry, tmp_path_factory):
    folder = tmp_path_factory.mktemp("cli")
    with Server("--port", "0", "--ephemeral", "--registry", registry, "--env-file", folder / "client.sh"):
        yield {**sourced(folder / "client.sh"), "HOME": str(folder), "PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}


@pytest.fixture(name="key_file")
def _key_file(tmp_path):
    path = tmp_path / "controller.key"
    path.write_text("0x" + "22" * 32 + "\n", encoding="ascii")
    path.chmod(0o600)
    return path


def peaqos(environment, *arguments):
    return subprocess.run([PEAQOS, "scale", "machine", *map(str, arguments)], env=environment, capture_output=True,
                          text=True, stdin=subprocess.DEVNULL, timeout=60, check=False)


def onboard(environment, key_file, did):
    return peaqos(environment, "onboard", "--identity-ref", did, "--display-name", "Depot robot", "--owner-id", "o-1",
                  "--machine-type", "robot", "--runtime-profile", "linux", "--identity-key-file", key_file,
                  "--labels", "env=dev", "--yes", "--json")


# contract: SWITCH-5, ID-12, ID-13, LIFE-1
def test_onboard_list_and_status(environment, key_file):
    done = onboard(environment, key_file, "did:peaq:43")
    assert done.returncode == 0, done.stderr
    machine = json.loads(done.stdout)
    assert (machine["status"], machine["identity_ref"]) == ("active", "did:peaq:43")
    listed = peaqos(environment, "list")
    assert listed.returncode == 0 and machine["id"] in listed.stdout
    status = peaqos(environment, "status", machine["id"])
    assert status.returncode == 0 and "active" in status.stdout and "did:peaq:43" in status.stdout


# contract: HTTP-5, ID-16, ID-15
@pytest.mark.slow
def test_refusals_reach_the_shell(environment, key_file):
    missing = peaqos(environment, "status", "mach_missing")
    assert missing.returncode == 2 and missing.stderr.strip()
    assert onboard(environment, key_file, "did:peaq:44").returncode == 0
    again = onboard(environment, key_file, "did:peaq:44")
    assert again.returncode == 2 and again.stderr.strip()
    unknown = onboard(environment, key_file, "did:peaq:999")
    assert unknown.returncode == 2 and unknown.stderr.strip()


# contract: HTTP-20
@pytest.mark.slow
def test_the_key_is_what_lets_it_in(environment):
    without = {name: value for name, value in environment.items() if not name.endswith("API_KEY")}
    assert peaqos(without, "list").returncode == 2
    assert peaqos(environment, "list").returncode == 0
