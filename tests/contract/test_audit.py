# SPDX-License-Identifier: GPL-3.0-or-later
"""The audit log as the public client and plain HTTP read it, and what becomes of it over the days."""
import contextlib
import sqlite3
import time

import pytest
from peaq_os_sdk import PeaqosClient
from peaq_os_sdk.orchestration.types import UpdateMachineRequest

from rest import Rest
from serving import Server

WITHIN_SECONDS = 20


def client_of(server):
    return PeaqosClient(rpc_url="http://127.0.0.1:9", private_key="0x" + "11" * 32, orchestration_url=server.url,
                        api_key=server.api_key)


def pages(rest, query=""):
    """All events that match, page by page, newest first."""
    events, cursor = [], ""
    while True:
        answer = rest.ask("GET", f"/audit-events?limit=3{query}{cursor}")
        assert answer.status == 200, answer.body
        events += answer.json["items"]
        if "nextCursor" not in answer.json:
            return events
        cursor = "&cursor=" + answer.json["nextCursor"]


# contract: AUD-1, AUD-2, AUD-3, AUD-5, AUD-6
def test_the_public_client_reads_the_log(server, rest, did):
    machine = rest.register(did)
    with client_of(server) as client:
        orchestration = client.orchestration
        orchestration.update_machine(machine["id"], UpdateMachineRequest(status="active"))
        orchestration.update_machine(machine["id"], UpdateMachineRequest(display_name="Depot é😀"))
        orchestration.archive_machine(machine["id"])
        listed = orchestration.list_audit_events(machine_id=machine["id"], limit=500)
        assert [event.type for event in listed.items] == [
            "machine.archived", "machine.updated", "machine.activated", "machine.created", "challenge.created"]
        assert {event.actor for event in listed.items} == {"platform"}
        renamed = listed.items[1]
        assert renamed.payload == {"before": {"display_name": machine["displayName"]},
                                   "after": {"display_name": "Depot é😀"}}
        assert (renamed.resource_type, renamed.resource_id) == ("machine", machine["id"])
        assert listed.next_cursor is None
        only = orchestration.list_audit_events(machine_id=machine["id"], resource_type="challenge")
        assert [event.type for event in only.items] == ["challenge.created"]
        assert len(orchestration.list_audit_events(limit=2).items) == 2


# contract: AUD-6, AUD-7, HTTP-3, HTTP-13
def test_pages_stay_good_while_events_come(rest, dids):
    machine = rest.register(next(dids))
    first = rest.ask("GET", f"/audit-events?limit=1&machineId={machine['id']}").json
    assert rest.ask("DELETE", f"/machines/{machine['id']}").status == 204
    second = rest.ask("GET", f"/audit-events?machineId={machine['id']}&cursor={first['nextCursor']}").json
    assert [event["type"] for event in first["items"] + second["items"]] == ["machine.created", "challenge.created"]
    everything = pages(rest)
    assert len({event["id"] for event in everything}) == len(everything)
    moments = [event["createdAt"] for event in everything]
    assert moments == sorted(moments, reverse=True)


# contract: AUD-6, HTTP-8, HTTP-12
@pytest.mark.parametrize("query, issues", [
    ("limit=0&cursor=1", {"/limit", "/cursor"}), ("cursor=1", {"/cursor"}), ("actor=&type=", {"/actor", "/type"}),
    ("since=1&until=2", {"/since", "/until"}), ("since=2026-01-02T00:00:00Z&until=2026-01-01T00:00:00Z", {"/until"})])
def test_faults_are_named_all_at_once(rest, query, issues):
    answer = rest.ask("GET", f"/audit-events?{query}")
    assert (answer.status, answer.code, answer.issues) == (400, "VALIDATION_ERROR", issues)


# contract: AUD-4
def test_refused_writes_are_told_and_strangers_leave_nothing(rest, did):
    machine = rest.register(did)
    path = f"/machines/{machine['id']}"
    before = len(pages(rest))
    assert rest.ask("PATCH", path, {"status": "active"}, key=False).status == 401
    assert rest.ask("PATCH", path, {"status": "degraded", "displayName": 7}).status == 400
    assert rest.ask("PATCH", path, {"status": "degraded"}).status == 400
    assert rest.ask("PATCH", path, {"displayName": "x"}, {"If-Match": '"9"'}).status == 412
    told = pages(rest, f"&machineId={machine['id']}&type=request.refused")
    assert [event["payload"]["code"] for event in told] == ["PRECONDITION_FAILED", "VALIDATION_ERROR",
                                                            "VALIDATION_ERROR"]
    assert [event["payload"].get("faults") for event in told] == [None, ["/status"], ["/displayName"]]
    assert len(pages(rest)) == before + 3


# contract: AUD-8
def test_old_events_go_at_the_start(registry, tmp_path):
    workspace = ("--port", "0", "--data-dir", tmp_path / "data", "--registry", registry)
    with Server(*workspace) as server:
        machine = Rest(server).register("did:peaq:40")
    database = tmp_path / "data" / "muster.db"
    with contextlib.closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("UPDATE audit_events SET created_at = created_at - 86400000 * 2 WHERE type <> "
                           "'machine.created'")
    with Server(*workspace, "--audit-days", "3") as server:
        assert len(pages(Rest(server), f"&machineId={machine['id']}")) == 2
    with Server(*workspace, "--audit-days", "1") as server:
        rest = Rest(server)
        deadline = time.monotonic() + WITHIN_SECONDS
        while not pages(rest, "&type=audit.pruned") and time.monotonic() < deadline:
            pass
        assert [event["payload"]["events"] for event in pages(rest, "&type=audit.pruned")] == [2]
        assert [event["type"] for event in pages(rest)] == ["audit.pruned", "machine.created"]


# contract: AUD-9, HTTP-18
def test_health_names_the_filters(rest):
    assert "audit" in rest.ask("GET", "/health").json["extensions"]
