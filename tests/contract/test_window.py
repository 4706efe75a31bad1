# SPDX-License-Identifier: GPL-3.0-or-later
"""The window beside the public Python client: on its own server, and on another's."""
import json
import os
import signal
import subprocess
import threading
import time
import urllib.request

import pytest
from peaq_os_sdk import PeaqosClient

from serving import MUSTER_SERVER, READY_WITHIN, Server, clean_environment, run_to_end, sourced
from test_sdk import register

WINDOW = os.environ["MUSTER_WINDOW_BIN"]
MUSTER = os.environ["MUSTER_BIN"]
OFFSCREEN = {"QT_QPA_PLATFORM": "offscreen"}


class ServingWindow:
    """A running window with its server on. Reads all the time what it says."""

    def __init__(self, workspace, settings="[server]\nport=0\n"):
        file = workspace.parent / "config" / "muster" / "muster.ini"
        file.parent.mkdir(parents=True)
        file.write_text(settings, encoding="utf-8")
        environment = clean_environment(**OFFSCREEN, XDG_CONFIG_HOME=str(file.parent.parent))
        self._process = subprocess.Popen([WINDOW, str(workspace)], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                         env=environment)
        self._facts = []
        self._changed = threading.Condition()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self):
        for line in self._process.stdout:
            with self._changed:
                self._facts.append(json.loads(line))
                self._changed.notify_all()

    def said(self, wanted):
        """The first fact that `wanted` accepts, once it was said."""
        deadline = time.monotonic() + READY_WITHIN
        with self._changed:
            while not (found := [fact for fact in self._facts if wanted(fact)]):
                if not self._changed.wait(deadline - time.monotonic()):
                    raise AssertionError(f"this was never said; what was: {self._facts}")
        return found[0]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._process.send_signal(signal.SIGTERM)
        try:
            assert self._process.wait(READY_WITHIN) == 0
        finally:
            self._process.kill()
            self._process.wait()


# contract: SWITCH-5, ID-3, LIFE-1
def test_the_sdk_needs_nothing_but_what_the_window_copies(registry, tmp_path, monkeypatch):
    workspace, lines = tmp_path / "it's here", tmp_path / "lines.sh"
    with Server("--port", "0", "--data-dir", workspace, "--registry", registry, program=MUSTER_SERVER) as server:
        assert server.stop()[0] == 0
    with ServingWindow(workspace) as window:
        lines.write_text(window.said(lambda fact: "environment" in fact)["environment"], encoding="utf-8")
        for name, value in sourced(lines).items():
            monkeypatch.setenv(name, value)
        with PeaqosClient.from_env() as client:
            machine = register(client.orchestration, "did:peaq:42", "Depot robot")
            assert machine.status == "draft"
        window.said(lambda fact: fact.get("rows") == ["Depot robot"])


# contract: ID-23, SWITCH-4
def test_the_settings_of_the_window_reach_its_server(registry, tmp_path):
    settings = "[server]\nport=0\nkeyDemanded=no\n[workspace]\nverification=optional\n"
    with ServingWindow(tmp_path / "workspace", settings) as window:
        lines = window.said(lambda fact: "environment" in fact)["environment"]
        (tmp_path / "lines.sh").write_text(lines, encoding="utf-8")
        known = sourced(tmp_path / "lines.sh")
        assert known["PEAQOS_API_KEY"] == ""
        url = f"{known['PEAQOS_ORCHESTRATION_URL']}/api/v1/machines"
        body = {"displayName": "Unproven", "ownerId": "o", "machineType": "t", "runtimeProfile": "r"}
        request = urllib.request.Request(url, json.dumps(body).encode(), {"Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=READY_WITHIN) as answer:
            made = json.load(answer)["item"]
        assert (made["status"], made["identityProof"]) == ("draft", None)
        window.said(lambda fact: fact.get("rows") == ["Unproven"])


# contract: SWITCH-2, SWITCH-4
def test_the_window_opens_on_another_service(registry):
    with Server("--port", "0", "--ephemeral", "--registry", registry) as server:
        window = subprocess.Popen([MUSTER, "--ephemeral", "--url", server.url, "--api-key-file",
                                   server.ready["apiKeyFile"]], stdin=subprocess.DEVNULL,
                                  env=clean_environment(**OFFSCREEN))
        try:
            server.log_line(lambda line: '"path":"/api/v1/machines?' in line and '"status":200' in line, READY_WITHIN)
            window.send_signal(signal.SIGTERM)
            assert window.wait(READY_WITHIN) == 0
        finally:
            window.kill()
            window.wait()


# contract: SWITCH-2, SWITCH-4
def test_a_start_with_nothing_named_comes_back(registry, tmp_path):
    with Server("--port", "0", "--ephemeral", "--registry", registry, "--no-api-key") as server:
        service = {"id": "0123456789abcdef", "name": "Depot", "url": server.url, "key": "none"}
        file = tmp_path / "config" / "muster" / "muster.ini"
        file.parent.mkdir(parents=True)
        # A text of an INI file is quoted as in JSON.
        file.write_text(f"[remote]\nprofiles={json.dumps(json.dumps([service]))}\n"
                        f"[places]\nrecent={json.dumps(json.dumps([{'service': service['id']}]))}\n",
                        encoding="utf-8")
        data = tmp_path / "data"
        window = subprocess.Popen([MUSTER], stdin=subprocess.DEVNULL, env=clean_environment(
            **OFFSCREEN, XDG_CONFIG_HOME=str(tmp_path / "config"), XDG_DATA_HOME=str(data)))
        try:
            server.log_line(lambda line: '"path":"/api/v1/machines?' in line and '"status":200' in line, READY_WITHIN)
            window.send_signal(signal.SIGTERM)
            assert window.wait(READY_WITHIN) == 0
        finally:
            window.kill()
            window.wait()
        # What it showed is kept, and no workspace was made.
        assert [path.name for path in data.rglob("*.db")] == ["inventory.db"]


# contract: SWITCH-2
@pytest.mark.parametrize("options", [("--unheard-of",), ("--data-dir",), ("stray",), ("--url", "ftp://x")],
                         ids=lambda options: options[0])
def test_wrong_use_of_the_window(options):
    done = subprocess.run([MUSTER, *options], capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=30,
                          env=clean_environment(QT_QPA_PLATFORM="offscreen"), check=False)
    assert done.returncode == 2
    # Qt may have said something of its own before.
    assert done.stderr.splitlines()[-1].startswith("muster: ")


# contract: SWITCH-2
@pytest.mark.parametrize("display", [{}, {"DISPLAY": ":47011"}], ids=["none", "dead"])
def test_a_window_without_a_display(display):
    ended = run_to_end((MUSTER, "--ephemeral"), environment=clean_environment(**display))
    assert ended.code == 1 and ended.out == ""
    [line] = ended.err.splitlines()
    assert "no display" in line and "muster serve" in line and display.get("DISPLAY", "") in line
