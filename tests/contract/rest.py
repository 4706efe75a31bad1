# SPDX-License-Identifier: GPL-3.0-or-later
"""Plain HTTP against a server, for what the public client would never send."""
import http.client
import json

import identities


class Answer:
    def __init__(self, response):
        self.status = response.status
        self.headers = {name.lower(): value for name, value in response.getheaders()}
        self.body = response.read()

    @property
    def json(self):
        return json.loads(self.body)

    @property
    def code(self):
        return self.json["error"]["code"]

    @property
    def details(self):
        return self.json["error"]["details"]

    @property
    def issues(self):
        return {issue["path"] for issue in self.details["issues"]}


class Rest:
    """One kept connection to a server."""

    def __init__(self, server):
        self._connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)
        self._key = server.api_key

    def ask(self, method, path, body=None, headers=None, key=True):
        self.begin(method, path, body, headers, key)
        return Answer(self._connection.getresponse())

    def begin(self, method, path, body=None, headers=None, key=True):
        """Sends a request whose answer nobody waits for."""
        sent = {"Content-Type": "application/json"} if body is not None else {}
        if key and self._key:
            sent["x-api-key"] = self._key
        sent.update(headers or {})
        raw = body if body is None or isinstance(body, bytes) else json.dumps(body).encode("utf-8")
        self._connection.request(method, "/api/v1" + path, raw, sent)

    def at_root(self, method, path, headers=None):
        self._connection.request(method, path, None, headers or {})
        return Answer(self._connection.getresponse())

    def challenge(self, did):
        answer = self.ask("POST", "/machine-identity/challenges", {"identityRef": did})
        assert answer.status == 201, answer.body
        return answer.json["item"]

    def proof(self, did, account=identities.CONTROLLER):
        challenge = self.challenge(did)
        return {"challengeId": challenge["challengeId"],
                "signature": identities.signature(account, challenge["message"])}

    def machine_body(self, did, **members):
        return {"displayName": f"Machine {did}", "ownerId": "operator-1", "machineType": "edge-node",
                "runtimeProfile": "linux", "identityRef": did, **members}

    def register(self, did, **members):
        answer = self.ask("POST", "/machines", self.machine_body(did, identityProof=self.proof(did), **members))
        assert answer.status == 201, answer.body
        return answer.json["item"]

    def close(self):
        self._connection.close()
