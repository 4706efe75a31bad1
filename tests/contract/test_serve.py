# SPDX-License-Identifier: GPL-3.0-or-later
"""`muster serve` and `muster-server` as programs: start, refusals, files, signals."""
import contextlib
import json
import os
import re
import resource
import signal
import socket
import sqlite3
import subprocess
import time

import pytest

import identities
from rest import Rest
from serving import (MUSTER, MUSTER_SERVER, Ended, Server, clean_environment, database_of, one_line, run_to_end,
                     sourced)

BOTH = pytest.mark.parametrize("program", [MUSTER, MUSTER_SERVER], ids=["muster-serve", "muster-server"])


# contract: SWITCH-1, SWITCH-3, SWITCH-9, SWITCH-2
@BOTH
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT], ids=["TERM", "INT"])
def test_one_ready_line_and_a_quick_end(program, number):
    with Server("--port", "0", "--ephemeral", program=program) as server:
        assert set(server.ready) == {"event", "url", "apiKeyFile"} and server.ready["event"] == "ready"
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+", server.url)
        rest = Rest(server)
        assert rest.ask("GET", "/machines").status == 200
        code, taken, rest_of_output, _ = server.stop(number)
        assert (code, rest_of_output) == (0, "") and taken < 1.0
        with pytest.raises(OSError):
            socket.create_connection(("127.0.0.1", server.port), timeout=1).close()
        rest.close()


# contract: SWITCH-3
def test_only_loopback_listens():
    with Server("--port", "0", "--ephemeral") as server, socket.socket() as other:
        other.bind(("127.0.0.2", server.port))


# contract: SWITCH-4, SWITCH-1
def test_the_key_file(tmp_path):
    path = tmp_path / "key"
    with Server("--port", "0", "--ephemeral", "--api-key-file", path) as server:
        key = server.api_key
        assert server.ready["apiKeyFile"] == str(path) and path.stat().st_mode & 0o777 == 0o600 and len(key) >= 43
    with Server("--port", "0", "--ephemeral", "--api-key-file", path) as server:
        assert server.api_key == key
    with Server("--port", "0", "--data-dir", tmp_path / "data") as server:
        assert server.ready["apiKeyFile"] == str(tmp_path / "data" / "api-key")
    with Server("--port", "0", "--ephemeral", "--no-api-key") as server:
        assert server.ready["apiKeyFile"] is None
        assert Rest(server).ask("GET", "/machines").status == 200


# contract: SWITCH-5
def test_a_shell_can_read_the_environment_file(tmp_path):
    path = tmp_path / "with space" / "client.sh"
    path.parent.mkdir()
    with Server("--port", "0", "--ephemeral", "--env-file", path) as server:
        known = sourced(path)
        assert known["PEAQOS_ORCHESTRATION_URL"] == server.url
        assert known["PEAQOS_API_KEY"] == known["PEAQOS_ORCH_API_KEY"] == server.api_key
        assert re.fullmatch(r"0x[0-9a-f]{64}", known["PEAQOS_PRIVATE_KEY"]) and known["PEAQOS_RPC_URL"]
        assert known["DO_NOT_TRACK"] == "1" and "127.0.0.1" in known["NO_PROXY"]
        assert path.stat().st_mode & 0o077 == 0


# contract: SWITCH-5
def test_the_sdk_needs_nothing_but_the_environment_file(tmp_path, monkeypatch):
    from peaq_os_sdk import PeaqosClient
    with Server("--port", "0", "--ephemeral", "--env-file", tmp_path / "client.sh"):
        for name, value in sourced(tmp_path / "client.sh").items():
            monkeypatch.setenv(name, value)
        with PeaqosClient.from_env() as client:
            assert client.orchestration.list_machines().items == ()


# contract: SWITCH-10, SWITCH-2
@BOTH
def test_a_second_process_on_the_same_workspace(program, tmp_path):
    with Server("--port", "0", "--data-dir", tmp_path / "data") as server:
        ended = run_to_end(program, "--port", "0", "--data-dir", tmp_path / "data")
        assert ended.code == 1
        line = one_line(ended)
        assert str(server.pid) in line and server.url in line
        assert Rest(server).ask("GET", "/machines").status == 200


# contract: SWITCH-11, SWITCH-2
@BOTH
def test_a_port_in_use(program):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        ended = run_to_end(program, "--port", port, "--ephemeral")
    assert ended.code == 1 and str(port) in one_line(ended)


