# SPDX-License-Identifier: GPL-3.0-or-later
"""Thousands of requests made by schemathesis from the document that the server answers about itself. What it may find and
why stands in deviations.py."""
import json
import pathlib
import subprocess
import sys

import pytest

import deviations
from serving import MUSTER_SERVER, Server, clean_environment

HERE = pathlib.Path(__file__).resolve().parent
CONTROLLER = "0x5CbDd86a2FA8Dc4bDdd8a8f69dBa48572EeC07FB"
LEAST_CASES = 2000
SERVERS = {
    "empty, with a key": (),
    "empty, open, proofs optional": ("--no-api-key", "--identity-verification", "optional", "--default-controller",
                                     CONTROLLER),
    "filled, with a key": ("--demo", "--default-controller", CONTROLLER),
    "filled, open": ("--demo", "--no-api-key"),
}

pytestmark = pytest.mark.slow


def arguments(server):
    given = ["run", f"{server.url}/api/v1/openapi.json", "--seed", "1", "--max-examples", "40", "--workers", "1",
             "--continue-on-failure", "--no-color", "--report", "json", "--report-json-path", "report.json",
             "--exclude-checks", ",".join(sorted(deviations.CHECKS))]
    return given + (["--header", f"x-api-key: {server.api_key}"] if server.api_key else [])


def generated(server, folder):
    """schemathesis' report of one run, and what it printed."""
    environment = clean_environment(SCHEMATHESIS_HOOKS="deviations", PYTHONPATH=str(HERE), PYTHONDONTWRITEBYTECODE="1",
                                    HOME=str(folder))
    schemathesis = pathlib.Path(sys.executable).parent / "schemathesis"
    done = subprocess.run([schemathesis, *arguments(server)], cwd=folder, env=environment, capture_output=True, text=True,
                          stdin=subprocess.DEVNULL, timeout=600, check=False)
    return done, json.loads((folder / "report.json").read_text(encoding="utf-8"))


# contract: HTTP-37
def test_no_generated_request_finds_a_fault(registry, tmp_path):
    cases, faults, operations, seen = 0, [], set(), set()
    for name, options in SERVERS.items():
        folder = tmp_path / name.replace(", ", "-").replace(" ", "-")
        folder.mkdir()
        (folder / deviations.SEEN).touch()
        with Server("--port", "0", "--data-dir", folder / "workspace", "--registry", registry, *options,
                    program=MUSTER_SERVER) as server:
            done, report = generated(server, folder)
        if done.returncode or not report["complete"]:
            faults.append(f"{name}:\n{done.stdout}\n{done.stderr}")
        assert report["operations"]["tested"] == report["operations"]["selected"] == report["operations"]["total"]
        operations.add(report["operations"]["total"])
        cases += report["test_cases"]["generated"]
        seen |= {int(line.split(" ")[0]) for line in (folder / deviations.SEEN).read_text(encoding="utf-8").splitlines()}
    assert not faults, "\n".join(faults)
    assert cases >= LEAST_CASES and len(operations) == 1
    unseen = [deviation for number, deviation in enumerate(deviations.DEVIATIONS) if deviation.always and number not in seen]
    assert not unseen, unseen


# contract: HTTP-37
def test_every_deviation_has_a_reason_in_the_contract():
    contract = (HERE.parents[1] / "docs" / "contract.md").read_text(encoding="utf-8")
    for deviation in deviations.DEVIATIONS:
        rule, _, why = deviation.reason.partition(": ")
        assert f"| {rule} |" in contract and why
        assert deviation.check in deviations.CHECKS


# contract: HTTP-40
@pytest.mark.parametrize("said, found", [
    (b"cannot open /home/me/muster.db", b"/home/"), (b"SELECT id FROM machines", b"SELECT id FROM"), (b"x.cpp: 7", b".cpp"),
    (b"The database muster.db is damaged", b"muster.db"), (b"DELETE is answered 405; an UPDATE.", None)])
def test_what_tells_of_the_inside_is_noticed(said, found):
    match = deviations.of_the_inside(said)
    assert (match.group() if match else None) == found
