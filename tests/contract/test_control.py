# SPDX-License-Identifier: GPL-3.0-or-later
"""`--control` and `ctl`: a running server that a test drives."""
import contextlib
import json
import signal
import socket
import sqlite3
import stat
import subprocess
import threading
import time

import pytest

import identities
from controlling import ControlledServer, Ctl
from rest import Rest
from serving import MUSTER, MUSTER_SERVER, Server, clean_environment, run_to_end

BOTH = pytest.mark.parametrize("program", [MUSTER, MUSTER_SERVER], ids=["muster", "muster-server"])
ADDRESS, OTHER = identities.CONTROLLER.address, identities.STRANGER.address


@pytest.fixture(name="server", scope="module")
def _server(tmp_path_factory, registry):
    with ControlledServer(tmp_path_factory.mktemp("c") / "ctl", "--ephemeral", "--registry", registry) as server:
        yield server


@pytest.fixture(name="ctl")
def _ctl(server):
    server.ctl("reset")
    return server.ctl


def resolution(rest, did):
    """Status, reason and details of what a challenge for the identity is answered."""
    answer = rest.ask("POST", "/machine-identity/challenges", {"identityRef": did})
    return (answer.status, answer.json.get("error", {}).get("details", {}).get("reason"))


# contract: SWITCH-17, SWITCH-25, SWITCH-27, SWITCH-9
@BOTH
def test_from_the_ready_line_to_the_shutdown(program, tmp_path):
    path = tmp_path / "ctl"
    with ControlledServer(path, "--ephemeral", program=program) as server:
        assert stat.S_ISSOCK(path.stat().st_mode) and stat.S_IMODE(path.stat().st_mode) & 0o077 == 0
        status = server.ctl.json("status")
        assert (status["url"], status["machines"], status["identities"]) == (server.url, 0, 0)
        assert status["processId"] == server.pid
        assert server.url in server.ctl("status")
        begun = time.monotonic()
        server.ctl("shutdown")
        assert time.monotonic() - begun < 5
        with pytest.raises(OSError):
            socket.create_connection(("127.0.0.1", server.port), timeout=1).close()
        assert server.wait() == 0
        assert not path.exists()
    assert "No server answers" in server.ctl.refused("status")


# contract: SWITCH-17, SWITCH-2
def test_a_path_belongs_to_one_server(tmp_path):
    path, used = tmp_path / "ctl", tmp_path / "file"
    used.write_text("mine", encoding="ascii")
    with ControlledServer(path, "--ephemeral") as server:
        ended = run_to_end(MUSTER_SERVER, "--port", "0", "--ephemeral", "--control", path)
        assert ended.code == 1 and ended.out == "" and str(path) in ended.err and ended.err.count("\n") == 1
        server.ctl("status")
        server.stop(signal.SIGKILL)
    assert path.exists()
    with ControlledServer(path, "--ephemeral") as server:
        server.ctl("status")
    ended = run_to_end(MUSTER_SERVER, "--port", "0", "--ephemeral", "--control", used)
    assert ended.code == 1 and used.read_text(encoding="ascii") == "mine"


# contract: SWITCH-18, SWITCH-4
def test_no_answer_holds_the_key(server, ctl):
    with socket.socket(socket.AF_UNIX) as raw:
        raw.settimeout(20)
        raw.connect(str(ctl.path))
        lines = raw.makefile("rw", encoding="utf-8", newline="\n")
        Rest(server).ask("GET", "/machines?api_key=" + server.api_key)
        for command in ("status", "registry.list", "log.tail", "clock.show", "nothing"):
            lines.write(json.dumps({"command": command}) + "\n")
            lines.flush()
            line = lines.readline()
            assert line.endswith("}\n") and server.api_key not in line


