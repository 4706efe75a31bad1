# SPDX-License-Identifier: GPL-3.0-or-later
"""An MCR made by hand: a real HTTP server whose next answers a test chooses."""
import contextlib
import http.server
import json
import threading


def machine_body(did, controllers, **members):
    return json.dumps({"schema_version": "1.0", "name": did, "peaqos": {
        "did": did, "machine_id": did.rsplit(":", 1)[1], "operator": None, "bond_status": "bonded",
        "controllers": controllers, **members}}).encode("utf-8")


class ScriptedMcr:
    """`says(did)` answers (status, headers, body); `delay` seconds pass before each answer."""

    def __init__(self, says):
        self.says = says
        self.asked = []
        self._delay = 0
        self._ended = threading.Event()
        mcr = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                did = self.path.removeprefix("/machine/")
                mcr.asked.append(did)
                mcr._ended.wait(mcr._delay)
                status, headers, body = mcr.says(did)
                self.send_response(status)
                for name, value in {"Content-Length": str(len(body)), **headers}.items():
                    self.send_header(name, value)
                with contextlib.suppress(OSError):  # the one who asked may have left
                    self.end_headers()
                    self.wfile.write(body)

            def log_message(self, *_):
                pass

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def slow(self, seconds):
        self._delay = seconds

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._ended.set()
        self._server.shutdown()
        self._server.server_close()
