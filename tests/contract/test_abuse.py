# SPDX-License-Identifier: GPL-3.0-or-later
"""What hostile clients cost a running server: memory, time, descriptors, and never the service of the others."""
import contextlib
import pathlib
import resource
import select
import socket
import time

import pytest

from rest import Rest
from serving import MUSTER_SERVER, Server

# It takes long, and is run once more by `./dev test --all` against the release, whose bounds are the narrow ones.
pytestmark = pytest.mark.slow

MEBIBYTE = 1 << 20
GET = b"GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\n"
POST = b"POST /api/v1/machines HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
HIDDEN = GET + b"\r\n"
# A program that is built with the address sanitizer has a shadow of all its memory, and is some times slower.
SANITIZED = b"__asan_init" in pathlib.Path(MUSTER_SERVER[0]).read_bytes()
GROWTH = (8 if not SANITIZED else 40) * MEBIBYTE
PATIENCE = 1 if not SANITIZED else 5


def peak_memory(server):
    for line in pathlib.Path(f"/proc/{server.pid}/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) * 1024
    raise AssertionError("no such process")


def connected(server):
    return socket.create_connection(("127.0.0.1", server.port), timeout=20)


def send_all(connection, start, filler=0):
    """Sends until everything is sent or the server hangs up."""
    with contextlib.suppress(OSError):
        connection.sendall(start)
        for _ in range(filler):
            connection.sendall(b"a" * MEBIBYTE)


def everything(connection):
    answers = b""
    with contextlib.suppress(ConnectionError):
        while chunk := connection.recv(65536):
            answers += chunk
    return answers


def is_served(server):
    with contextlib.suppress(OSError), connected(server) as connection:
        connection.sendall(HIDDEN)
        return connection.recv(65536).startswith(b"HTTP/1.1 200 ")
    return False


def seconds_until(condition, most):
    begun = time.monotonic()
    while not condition():
        assert time.monotonic() - begun < most, f"not within {most} s"
        time.sleep(0.02)
    return time.monotonic() - begun


@pytest.fixture(name="fresh")
def _fresh():
    """A server that has answered one request, so that what it always needs is there."""
    with Server("--port", "0", "--ephemeral", program=MUSTER_SERVER) as server:
        assert Rest(server).ask("GET", "/machines").status == 200
        yield server
        assert is_served(server)


@pytest.fixture(name="descriptors")
def _descriptors():
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 4096), hard))
    yield
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


# contract: HTTP-25, HTTP-26
@pytest.mark.parametrize(("start", "filler", "status"), [
    (GET + b"X: ", 200, b"431"),
    (POST + b"Content-Length: 314572800\r\n\r\n", 300, b"413"),
    (POST + b"Content-Length: 18446744073709551615\r\n\r\n" + HIDDEN, 0, b"413"),
    (POST + b"Content-Length: 3\r\nContent-Length: 40\r\n\r\nabc" + HIDDEN, 0, b"400"),
    (POST + b"Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n\r\n" + HIDDEN, 0, b"501"),
    (b"GET /health HTTP/1.1\r\nHost: evil.example\r\n\r\n" + HIDDEN, 0, b"403"),
    (b"GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\nHost: evil.example\r\n\r\n" + HIDDEN, 0, b"400"),
    (b"GET /health HTTP/1.1\r\n\r\n" + HIDDEN, 0, b"400"),
    (POST + b"Transfer-Encoding: chunked\r\n\r\n-5\r\nabc\r\n0\r\n\r\n" + HIDDEN, 0, b"501"),
    (POST + b"Transfer-Encoding: chunked\r\n\r\n7fffffffffffffff\r\n", 64, b"501"),
], ids=["header of 200 MiB", "body of 300 MiB", "length of 2^64-1", "two lengths", "length and chunked", "foreign host",
        "two hosts", "no host", "negative chunk", "endless chunk"])
def test_one_refusal_and_no_growth(fresh, start, filler, status):
    before = peak_memory(fresh)
    with connected(fresh) as connection:
        send_all(connection, start, filler)
        answers = everything(connection)
    # A client that goes on sending may lose the answer to the reset that follows it; never get a second one.
    assert answers.count(b"HTTP/1.1 ") == 1 or (filler and answers == b"")
    assert not answers or answers.split(b" ")[1] == status
    assert peak_memory(fresh) - before <= GROWTH


# contract: HTTP-30, HTTP-34
@pytest.mark.usefixtures("descriptors")
def test_a_thousand_half_open_connections(fresh):
    before = peak_memory(fresh)
    with contextlib.ExitStack() as stack:
        clients = {}
        for _ in range(1000):
            client = stack.enter_context(connected(fresh))
            send_all(client, b"GET /health HTTP/1.1\r\nHo")
            clients[client.fileno()] = client
        begun = time.monotonic()
        poll = select.epoll()
        stack.callback(poll.close)
        for number in clients:
            poll.register(number, select.EPOLLIN | select.EPOLLRDHUP)
        served_after = None
        while clients or served_after is None:
            assert time.monotonic() - begun < 20 * PATIENCE
            for number, _ in poll.poll(0.05):
                with contextlib.suppress(ConnectionError):
                    if clients[number].recv(65536):
                        continue
                poll.unregister(number)
                clients.pop(number)
            if served_after is None and is_served(fresh):
                served_after = time.monotonic() - begun
        gone_after = time.monotonic() - begun
    assert gone_after <= 6.5 * PATIENCE
    assert served_after <= 6.0 * PATIENCE
    assert peak_memory(fresh) - before <= GROWTH
    begun = time.monotonic()
    assert is_served(fresh)
    assert time.monotonic() - begun <= 0.2 * PATIENCE


# contract: HTTP-34
@pytest.mark.usefixtures("descriptors")
def test_few_descriptors_are_kept_for_those_who_are_served():
    program = ("prlimit", "--nofile=120:120", *MUSTER_SERVER)
    with Server("--port", "0", "--ephemeral", program=program) as server:
        with contextlib.ExitStack() as stack:
            for _ in range(300):
                send_all(stack.enter_context(connected(server)), HIDDEN[:-2])
        seconds_until(lambda: is_served(server), 10 * PATIENCE)
        assert Rest(server).ask("GET", "/machines").status == 200


# The sanitizer's own runtime needs descriptors, and ends the program that has none.
# contract: HTTP-34
@pytest.mark.skipif(SANITIZED, reason="the sanitizer's runtime needs descriptors of its own")
def test_a_client_waits_while_there_is_no_descriptor(fresh):
    old = resource.prlimit(fresh.pid, resource.RLIMIT_NOFILE)
    resource.prlimit(fresh.pid, resource.RLIMIT_NOFILE, (3, old[1]))
    with connected(fresh) as waiting:
        waiting.sendall(HIDDEN)
        assert select.select([waiting], [], [], 0.5)[0] == []
        resource.prlimit(fresh.pid, resource.RLIMIT_NOFILE, old)
        assert waiting.recv(65536).startswith(b"HTTP/1.1 200 ")