# contract: SWITCH-19, ID-5, HTTP-15
def test_the_clock_is_moved(server, ctl):
    rest = Rest(server)
    challenge = rest.challenge("did:peaq:40")
    assert ctl("clock", "advance", 301).endswith("The clock is 5 min 1 s ahead, simulated.")
    proof = {"challengeId": challenge["challengeId"],
             "signature": identities.signature(identities.CONTROLLER, challenge["message"])}
    late = rest.ask("POST", "/machines", rest.machine_body("did:peaq:40", identityProof=proof))
    assert (late.status, late.code) == (410, "MACHINE_IDENTITY_PROOF_EXPIRED")
    ctl("clock", "set", "2031-05-06T07:08:09Z")
    machine = rest.register("did:peaq:40")
    assert machine["createdAt"].startswith("2031-05-06T07:08:")
    checks = {check["name"]: check for check in rest.ask("GET", "/readiness").json["checks"]}
    assert checks["clock"]["status"] == "pass" and "simulated" in checks["clock"]["message"]
    server.log_line(lambda line: "simulated" in line and "ahead" in line)
    ctl("clock", "reset")
    assert "clock" not in {check["name"] for check in rest.ask("GET", "/readiness").json["checks"]}
    assert ctl.json("clock", "show")["offsetMilliseconds"] == 0
    assert ctl.json("clock", "advance", "--", -60)["offsetMilliseconds"] == -60000
    for words in (("set", "yesterday"), ("set", "1969-12-31T23:59:59Z"), ("advance", 10 ** 15), ("advance", "1.5")):
        ctl.refused("clock", *words, code=2)
    assert ctl.json("clock", "show")["offsetMilliseconds"] == -60000


# contract: SWITCH-20, ID-15, ID-20, MCR-4
def test_the_resolver_fails(server, ctl):
    rest = Rest(server)
    path = f"/machines/{rest.register('did:peaq:41')['id']}"
    ctl("resolver", "unavailable", "did:peaq:41")
    for path_of_mcr in ("/machine/did:peaq:41", "/mcr/did:peaq:41"):
        silent = rest.at_root("GET", path_of_mcr)
        assert (silent.status, silent.json["detail"]["code"]) == (503, "MACHINE_UNAVAILABLE")
        assert "simulated" in silent.json["detail"]["message"]
    assert rest.at_root("GET", "/machine/did:peaq:42").status == 200
    read = rest.ask("GET", path)
    assert (read.status, read.code) == (503, "PEAQOS_IDENTITY_UNAVAILABLE")
    assert read.details["reason"] == "resolver_unreachable" and read.details["simulated"] is True
    assert read.details["retryable"] is True and int(read.headers["retry-after"]) >= 1
    assert resolution(rest, "did:peaq:42") == (201, None)
    ctl("resolver", "unavailable")
    assert resolution(rest, "did:peaq:42") == (503, "resolver_unreachable")
    ctl("resolver", "normal", "did:peaq:42")
    assert resolution(rest, "did:peaq:42") == (201, None)
    ctl("resolver", "normal")
    assert rest.ask("GET", path).status == 200
    assert ctl.json("status")["resolverFaults"] == []
    server.log_line(lambda line: "Simulated" in line and "did:peaq:41" in line)


# contract: SWITCH-20, SWITCH-27
def test_the_resolver_is_slow(tmp_path, registry):
    with ControlledServer(tmp_path / "ctl", "--ephemeral", "--registry", registry) as server:
        server.ctl("resolver", "slow", 300, "did:peaq:41")
        begun = time.monotonic()
        assert resolution(Rest(server), "did:peaq:41") == (201, None)
        assert time.monotonic() - begun >= 0.3
        server.ctl("resolver", "slow", 60000)
        waiting = threading.Thread(target=with_lost_connection, args=(Rest(server), "did:peaq:42"))
        waiting.start()
        # One that waits for the registry holds up neither the others nor the end.
        assert Rest(server).ask("GET", "/machines").status == 200
        code, taken, _, _ = server.stop()
        assert code == 0 and taken < 5
        waiting.join(20)
        assert not waiting.is_alive()


def with_lost_connection(rest, did):
    with contextlib.suppress(OSError, ValueError, EOFError):
        resolution(rest, did)


