# SPDX-License-Identifier: GPL-3.0-or-later
"""What the server says of requests: on standard error, to `ctl log tail`, in the audit log."""
import socket
import subprocess
import time
import urllib.parse

from controlling import ControlledServer
from rest import Rest
from serving import MUSTER_SERVER, Server, clean_environment

SECRET = "hunter2-is-no-key-of-ours"


def asked_raw(server, head):
    """The status line of the answer to these bytes, on a connection of their own."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as client:
        client.sendall(head.encode("ascii"))
        return client.makefile("rb").readline()


def heads_with(key):
    """The key, and other secrets, where a client may put them by mistake or by malice."""
    host, right = "Host: 127.0.0.1\r\n", f"x-api-key: {key}\r\n"
    every_byte = "".join(f"%{byte:02x}" for byte in key.encode("ascii"))
    for spelled in (key, urllib.parse.quote(key, safe=""), every_byte):
        for target in (f"/api/v1/machines?authorization=Bearer%20{spelled}", f"/api/v1/machines/{spelled}",
                       f"/{spelled}", f"/api/v1/machines?limit={spelled}", f"/api/v1/machines?cursor=x{spelled}",
                       f"/api/v1/machines?{spelled}", f"/api/v1/machines?{spelled}=1", f"/health?x={spelled}",
                       f"/mcr/{spelled}", f"http://user:{spelled}@evil/x", f"http://evil/{spelled}", f"/a#{spelled}"):
            yield f"GET {target} HTTP/1.1\r\n{host}{right}\r\n"
    for secret in (f"/api/v1/machines?password={SECRET}&sig={SECRET}", f"http://user:{SECRET}@evil/x",
                   f"/health?{SECRET}", f"/a;password={SECRET}"):
        yield f"GET {secret} HTTP/1.1\r\n{host}\r\n"
    yield f"{key} /health HTTP/1.1\r\n{host}\r\n"
    yield f"GET /health HTTP/1.1\r\n{host}User-Agent: agent/1 {key}\r\n\r\n"
    yield f"GET /api/v1/machines/{SECRET} HTTP/1.1\r\n{host}x-api-key: {SECRET}\r\n\r\n"
    for method in ("DELETE", "PATCH", "POST"):
        yield f"{method} /api/v1/machines/{key} HTTP/1.1\r\n{host}{right}Content-Length: 0\r\n\r\n"
    yield f"POST /api/v1/machines?x={key} HTTP/1.1\r\n{host}{right}Content-Length: 0\r\n\r\n"


# contract: HTTP-21, AUD-5, SWITCH-14, SWITCH-26
def test_no_key_is_told_to_anybody(tmp_path):
    with ControlledServer(tmp_path / "ctl", "--data-dir", tmp_path / "data") as server:
        key, heads = server.api_key, list(heads_with(server.api_key))
        for head in heads:
            assert asked_raw(server, head).startswith(b"HTTP/1.1 "), head
        tail = server.ctl("log", "tail", "-n", "1000")
        events = Rest(server).ask("GET", "/audit-events").body.decode("utf-8")
        assert events.count('"request.refused"') >= 3
        lines = server.stop()[3]
    requests = [line for line in lines if '"event":"request"' in line]
    assert len(requests) == len(heads) + 1 and tail.count("\n") + 1 == len(heads)
    told = "\n".join([*lines, tail, events])
    assert key not in told and key not in urllib.parse.unquote(told) and SECRET not in told
    for path in (tmp_path / "data").iterdir():
        if path.is_file() and path.name != "api-key":
            assert key.encode("ascii") not in path.read_bytes(), path


# contract: SWITCH-9, SWITCH-14
def test_nobody_reads_what_it_says():
    """Standard error is a pipe that nobody empties, as a careless supervisor leaves it."""
    command = [*MUSTER_SERVER, "--port", "0", "--ephemeral"]
    with subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          env=clean_environment()) as process:
        try:
            port = int(process.stdout.readline().split(b'"url":"')[1].split(b'"')[0].rsplit(b":", 1)[1])
            head = f"GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\nUser-Agent: {'u' * 100}\r\n\r\n".encode("ascii")
            with socket.create_connection(("127.0.0.1", port), timeout=10) as client, client.makefile("rb") as answers:
                for _ in range(2000):
                    client.sendall(head)
                    assert answers.readline().startswith(b"HTTP/1.1 200")
                    while (line := answers.readline()) != b"\r\n":
                        if line.lower().startswith(b"content-length:"):
                            length = int(line.split(b":")[1])
                    answers.read(length)
            begun = time.monotonic()
            process.terminate()
            assert process.wait(20) == 0 and time.monotonic() - begun < 1.0
        finally:
            process.kill()


# contract: SWITCH-14
def test_who_reads_gets_every_line():
    with Server("--port", "0", "--ephemeral", program=MUSTER_SERVER) as server:
        rest = Rest(server)
        ids = [rest.at_root("GET", "/health").headers["x-request-id"] for _ in range(300)]
        lines = server.stop()[3]
    assert [line.split('"x-request-id":"')[1].split('"')[0] for line in lines if '"event":"request"' in line] == ids
