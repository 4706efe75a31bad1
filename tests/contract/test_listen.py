# SPDX-License-Identifier: GPL-3.0-or-later
"""Where a server listens, to whom it answers, and that nothing listens after its end."""
import signal
import socket
import time

import pytest

from rest import Rest
from serving import MUSTER_SERVER, Server, run_to_end


def status(server, host, address="127.0.0.1", key=None):
    field = f"x-api-key: {key}\r\n" if key else ""
    with socket.create_connection((address, server.port), timeout=20) as connection:
        connection.sendall(f"GET /api/v1/machines HTTP/1.1\r\nHost: {host}\r\n{field}\r\n".encode("ascii"))
        return int(connection.recv(65536).split(b" ")[1])


# contract: SWITCH-28
def test_ipv6_loopback_when_asked():
    with Server("--port", "0", "--ephemeral", "--listen", "::1", program=MUSTER_SERVER) as server:
        assert server.url == f"http://[::1]:{server.port}"
        assert status(server, f"[::1]:{server.port}", "::1", server.api_key) == 200
        assert status(server, "evil.example", "::1", server.api_key) == 403
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.1", server.port), timeout=1)


# contract: SWITCH-28, HTTP-23
def test_open_to_others_with_a_key_and_a_name():
    with Server("--port", "0", "--ephemeral", "--listen", "0.0.0.0", "--allow-host", "Fleet.example", "--allow-host",
                "depot", program=MUSTER_SERVER) as server:
        server.log_line(lambda line: "other computers" in line and "0.0.0.0" in line)
        assert server.url == f"http://fleet.example:{server.port}"
        for host in ("fleet.example", "depot:80", "127.0.0.1", "localhost"):
            assert status(server, host, key=server.api_key) == 200
            assert status(server, host) == 401
        for host in ("0.0.0.0", "fleet", "depot.evil.example"):
            assert status(server, host, key=server.api_key) == 403


# contract: SWITCH-28, SWITCH-2
@pytest.mark.parametrize("options", [("--listen", "0.0.0.0"), ("--listen", "::", "--allow-host", "a", "--no-api-key"),
                                     ("--listen", "localhost"), ("--allow-host", "*"), ("--allow-host", "")],
                         ids=" ".join)
def test_refusals(options):
    ended = run_to_end(MUSTER_SERVER, "--port", "0", "--ephemeral", *options)
    assert (ended.code, ended.out) == (2, "") and ended.err.count("\n") == 1 and options[0] in ended.err


# contract: SWITCH-28
def test_an_address_of_another_computer():
    ended = run_to_end(MUSTER_SERVER, "--port", "0", "--ephemeral", "--listen", "192.0.2.1", "--allow-host", "a")
    assert (ended.code, ended.out) == (1, "") and "192.0.2.1" in ended.err


# contract: SWITCH-29, SWITCH-9
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL], ids=["TERM", "KILL"])
def test_nothing_listens_after_the_end(number):
    with Server("--port", "0", "--ephemeral", program=MUSTER_SERVER) as server:
        kept = Rest(server)
        assert kept.ask("GET", "/machines").status == 200
        with socket.create_connection(("127.0.0.1", server.port), timeout=20) as half:
            half.sendall(b"GET /health HTTP/1.1\r\nHo")
            begun = time.monotonic()
            server.send(number)
            while time.monotonic() - begun < 1:
                try:
                    socket.create_connection(("127.0.0.1", server.port), timeout=1).close()
                except OSError:
                    break
            else:
                raise AssertionError("the port is still open after a second")
        kept.close()