# contract: SWITCH-21, ID-20, ID-21, AUD-3
def test_the_registry_is_changed(server, ctl):
    rest, did = Rest(server), "did:peaq:43"
    path = f"/machines/{rest.register(did)['id']}"

    def reason():
        answer = rest.ask("GET", path)
        return answer.details["reason"] if answer.status == 409 else answer.status

    for words, expected in ((("rotate", did, OTHER), "controller_changed"), (("rotate", did, ADDRESS), 200),
                            (("deactivate", did), "identity_inactive"), (("activate", did), 200),
                            (("remove", did), "identity_not_found"),
                            (("set", did, "--controller", ADDRESS, "--controller", OTHER), 200),
                            (("set", did, "--controller", ADDRESS, "--inactive"), "identity_inactive")):
        ctl("registry", *words)
        assert reason() == expected, words
    ctl("registry", "set", "peaqos:machine:777", "--controller", OTHER.lower(), "--operator", ADDRESS, "--unbonded",
        "--name", "Depot é", "--rating", "BBB")
    entry = next(e for e in ctl.json("registry", "list")["identities"] if e["did"] == "did:peaq:777")
    assert entry == {"did": "did:peaq:777", "controllers": [OTHER], "operator": ADDRESS, "bonded": False,
                     "active": True, "name": "Depot é", "rating": "BBB"}
    assert "Depot é" in ctl("registry", "list")
    assert "did:peaq:999" in ctl.refused("registry", "rotate", "did:peaq:999", OTHER)
    line = ctl.refused("registry", "set", "did:peaq:0x1", "--controller", "0x12", "--rating", "C", code=2)
    assert "/rating" in line and "/did" in line and "/controllers/0" in line


# contract: SWITCH-22, SWITCH-19, SWITCH-20, LIFE-11
def test_reset_brings_back_the_start(tmp_path):
    with ControlledServer(tmp_path / "ctl", "--demo", "--ephemeral") as server:
        rest = Rest(server)

        def held():
            machines = rest.ask("GET", "/machines?verification=any&limit=500").json["items"]
            return [(m["id"], m["displayName"], m["status"], m["createdAt"]) for m in machines]

        before, registry = held(), server.ctl.json("registry", "list")
        rest.ask("PATCH", f"/machines/{before[0][0]}", {"displayName": "changed"})
        rest.ask("DELETE", f"/machines/{before[1][0]}")
        server.ctl("registry", "remove", registry["identities"][0]["did"])
        server.ctl("resolver", "unavailable")
        server.ctl("clock", "advance", 86400)
        server.ctl("fault", "INTERNAL_ERROR", "-n", 5)
        server.ctl("reset")
        assert held() == before and server.ctl.json("registry", "list") == registry
        status = server.ctl.json("status")
        assert (status["clock"]["offsetMilliseconds"], status["resolverFaults"], status["simulatedAnswers"]) == (0, [], 0)
        with contextlib.closing(sqlite3.connect(f"file:{status['folder']}/muster.db?mode=ro", uri=True)) as database:
            types = [row[0] for row in database.execute("SELECT type FROM audit_events ORDER BY seq")]
        for kind in ("machine.updated", "registry.removed", "clock.moved", "workspace.reset"):
            assert kind in types


# contract: SWITCH-22
def test_a_workspace_that_is_kept_is_not_thrown_away(tmp_path, registry):
    with ControlledServer(tmp_path / "ctl", "--data-dir", tmp_path / "data", "--registry", registry) as server:
        rest = Rest(server)
        rest.register("did:peaq:44")
        assert "--discard-records" in server.ctl.refused("reset")
        assert len(rest.ask("GET", "/machines").json["items"]) == 1
        registry_file = json.loads(registry.read_text(encoding="utf-8"))
        server.ctl("reset", "--discard-records")
        assert rest.ask("GET", "/machines").json["items"] == []
        assert len(server.ctl.json("registry", "list")["identities"]) == len(registry_file)


# contract: SWITCH-22, SWITCH-2
def test_a_reset_that_cannot_read_its_files_changes_nothing(tmp_path):
    path = identities.write_registry(tmp_path / "registry.json")
    with ControlledServer(tmp_path / "ctl", "--ephemeral", "--registry", path) as server:
        Rest(server).register("did:peaq:44")
        path.write_text("[", encoding="utf-8")
        assert str(path) in server.ctl.refused("reset", code=2)
        assert len(Rest(server).ask("GET", "/machines").json["items"]) == 1


