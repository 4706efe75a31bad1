# SPDX-License-Identifier: GPL-3.0-or-later
"""An MCR that takes five seconds for everybody: those who are known do not feel it, those who are not wait few."""
import concurrent.futures
import http.client
import threading
import time

import pytest

import identities
from rest import Answer, Rest
from scriptedmcr import ScriptedMcr, machine_body
from serving import MUSTER_SERVER, Server

# Of these the server serves 64 connections at once and tells the others to come back.
KNOWN, KEPT, NEW = 8, 50, 200
PROMISED = 1.0


class Clock:
    """What each request took from before its connection to its last byte."""

    def __init__(self, server, machines):
        self._server, self._machines = server, machines
        self.connections = threading.local()

    def read(self, number, kept=False):
        begun = time.monotonic()
        connection = self._kept() if kept else self._new()
        connection.request("GET", f"/api/v1/machines/{self._machines[number % len(self._machines)]}",
                           headers={"x-api-key": self._server.api_key, **({} if kept else {"Connection": "close"})})
        answer = Answer(connection.getresponse())
        if not kept:
            connection.close()
        return answer.status if answer.status == 200 else answer.code, time.monotonic() - begun

    def _new(self):
        return http.client.HTTPConnection("127.0.0.1", self._server.port, timeout=30)

    def _kept(self):
        if not hasattr(self.connections, "one"):
            self.connections.one = self._new()
        return self.connections.one


@pytest.fixture(name="served", scope="module")
def _served():
    """A server whose every kept answer is too old the moment it is stored, and whose MCR is slow from now on."""
    with ScriptedMcr(lambda did: (200, {}, machine_body(did, [identities.CONTROLLER.address]))) as mcr, \
            Server("--port", "0", "--ephemeral", "--mcr-url", mcr.url, "--mcr-fresh", "0",
                   program=MUSTER_SERVER) as server:
        rest = Rest(server)
        machines = [rest.register(f"did:peaq:{number}")["id"] for number in range(KNOWN)]
        rest.close()
        mcr.slow(5)
        yield server, machines


# contract: ID-31, HTTP-34
@pytest.mark.slow
def test_known_identities_are_answered_within_a_second(served):
    server, machines = served
    clock = Clock(server, machines)
    kept_are_open = threading.Event()
    barrier, gate = threading.Barrier(KEPT), threading.Barrier(NEW)

    def come(number):
        kept_are_open.wait(30)
        gate.wait(30)  # two hundred at the same moment
        return clock.read(number)

    def keep(number):
        first = clock.read(number, kept=True)
        barrier.wait(30)  # all fifty are open at once before any asks again
        kept_are_open.set()
        return [first, *(clock.read(number, kept=True) for _ in range(3))]

    with concurrent.futures.ThreadPoolExecutor(KEPT) as keepers, \
            concurrent.futures.ThreadPoolExecutor(NEW) as newcomers:
        kept = [keepers.submit(keep, number) for number in range(KEPT)]
        new = [newcomers.submit(come, number) for number in range(NEW)]
        seen = [pair for future in kept for pair in future.result()]
        came = [future.result() for future in new]
    print(f"slowest of {len(seen) + len(came)}: {max(taken for _, taken in seen + came):.3f} s, "
          f"{sum(status == 200 for status, _ in came)} of {NEW} new ones served")
    assert {status for status, _ in seen} == {200}
    assert {status for status, _ in came} <= {200, "RATE_LIMITED"} and any(status == 200 for status, _ in came)
    assert max(taken for _, taken in seen + came) < PROMISED


# contract: ID-31
@pytest.mark.slow
def test_few_wait_for_the_unknown_and_the_rest_are_told_early(served):
    server, machines = served
    clock = Clock(server, machines)

    def challenge(number):
        rest = Rest(server)
        begun = time.monotonic()
        answer = rest.ask("POST", "/machine-identity/challenges", {"identityRef": f"did:peaq:{1000 + number}"})
        rest.close()
        return answer, time.monotonic() - begun

    with concurrent.futures.ThreadPoolExecutor(60) as pool:
        asked = [pool.submit(challenge, number) for number in range(45)]
        time_of_known = [pool.submit(clock.read, number).result() for number in range(10)]
        seen = [future.result() for future in asked]
    assert {answer.status for answer, _ in seen} == {503}
    assert {answer.details["reason"] for answer, _ in seen} == {"resolver_unreachable"}
    assert all(int(answer.headers["retry-after"]) > 0 for answer, _ in seen)
    early = [taken for _, taken in seen if taken < 2]
    assert len(early) >= len(seen) - 32 and max(taken for _, taken in seen) < 8
    assert all(status == 200 and taken < PROMISED for status, taken in time_of_known)
