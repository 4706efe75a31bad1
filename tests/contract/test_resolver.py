# SPDX-License-Identifier: GPL-3.0-or-later
"""Who controls an identity, asked at another Muster and at an MCR made by hand."""
import json
import time

import pytest

import identities
from rest import Rest
from scriptedmcr import ScriptedMcr, machine_body
from serving import MUSTER_SERVER, Server, clean_environment, run_to_end

OWNER, STRANGER = identities.CONTROLLER.address, identities.STRANGER.address


def eventually(wanted, within=15):
    """What `wanted` answers once it answers something."""
    deadline = time.monotonic() + within
    while not (found := wanted()):
        assert time.monotonic() < deadline, "this never came"
        time.sleep(0.02)
    return found


def asking(mcr, *options, **others):
    return Server("--port", "0", "--ephemeral", "--mcr-url", mcr.url, *options, program=MUSTER_SERVER, **others)


def write(path, **changes):
    entries = [{"did": f"did:peaq:{n}", "controllers": [OWNER], **changes.get(f"m{n}", {})} for n in (42, 43)]
    replacement = path.with_suffix(".new")
    replacement.write_text(json.dumps(entries), encoding="utf-8")
    replacement.replace(path)


def verification(rest, machine):
    return rest.ask("GET", f"/machines/{machine['id']}?verification=any").json["item"]["verification"]


# contract: ID-20, ID-28, ID-29, ID-32, MCR-1, MCR-4, HTTP-19
@pytest.mark.slow
def test_another_muster_is_the_mcr(tmp_path):
    registry = tmp_path / "registry.json"
    write(registry)
    with Server("--port", "0", "--ephemeral", "--registry", registry, program=MUSTER_SERVER) as mcr, \
            asking(mcr, "--mcr-fresh", "0") as server:
        rest = Rest(server)
        rotated, asleep = rest.register("did:peaq:42"), rest.register("did:peaq:43")
        assert rest.ask("GET", f"/machines/{rotated['id']}").status == 200
        for path in ("/machine/did:peaq:42", "/mcr/did:peaq:42", f"/operator/{identities.CONTROLLER.address}/machines"):
            silent = rest.at_root("GET", path)
            assert (silent.status, silent.json["detail"]["code"]) == (503, "MACHINE_UNAVAILABLE")

        write(registry, m42={"controllers": [STRANGER]}, m43={"active": False})
        eventually(lambda: verification(rest, rotated)["state"] == "failed")
        refused = rest.ask("GET", f"/machines/{rotated['id']}")
        assert (refused.status, refused.code) == (409, "MACHINE_NOT_ACTIVATED")
        assert refused.details["reason"] == "controller_changed"
        assert refused.details["controllerAddresses"] == [STRANGER]
        refused = rest.ask("PATCH", f"/machines/{asleep['id']}", {"displayName": "no"})
        assert (refused.code, refused.details["reason"]) == ("MACHINE_NOT_ACTIVATED", "identity_inactive")
        assert rest.ask("GET", "/machines").json["items"] == []
        unknown = rest.ask("POST", "/machine-identity/challenges", {"identityRef": "did:peaq:99"})
        assert (unknown.status, unknown.details["reason"]) == (503, "identity_not_found")
        assert "retry-after" not in unknown.headers

        write(registry)
        eventually(lambda: verification(rest, rotated)["state"] == "verified")
        eventually(lambda: verification(rest, asleep)["state"] == "verified")  # a "no" is kept for five seconds
        seen = verification(rest, rotated)
        assert mcr.stop()[0] == 0
        assert rest.ask("GET", f"/machines/{rotated['id']}").status == 200
        assert verification(rest, rotated)["checkedAt"] >= seen["checkedAt"]
        assert len(rest.ask("GET", "/machines").json["items"]) == 2
        down = rest.ask("POST", "/machine-identity/challenges", {"identityRef": "did:peaq:98"})
        assert (down.status, down.details["reason"], down.details["retryable"]) == (503, "resolver_unreachable", True)
        assert int(down.headers["retry-after"]) >= 1
        checks = rest.at_root("GET", "/api/v1/readiness").json
        assert checks["status"] == "not_ready"
        assert [c["status"] for c in checks["checks"] if c["name"] == "identity-resolver"] == ["fail"]


def answers(did):
    """What a hostile MCR says to each identity."""
    good = machine_body(did, [OWNER])
    refusal = json.dumps({"detail": {"code": "MACHINE_HOMED_ELSEWHERE", "message": "m"}}).encode()
    return {
        "did:peaq:1": (409, {}, refusal),
        "did:peaq:2": (200, {}, machine_body(did, [], owner="9xQeWvG816bUx9EPjHmaT23yvVM2ZWbrrpZb9PusVFin")),
        "did:peaq:3": (404, {}, b'{"detail":"Machine not found"}'),
        "did:peaq:4": (200, {}, machine_body(did, [])),
        "did:peaq:5": (404, {}, b"<h1>Not Found</h1>"),
        "did:peaq:6": (200, {}, machine_body("did:peaq:66", [OWNER])),
        "did:peaq:7": (200, {}, good[:-4]),
        "did:peaq:8": (200, {}, good + b" " * 300_000),
        "did:peaq:9": (302, {"Location": "/machine/did:peaq:40"}, b""),
        "did:peaq:10": (200, {}, b"It works!"),
        "did:peaq:11": (200, {}, good[:-2] + b',"did":"did:peaq:11"}}'),
        "did:peaq:12": (503, {}, b'{"detail":"down"}'),
        "did:peaq:13": (200, {}, machine_body(did, ["0x12"])),
        "did:peaq:14": (200, {"Content-Length": "9999", "Connection": "close"}, good),
    }.get(did, (200, {}, good))