# contract: SWITCH-6, SWITCH-2
@BOTH
@pytest.mark.parametrize("registry, named", [
    ('[{"did":"did:peaq:1","controllers":["0x1563915e194D8CfBA1943570603F7606A3115508"]},'
     '{"did":"peaq:2","controllers":[]}]', ("/1/did: ", "did:peaq:")),
    ('[{"did":"did:peaq:1","controllers":["0x1563915E194D8CfBA1943570603F7606A3115508"]}]',
     ("/0/controllers/0: ", "checksum")),
    ('[{"did":"did:peaq:1","controllers":["0x1"],"active":"no"}]', ("/0/controllers/0: ", "(and 1 more)")),
    ('{"did":"did:peaq:1"}', ("array",)), ("[", ("JSON",)), (None, ("cannot be read",))],
    ids=["did", "checksum", "two-faults", "no-array", "no-json", "no-file"])
def test_a_bad_registry(program, registry, named, tmp_path):
    path = tmp_path / "registry.json"
    if registry is not None:
        path.write_text(registry, encoding="utf-8")
    ended = run_to_end(program, "--port", "0", "--ephemeral", "--registry", path)
    line = one_line(ended)
    assert ended.code == 2
    assert all(words in line for words in (*named, str(path))), line


# contract: SWITCH-6, ID-20, ID-21, ID-26
def test_a_registry_replaces_what_it_names(tmp_path):
    path, workspace, did = tmp_path / "registry.json", ("--port", "0", "--data-dir", tmp_path / "data"), "did:peaq:1"

    def name_controller(account):
        path.write_text(json.dumps([{"did": did, "controllers": [account.address.lower()]}]), encoding="utf-8")

    name_controller(identities.CONTROLLER)
    with Server(*workspace, "--registry", path) as server:
        machine = f"/machines/{Rest(server).register(did)['id']}"
        assert server.stop()[0] == 0
    name_controller(identities.STRANGER)
    with Server(*workspace, "--registry", path) as server:
        assert server.stop()[0] == 0
    with Server(*workspace) as server:
        rest = Rest(server)
        refused = rest.ask("GET", machine)
        assert (refused.status, refused.code) == (409, "MACHINE_NOT_ACTIVATED")
        assert refused.details["reason"] == "controller_changed"
        assert rest.ask("GET", "/machines").json["items"] == []
        repair = {"identityProof": rest.proof(did, identities.STRANGER)}
        assert rest.ask("PATCH", machine, repair).json["item"]["identityProof"]["signerAddress"] == \
            identities.STRANGER.address
        assert rest.ask("GET", machine).status == 200


# contract: SWITCH-16
def test_a_registry_is_read_again(tmp_path):
    path = tmp_path / "registry.json"
    path.write_text("[]", encoding="utf-8")
    with Server("--port", "0", "--ephemeral", "--registry", path) as server:
        rest = Rest(server)

        def controllers():
            answer = rest.ask("POST", "/machine-identity/challenges", {"identityRef": "did:peaq:1"})
            return answer.json["item"]["controllerAddresses"] if answer.status == 201 else None

        def reads(account):
            deadline = time.monotonic() + 10
            while controllers() != [account.address]:
                assert time.monotonic() < deadline, "the registry was not read again"

        assert controllers() is None
        entry = {"did": "did:peaq:1", "controllers": [identities.CONTROLLER.address]}
        path.write_text(json.dumps([entry]), encoding="utf-8")
        reads(identities.CONTROLLER)
        replacement = tmp_path / "replacement.json"
        replacement.write_text(json.dumps([{**entry, "controllers": [identities.STRANGER.address]}]), encoding="utf-8")
        replacement.rename(path)
        reads(identities.STRANGER)
        path.write_text("[", encoding="utf-8")
        server.send(signal.SIGHUP)
        server.log_line(lambda line: "registry" in line)
        assert controllers() == [identities.STRANGER.address]


# contract: SWITCH-15, SWITCH-4
def test_the_environment_switches_the_key_off():
    def serving(value, *options):
        return Server("--port", "0", "--ephemeral", *options,
                      environment=clean_environment(PEAQOS_REQUIRE_API_AUTH=value))

    with serving("false") as server:
        assert server.ready["apiKeyFile"] is None and Rest(server).ask("GET", "/machines").status == 200
    with serving("true", "--no-api-key") as server:
        assert server.ready["apiKeyFile"] is None
    with serving("true") as server:
        assert Rest(server).ask("GET", "/machines", key=False).status == 401
    ended = run_to_end(MUSTER, "--port", "0", "--ephemeral", environment=clean_environment(PEAQOS_REQUIRE_API_AUTH="no"))
    assert ended.code == 2 and "PEAQOS_REQUIRE_API_AUTH" in one_line(ended)


