# SPDX-License-Identifier: GPL-3.0-or-later
"""A server that simulates the challenges of another service: the client that signs whatever comes still registers."""
import json

import pytest

from controlling import ControlledServer
from rest import Rest
from serving import MUSTER, MUSTER_SERVER, run_to_end

NAMES = ("sentence", "key-value", "json", "siwe", "other-identity")


# contract: SWITCH-30, SWITCH-31
@pytest.mark.parametrize("name", NAMES)
def test_each_is_said_and_registered_with(name, registry, tmp_path):
    with ControlledServer(tmp_path / "ctl", "--ephemeral", "--registry", registry, "--challenge-text", name) as server:
        said = server.log_line(lambda line: "Simulated" in line)
        assert f'"{name}"' in said
        rest = Rest(server)
        challenge = rest.challenge("did:peaq:40")
        assert not challenge["message"].startswith("peaqOS Machine Markets")
        checks = {check["name"]: check for check in rest.ask("GET", "/readiness").json["checks"]}
        assert checks["challenge-text"]["status"] == "pass" and name in checks["challenge-text"]["message"]
        path = f"/machines/{rest.register('did:peaq:40')['id']}"
        assert rest.ask("PATCH", path, {"status": "active"}).json["item"]["status"] == "active"
        assert f'"{name}"' in server.ctl("status") and server.ctl.json("status")["challengeText"] == name
        rest.close()


# contract: SWITCH-30
def test_it_changes_while_the_server_runs(registry, tmp_path):
    with ControlledServer(tmp_path / "ctl", "--ephemeral", "--registry", registry, "--challenge-text", "json",
                          program=MUSTER) as server:
        rest = Rest(server)
        assert json.loads(rest.challenge("did:peaq:40")["message"])["identityRef"] == "did:peaq:40"
        assert "siwe" in server.ctl("challenge-text", "siwe")
        assert "wants you to sign in" in rest.challenge("did:peaq:40")["message"]
        server.ctl("challenge-text", "own")
        assert rest.challenge("did:peaq:40")["message"].startswith("peaqOS Machine Markets identity challenge\n")
        assert server.ctl.json("status")["challengeText"] is None
        assert "poem" in server.ctl.refused("challenge-text", "poem", code=2)
        server.ctl("reset")
        assert rest.challenge("did:peaq:40")["message"].startswith("{")
        rest.close()


# contract: SWITCH-30, SWITCH-2
def test_another_word_is_wrong_use():
    for word in ("poem", "own", ""):
        ended = run_to_end(MUSTER_SERVER, "--port", "0", "--ephemeral", "--challenge-text", word)
        assert (ended.code, ended.out) == (2, "") and "--challenge-text" in ended.err and ended.err.count("\n") == 1