# contract: SWITCH-23
def test_the_next_answers_are_simulated(server, ctl):
    rest = Rest(server)
    ctl("fault", "RATE_LIMITED", "-n", 2)
    for _ in range(2):
        answer = rest.ask("GET", "/machines")
        assert (answer.status, answer.code) == (429, "RATE_LIMITED")
        assert answer.headers["x-muster-simulated"] == "true" and answer.details["simulated"] is True
        assert "retry-after" in answer.headers
    plain = rest.ask("GET", "/machines")
    assert plain.status == 200 and "x-muster-simulated" not in plain.headers
    ctl("fault", "INTERNAL_ERROR")
    created = rest.ask("POST", "/machines", rest.machine_body("did:peaq:45", identityProof=rest_proof(rest, ctl)))
    assert created.status == 201
    ctl("fault", "close")
    with pytest.raises((OSError, EOFError, ValueError)):
        Rest(server).ask("GET", "/machines")
    assert Rest(server).ask("GET", "/machines").status == 200
    ctl("fault", "NOT_FOUND", "-n", 7)
    ctl("fault", "NOT_FOUND", "-n", 0)
    assert Rest(server).ask("GET", "/machines").status == 200
    ctl.refused("fault", "TEAPOT", code=2)


def rest_proof(rest, ctl):
    """The simulated answer meets the challenge; asked again it is there."""
    refused = rest.ask("POST", "/machine-identity/challenges", {"identityRef": "did:peaq:45"})
    assert (refused.status, refused.code) == (500, "INTERNAL_ERROR")
    assert ctl.json("status")["simulatedAnswers"] == 0
    return rest.proof("did:peaq:45")


# contract: SWITCH-24, ID-19, LIFE-7
@pytest.mark.parametrize("way", ["ctl", "word", "stdout", "api"])
def test_a_fleet_moves_to_another_server(way, tmp_path, registry):
    data, export = tmp_path / "data", tmp_path / "export.ndjson"
    with ControlledServer(tmp_path / "ctl", "--data-dir", data, "--registry", registry) as server:
        rest = Rest(server)
        made = [rest.register(f"did:peaq:{n}", labels={"Key_1": f"Wert {n} ü"})["id"] for n in range(46, 50)]
        rest.ask("PATCH", f"/machines/{made[0]}", {"status": "active"})
        rest.ask("DELETE", f"/machines/{made[1]}")
        records = records_with_evidence(rest)
        assert [record["id"] for record in records] == made
        if way == "ctl":
            assert server.ctl.json("export", export)["machines"] == len(made)
            assert export.stat().st_mode & 0o077 == 0
        elif way == "api":
            export.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
        else:
            refused = subprocess.run([MUSTER_SERVER[0], "export", "--data-dir", data, export], capture_output=True,
                                     text=True, env=clean_environment(), timeout=30, check=False)
            assert refused.returncode == 1 and server.url in refused.stderr and not export.exists()
        assert server.stop()[0] == 0
    if way in ("word", "stdout"):
        target = "-" if way == "stdout" else export
        done = subprocess.run([MUSTER_SERVER[0], "export", "--data-dir", data, target], capture_output=True,
                              text=True, env=clean_environment(), timeout=30, check=False)
        assert done.returncode == 0, done.stderr
        if way == "stdout":
            export.write_text(done.stdout, encoding="utf-8")
    with Server("--port", "0", "--ephemeral", "--seed", export, program=MUSTER_SERVER) as server:
        moved = records_with_evidence(Rest(server))
    for record in records + moved:
        record.pop("verification", None)
    assert moved == records


def records_with_evidence(rest):
    """Lists carry no evidence, so each machine is read by itself; what would be hidden too."""
    ids, cursor = [], ""
    while cursor is not None:
        page = rest.ask("GET", f"/machines?verification=any&limit=3{cursor}").json
        ids += [machine["id"] for machine in page["items"]]
        cursor = f"&cursor={page['nextCursor']}" if "nextCursor" in page else None
    return [rest.ask("GET", f"/machines/{id}?verification=any").json["item"] for id in ids]