# contract: ID-15, ID-28
@pytest.mark.parametrize("verified", [True, False], ids=["required", "optional"])
def test_a_hostile_mcr_is_never_believed(verified):
    mode = "required" if verified else "optional"
    with ScriptedMcr(answers) as mcr, asking(mcr, "--identity-verification", mode) as server:
        rest = Rest(server)
        reasons = {}
        for number in range(1, 15):
            answer = rest.ask("POST", "/machine-identity/challenges", {"identityRef": f"did:peaq:{number}"})
            assert (answer.status, answer.code) == (503, "PEAQOS_IDENTITY_UNAVAILABLE"), answer.body
            assert ("retry-after" in answer.headers) == answer.details["retryable"]
            reasons[number] = answer.details["reason"]
        assert reasons == {1: "homed_elsewhere", 2: "homed_elsewhere", 3: "identity_not_found", 4: "no_evm_controller",
                           **dict.fromkeys(range(5, 15), "resolver_unreachable")}
        assert rest.register("did:peaq:40")["status"] == "draft"
        assert not [did for did in mcr.asked if did == "did:peaq:66"]


# contract: ID-30
def test_an_mcr_that_wants_to_be_left_alone_is():
    limited = {"answer": (429, {"Retry-After": "30"}, b'{"detail":"rate limit"}')}
    with ScriptedMcr(lambda did: limited.get("answer") or answers(did)) as mcr, asking(mcr) as server:
        rest = Rest(server)
        first = rest.ask("POST", "/machine-identity/challenges", {"identityRef": "did:peaq:40"})
        assert (first.status, first.headers["retry-after"]) == (503, "30")
        limited.clear()
        for number in range(41, 45):
            again = rest.ask("POST", "/machine-identity/challenges", {"identityRef": f"did:peaq:{number}"})
            assert again.details["reason"] == "resolver_unreachable" and int(again.headers["retry-after"]) > 20
        assert mcr.asked == ["did:peaq:40"]


# contract: ID-29, ID-30
def test_answers_are_kept_across_a_restart_and_the_pace_is_kept(tmp_path):
    with ScriptedMcr(answers) as mcr:
        options = ("--port", "0", "--data-dir", tmp_path / "data", "--mcr-url", mcr.url)
        with Server(*options, program=MUSTER_SERVER) as server:
            machine = Rest(server).register("did:peaq:40")
            assert server.stop()[0] == 0
        mcr.asked.clear()
        with Server(*options, program=MUSTER_SERVER) as server:
            rest = Rest(server)
            assert rest.ask("GET", f"/machines/{machine['id']}").status == 200 and mcr.asked == []
            refused = None
            for number in range(1000, 1080):
                answer = rest.ask("POST", "/machine-identity/challenges", {"identityRef": f"did:peaq:{number}"})
                refused = refused or (number if answer.status == 503 else None)
            assert refused == 1060 and len(mcr.asked) == 60
            assert int(answer.headers["retry-after"]) > 0 and answer.details["retryable"] is True


# contract: ID-31, SWITCH-9
def test_no_wait_outlives_the_server():
    with ScriptedMcr(answers) as mcr, asking(mcr) as server:
        mcr.slow(60)
        rest = Rest(server)
        rest.begin("POST", "/machine-identity/challenges", {"identityRef": "did:peaq:40"})
        eventually(lambda: mcr.asked)
        code, seconds, _, _ = server.stop()
        assert code == 0 and seconds < 2


# contract: ID-34, SWITCH-2
def test_the_mcr_is_named_once_and_well(registry):
    ended = run_to_end(MUSTER_SERVER, "--port", "0", "--ephemeral", "--mcr-url", "http://x", "--registry", registry)
    assert (ended.code, ended.out, ended.err.count("\n")) == (2, "", 1) and "--registry" in ended.err
    environment = clean_environment(PEAQOS_MCR_API_URL="mcr.example.org")
    ended = run_to_end(MUSTER_SERVER, "--port", "0", "--ephemeral", environment=environment)
    assert ended.code == 2 and "PEAQOS_MCR_API_URL" in ended.err and "https://mcr.example.org" in ended.err
    environment = clean_environment(PEAQOS_MCR_API_URL="http://127.0.0.1:9")
    with Server("--port", "0", "--ephemeral", "--registry", registry, program=MUSTER_SERVER,
                environment=environment) as server:
        assert "PEAQOS_MCR_API_URL is not used" in server.log_line(lambda line: "PEAQOS_MCR_API_URL" in line)
        assert Rest(server).register("did:peaq:42")["status"] == "draft"