# contract: SWITCH-32
@pytest.mark.parametrize("variable", ["PEAQOS_REQUIRE_AGENT_PAIRING_AUTH", "PEAQOS_ENFORCE_SERVICE_PAYMENT_RAILS"])
def test_a_switch_without_effect_says_so(variable):
    with Server("--port", "0", "--ephemeral", environment=clean_environment(**{variable: "false"})) as server:
        assert "no effect yet" in server.log_line(lambda line: variable in line)
    ended = run_to_end(MUSTER, "--port", "0", "--ephemeral", environment=clean_environment(**{variable: "maybe"}))
    assert ended.code == 2 and variable in one_line(ended)


# contract: LIFE-12
def test_nothing_acknowledged_is_lost_to_a_kill(registry, tmp_path):
    workspace = ("--port", "0", "--data-dir", tmp_path / "data", "--registry", registry)
    with Server(*workspace) as server:
        rest = Rest(server)
        made = [rest.register(f"did:peaq:{n}")["id"] for n in range(40, 46)]
        assert server.stop(signal.SIGKILL)[0] == -signal.SIGKILL
    with Server(*workspace) as server:
        assert [machine["id"] for machine in Rest(server).ask("GET", "/machines").json["items"]] == made


# contract: SWITCH-2
@BOTH
def test_a_full_disk(program, tmp_path):
    """No file may grow past 8 KiB, which is what a disk without room looks like to a program."""
    done = subprocess.run([*program, "--port", "0", "--data-dir", str(tmp_path / "data")], capture_output=True, text=True,
                          stdin=subprocess.DEVNULL, env=clean_environment(), timeout=60, check=False,
                          preexec_fn=no_large_files, restore_signals=False)
    assert done.returncode == 1
    one_line(Ended(done.returncode, done.stdout, done.stderr))


def no_large_files():
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (8192, 8192))


# contract: SWITCH-7
def test_a_default_controller():
    with Server("--port", "0", "--ephemeral", "--default-controller", identities.CONTROLLER.address) as server:
        server.log_line(lambda line: "development" in line)
        assert Rest(server).challenge("did:peaq:777")["controllerAddresses"] == [identities.CONTROLLER.address]


# contract: SWITCH-8, ID-23
def test_verification_optional():
    environment = clean_environment(PEAQOS_MACHINE_IDENTITY_VERIFICATION="optional")
    with Server("--port", "0", "--ephemeral", environment=environment) as server:
        rest = Rest(server)
        body = rest.machine_body("did:peaq:1")
        body.pop("identityRef")
        created = rest.ask("POST", "/machines", body)
        assert created.status == 201 and created.json["item"]["identityProof"] is None
        path = f"/machines/{created.json['item']['id']}"
        assert rest.ask("GET", path).status == 200
        assert rest.ask("GET", "/machines").json["items"] == []
        assert rest.ask("PATCH", path, {"status": "active"}).code == "MACHINE_NOT_ACTIVATED"
    wrong = clean_environment(PEAQOS_MACHINE_IDENTITY_VERIFICATION="maybe")
    ended = run_to_end(MUSTER, "--port", "0", "--ephemeral", environment=wrong)
    assert ended.code == 2 and "PEAQOS_MACHINE_IDENTITY_VERIFICATION" in one_line(ended)


# contract: SWITCH-2
@BOTH
@pytest.mark.parametrize("options", [("--port", "x"), ("--port", "70000"), ("--unheard-of",), ("stray",),
                                     ("--default-controller", "0x12"), ("--ephemeral", "--data-dir", "x"),
                                     ("--registry", ""), ("--seed", ""), ("--api-key-file", ""), ("--env-file", ""),
                                     ("--control", ""), ("--data-dir", "")],
                         ids=lambda options: "".join(options))
def test_wrong_use(program, options, tmp_path):
    ended = run_to_end(program, *options, environment=clean_environment(HOME=str(tmp_path), XDG_DATA_HOME=str(tmp_path)))
    assert ended.code == 2
    one_line(ended)
    assert not list(tmp_path.iterdir())


