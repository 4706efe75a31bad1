# SPDX-License-Identifier: GPL-3.0-or-later
"""What the server says of requests: on standard error, to `ctl log tail`, in the audit log."""
import socket
import urllib.parse

from controlling import ControlledServer
from rest import Rest

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