# contract: SWITCH-24, SWITCH-2
def test_a_seed_whose_proof_does_not_hold(tmp_path, registry):
    export = tmp_path / "export.ndjson"
    with ControlledServer(tmp_path / "ctl", "--ephemeral", "--registry", registry) as server:
        Rest(server).register("did:peaq:51")
        server.ctl("export", export)
        assert "cannot be written" in server.ctl.refused("export", tmp_path / "no" / "such" / "folder")
    record = json.loads(export.read_text(encoding="utf-8"))
    record["identityProof"]["evidence"]["message"] += " "
    export.write_text(json.dumps(record), encoding="utf-8")
    ended = run_to_end(MUSTER_SERVER, "--port", "0", "--ephemeral", "--seed", export)
    assert ended.code == 2 and "/0/identityProof" in ended.err


# contract: SWITCH-24, SWITCH-2
@pytest.mark.parametrize("words", [(), ("a", "b"), ("--seed", "x", "y")], ids=["none", "two", "option"])
def test_wrong_use_of_export(words):
    done = subprocess.run([MUSTER_SERVER[0], "export", *words], capture_output=True, text=True,
                          env=clean_environment(), timeout=30, check=False)
    assert done.returncode == 2 and done.stderr.count("\n") == 1 and done.stdout == ""


# contract: SWITCH-24
def test_an_export_of_nothing_makes_nothing(tmp_path):
    done = subprocess.run([MUSTER_SERVER[0], "export", "--data-dir", tmp_path / "none", "-"], capture_output=True,
                          text=True, env=clean_environment(), timeout=30, check=False)
    assert done.returncode == 1 and done.stdout == "" and not (tmp_path / "none").exists()


# contract: SWITCH-26, SWITCH-14
def test_the_log_is_shown_and_followed(server, ctl):
    rest = Rest(server)
    for _ in range(3):
        rest.ask("GET", "/machines")
    rest.ask("GET", "/machines/mach_missing")
    deadline = time.monotonic() + 10
    while "mach_missing" not in ctl("log", "tail", "-n", 1):
        assert time.monotonic() < deadline
    assert "404 NOT_FOUND" in ctl("log", "tail", "-n", 1)
    entries = ctl.json("log", "tail", "-n", 3)["entries"]
    assert len(entries) == 3 and entries[-1]["status"] == 404
    follower = subprocess.Popen([MUSTER_SERVER[0], "ctl", "--control", str(ctl.path), "log", "tail", "-n", "1", "-f"],
                                stdout=subprocess.PIPE, text=True, env=clean_environment())
    try:
        assert "mach_missing" in follower.stdout.readline()
        rest.ask("GET", "/machines?token=abc")
        line = follower.stdout.readline()
        assert "/machines?token=***" in line and "200" in line
    finally:
        follower.kill()
        follower.communicate()


# contract: SWITCH-25
@BOTH
@pytest.mark.parametrize("words", [(), ("--control", "x"), ("--control", "x", "dance"), ("status",),
                                   ("--control", "x", "reset", "--name", "y"), ("--unheard-of",),
                                   ("--control", "x", "--timeout", "0", "status")], ids=" ".join)
def test_wrong_use_of_ctl(program, words):
    done = subprocess.run([program[0], "ctl", *words], capture_output=True, text=True, env=clean_environment(),
                          timeout=30, check=False)
    assert done.returncode == 2 and done.stdout == "" and done.stderr.count("\n") == 1


# contract: SWITCH-25
@BOTH
def test_help_names_every_command(program):
    done = subprocess.run([program[0], "ctl", "--help"], capture_output=True, text=True, env=clean_environment(),
                          timeout=30, check=False)
    assert done.returncode == 0 and done.stderr == ""
    for command in ("status", "registry set DID", "registry rotate DID ADDRESS", "resolver slow MS [DID]",
                    "clock advance SECONDS", "fault CODE", "log tail", "export FILE", "reset", "shutdown", "--timeout"):
        assert command in done.stdout


# contract: SWITCH-25
def test_a_server_that_says_nothing(tmp_path):
    path = tmp_path / "mute"
    with socket.socket(socket.AF_UNIX) as mute:
        mute.bind(str(path))
        mute.listen()
        line = Ctl(path).refused("--timeout", "1", "status")
        assert "within 1 s" in line