# contract: SWITCH-2
@BOTH
def test_nobody_would_learn_that_it_is_ready(program, tmp_path):
    with open("/dev/full", "w", encoding="utf-8") as full:
        done = subprocess.run([*program, "--port", "0", "--data-dir", tmp_path / "data"], stdout=full,
                              stderr=subprocess.PIPE, text=True, stdin=subprocess.DEVNULL, env=clean_environment(),
                              timeout=30, check=False)
    assert done.returncode == 1
    assert "Standard output takes no line" in done.stderr


# contract: SWITCH-5
def test_the_environment_file_keeps_what_needs_no_proxy(tmp_path):
    path = tmp_path / "client.sh"
    with Server("--port", "0", "--ephemeral", "--env-file", path):
        script = f'. "{path}"; printf "%s|%s" "$NO_PROXY" "$no_proxy"'
        for before in ({}, {"NO_PROXY": ".corp"}, {"no_proxy": ".corp"}):
            told = subprocess.run(["sh", "-euc", script], capture_output=True, text=True, check=True,
                                  env={"PATH": os.environ["PATH"], **before}).stdout
            large, small = told.split("|")
            assert large == small and large.startswith("127.0.0.1,localhost")
            assert large.endswith(",.corp") == bool(before)


# contract: SWITCH-2
def test_a_folder_that_cannot_be_one(tmp_path):
    blocker = tmp_path / "file"
    blocker.write_text("x", encoding="ascii")
    ended = run_to_end(MUSTER, "--port", "0", "--data-dir", blocker / "data")
    assert ended.code == 1
    one_line(ended)


# contract: SWITCH-13
@BOTH
def test_the_demo_fleet(program, tmp_path):
    with Server("--port", "0", "--demo", "--data-dir", tmp_path / "data", program=program) as server:
        machines = Rest(server).ask("GET", "/machines?limit=500").json["items"]
        assert machines and any(machine["status"] == "active" for machine in machines)
        assert server.stop()[0] == 0
    keys = [path for path in (tmp_path / "data").rglob("*") if path.is_file() and "key" in path.name]
    assert keys and all(path.stat().st_mode & 0o077 == 0 for path in keys)
    with Server("--port", "0", "--demo", "--data-dir", tmp_path / "data", program=program) as server:
        assert len(Rest(server).ask("GET", "/machines?limit=500").json["items"]) == len(machines)


# contract: SWITCH-13
def test_an_ephemeral_workspace_is_gone_afterwards(tmp_path):
    environment = clean_environment(TMPDIR=str(tmp_path), HOME=str(tmp_path / "home"))
    with Server("--port", "0", "--ephemeral", environment=environment) as server:
        assert list(tmp_path.iterdir())
        assert server.stop()[0] == 0
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


# contract: AUD-1, AUD-2, AUD-5
def test_the_audit_log_of_a_registration(registry, tmp_path):
    data = tmp_path / "data"
    with Server("--port", "0", "--data-dir", data, "--registry", registry) as server:
        rest = Rest(server)
        machine = rest.register("did:peaq:40")
        assert rest.ask("PATCH", f"/machines/{machine['id']}", {"status": "active"}).status == 200
        assert rest.ask("DELETE", f"/machines/{machine['id']}").status == 204
        key = server.api_key
        assert server.stop()[0] == 0
    with contextlib.closing(sqlite3.connect(f"file:{database_of(data)}?mode=ro", uri=True)) as database:
        rows = [json.dumps(row, default=str) for row in database.execute("SELECT * FROM audit_events ORDER BY seq")]
    types = [kind for row in rows for kind in re.findall(r'"((?:challenge|machine)\.[a-z]+)"', row)]
    assert types == ["challenge.created", "machine.created", "machine.activated", "machine.archived"]
    assert all('"platform"' in row and key not in row for row in rows if "machine." in row)


# contract: SWITCH-2
def test_without_a_display_the_window_says_so_and_words_need_none():
    program, environment = MUSTER[0], clean_environment()
    ended = subprocess.run([program], env=environment, capture_output=True, text=True, timeout=20)
    assert (ended.returncode, ended.stdout) == (1, "") and ended.stderr.count("\n") == 1 and "display" in ended.stderr
    for word in ("--version", "--help"):
        ended = subprocess.run([program, word], env=environment, capture_output=True, text=True, timeout=20)
        assert ended.returncode == 0 and "uster" in ended.stdout
