# SPDX-License-Identifier: GPL-3.0-or-later
"""What the public client never sends: wrong routes, methods, bodies, hosts and keys, over plain HTTP."""
import json
import re
import socket
import time

import pytest

import identities
from rest import Rest
from serving import Server

ENVELOPE = {"code", "message", "details"}


def is_envelope(answer, status, code):
    error = answer.json["error"]
    return (answer.status, error["code"]) == (status, code) and set(error) == ENVELOPE and \
        isinstance(error["details"], dict) and error["message"].strip() != ""


# contract: HTTP-5
@pytest.mark.parametrize("path", ["/nothing", "/machines/", "/machines/a/b", "/machine-identity", "/"])
def test_unknown_routes(rest, path):
    assert is_envelope(rest.ask("GET", path), 404, "NOT_FOUND")


# contract: HTTP-5
def test_unknown_routes_at_the_host(rest):
    for path in ("/", "/favicon.ico", "/api", "/api/v2/machines", "/api/v1/api/v1/machines"):
        assert is_envelope(rest.at_root("GET", path), 404, "NOT_FOUND"), path


# contract: HTTP-6
@pytest.mark.parametrize("method, path, allowed", [
    ("PUT", "/machines", {"GET", "POST"}), ("DELETE", "/machines", {"GET", "POST"}), ("POST", "/health", {"GET"}),
    ("POST", "/machines/mach_0123456789abcdef", {"GET", "PATCH", "DELETE"}), ("GET", "/machine-identity/challenges",
                                                                             {"POST"})])
def test_wrong_methods(rest, method, path, allowed):
    answer = rest.ask(method, path, {} if method in ("POST", "PUT") else None)
    assert is_envelope(answer, 405, "METHOD_NOT_ALLOWED")
    assert {name.strip() for name in answer.headers["allow"].split(",")} == allowed


# contract: HTTP-6
def test_head_is_no_get(rest):
    answer = rest.ask("HEAD", "/machines")
    assert answer.status == 405 and answer.body == b""


# contract: HTTP-7, HTTP-20
def test_refusals_come_in_order(rest):
    wrong = {"Content-Type": "text/plain"}
    assert rest.ask("POST", "/nothing", b"{", wrong, key=False).code == "NOT_FOUND"
    assert rest.ask("PUT", "/machines", b"{", wrong, key=False).code == "METHOD_NOT_ALLOWED"
    assert rest.ask("POST", "/machines", b"{", wrong, key=False).code == "AUTH_REQUIRED"
    assert rest.ask("POST", "/machines", b"{", wrong).code == "UNSUPPORTED_MEDIA_TYPE"
    assert rest.ask("POST", "/machines", b"{").code == "VALIDATION_ERROR"


# contract: HTTP-20
def test_both_places_of_the_key(rest, server):
    for headers, status in (({"Authorization": f"Bearer {server.api_key}"}, 200), ({"x-api-key": server.api_key}, 200),
                            ({"Authorization": "Bearer wrong"}, 401), ({"Authorization": server.api_key}, 401), ({}, 401)):
        assert rest.ask("GET", "/machines", headers=headers, key=False).status == status, headers


# contract: HTTP-18, HTTP-19, HTTP-1
def test_health_and_readiness_need_no_key(rest):
    for answer in (rest.at_root("GET", "/health"), rest.ask("GET", "/health", key=False)):
        assert answer.status == 200 and answer.json["ok"] is True
        assert re.fullmatch(r"orch_[0-9a-f]{16}", answer.json["instance"])
        assert {"verification", "evidence", "etag"} <= set(answer.json["extensions"])
    readiness = rest.ask("GET", "/readiness", key=False)
    assert (readiness.status, readiness.json["status"]) == (200, "ready")
    assert all({"name", "status"} <= set(check) for check in readiness.json["checks"])


# contract: HTTP-9
@pytest.mark.parametrize("body", [
    b"", b"{", b"[]", b"null", b'{"identityRef":"did:peaq:40","identityRef":"did:peaq:41"}', b"[" * 40 + b"]" * 40,
    b'{"identityRef":"did:peaq:40","unheardOf":[18446744073709551616]}',
    b'{"identityRef":"did:peaq:40","unheardOf":1e309}',
    b'{"identityRef":"\xff"}', b'{"identityRef":"\\ud800"}', b'{"identityRef":"did:peaq:40"} x', b"\xef\xbb\xbf{}"])
def test_bodies_that_are_no_json_object(rest, body):
    assert is_envelope(rest.ask("POST", "/machine-identity/challenges", body), 400, "VALIDATION_ERROR")


# contract: HTTP-8, HTTP-10
def test_wrong_types_are_named_together_and_strangers_ignored(rest, did):
    body = rest.machine_body(did, displayName=7, labels={"env": 1}, capabilities="gpu", unheardOf=[1])
    answer = rest.ask("POST", "/machines", body)
    assert is_envelope(answer, 400, "VALIDATION_ERROR")
    assert {"/displayName", "/labels/env", "/capabilities"} <= answer.issues
    assert not any("unheardOf" in path for path in answer.issues)
    assert rest.register(did, unheardOf=[1])["identityRef"] == did


# contract: ID-2
@pytest.mark.parametrize("ref", ["did:peaq:01", "did:peaq:-1", "DID:PEAQ:1", "did:peaq:" + "0x" + "11" * 20, "did:peaq:",
                                 "peaqos:machine:bot", " did:peaq:1", f"did:peaq:{2 ** 256}", 7, None])
def test_other_spellings_of_an_identity(rest, ref):
    answer = rest.ask("POST", "/machine-identity/challenges", {"identityRef": ref})
    assert is_envelope(answer, 400, "VALIDATION_ERROR") and answer.issues == {"/identityRef"}
    if isinstance(ref, str):
        assert "did:peaq:<" in answer.body.decode("utf-8")


# contract: ID-1
def test_the_largest_identity_is_one(rest):
    answer = rest.ask("POST", "/machine-identity/challenges", {"identityRef": f"did:peaq:{2 ** 256 - 1}"})
    assert is_envelope(answer, 503, "PEAQOS_IDENTITY_UNAVAILABLE")


# contract: ID-3, ID-4, HTTP-14, HTTP-15
def test_the_text_of_a_challenge(rest, did):
    item = rest.challenge(did)
    assert re.fullmatch(r"mic_[0-9a-f]{16}", item["challengeId"]) and item["verificationMethod"] == "eip191"
    assert item["controllerAddresses"] == [identities.CONTROLLER.address]
    time = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z"
    assert re.fullmatch("\n".join([
        "peaqOS Machine Markets identity challenge", "", f"Machine: {did}", f"Challenge: {item['challengeId']}",
        r"Orchestrator: orch_[0-9a-f]{16}", r"Nonce: [0-9a-f]{64}", f"Issued At: {time}",
        f"Expires At: {re.escape(item['expiresAt'])}"]), item["message"])


# contract: ID-14, ID-10
def test_a_proof_is_needed(rest, did):
    answer = rest.ask("POST", "/machines", rest.machine_body(did))
    assert is_envelope(answer, 400, "MACHINE_IDENTITY_PROOF_REQUIRED")


# contract: ID-7
def test_five_wrong_signatures_end_a_challenge(rest, did):
    challenge = rest.challenge(did)
    bad = {"challengeId": challenge["challengeId"],
           "signature": identities.signature(identities.STRANGER, challenge["message"])}
    good = {**bad, "signature": identities.signature(identities.CONTROLLER, challenge["message"])}
    reasons = [rest.ask("POST", "/machines", rest.machine_body(did, identityProof=bad)).details["reason"]
               for _ in range(5)]
    assert set(reasons) == {"signer_not_controller"}
    late = rest.ask("POST", "/machines", rest.machine_body(did, identityProof=good))
    assert (late.status, late.details["reason"]) == (403, "too_many_attempts")
    assert rest.register(did)["status"] == "draft"


# contract: ID-8
def test_a_seventeenth_challenge_removes_the_first(rest, did):
    proofs = [rest.proof(did) for _ in range(17)]
    gone = rest.ask("POST", "/machines", rest.machine_body(did, identityProof=proofs[0]))
    assert (gone.status, gone.details["reason"]) == (403, "unknown_challenge")
    assert rest.ask("POST", "/machines", rest.machine_body(did, identityProof=proofs[1])).status == 201


# contract: ID-25
def test_a_change_is_judged_in_order(rest, dids):
    did, other = next(dids), next(dids)
    path = f"/machines/{rest.register(did)['id']}"
    stale, bad_proof = {"If-Match": '"nothing"'}, {"challengeId": "mic_x", "signature": "0x00"}
    everything = {"identityRef": other, "identityProof": bad_proof, "status": "degraded"}
    missing = rest.ask("PATCH", "/machines/mach_missing", {"displayName": 7})
    assert missing.code == "VALIDATION_ERROR"
    assert rest.ask("PATCH", "/machines/mach_missing", everything, stale).code == "NOT_FOUND"
    assert rest.ask("PATCH", path, everything, stale).code == "PRECONDITION_FAILED"
    assert rest.ask("PATCH", path, everything).code == "MACHINE_IDENTITY_IMMUTABLE"
    everything.pop("identityRef")
    assert rest.ask("PATCH", path, everything).code == "MACHINE_IDENTITY_PROOF_INVALID"
    assert rest.ask("PATCH", path, {"status": "degraded"}).code == "VALIDATION_ERROR"


# contract: ID-18, ID-19
def test_the_kept_proof_can_be_checked_without_a_network(rest, did):
    from eth_account import Account
    from eth_account.messages import encode_defunct
    created = rest.register(did)
    proof = rest.ask("GET", f"/machines/{created['id']}").json["item"]["identityProof"]
    assert (proof["method"], proof["resolutionSource"], proof["identityRef"]) == ("eip191", "peaqos-mcr", did)
    message = encode_defunct(text=proof["evidence"]["message"])
    assert Account.recover_message(message, signature=proof["evidence"]["signature"]) == proof["signerAddress"]
    listed = [m for m in rest.ask("GET", "/machines?limit=500").json["items"] if m["id"] == created["id"]]
    assert "evidence" not in listed[0]["identityProof"]


# contract: HTTP-12
@pytest.mark.parametrize("query", ["limit=0", "limit=501", "limit=2.5", "limit=True", "limit=", "limit=-1", "cursor=",
                                   "cursor=abc", "cursor=c1_xyz", "limit=99999999999999999999"])
def test_bad_pages(rest, query):
    assert is_envelope(rest.ask("GET", "/machines?" + query), 400, "VALIDATION_ERROR")


# contract: HTTP-16
def test_revisions(rest, did):
    machine = rest.register(did)
    path = f"/machines/{machine['id']}"
    tag = rest.ask("GET", path).headers["etag"]
    changed = rest.ask("PATCH", path, {"ownerId": "o-2"}, {"If-Match": tag})
    assert changed.status == 200 and changed.headers["etag"] != tag
    assert is_envelope(rest.ask("PATCH", path, {"ownerId": "o-3"}, {"If-Match": tag}), 412, "PRECONDITION_FAILED")
    assert is_envelope(rest.ask("DELETE", path, headers={"If-Match": tag}), 412, "PRECONDITION_FAILED")
    assert rest.ask("GET", path).json["item"]["ownerId"] == "o-2"


# contract: LIFE-8, LIFE-9, LIFE-10
def test_partial_changes(rest, did):
    machine = rest.register(did, labels={"siteName": "x", "UPPER_CASE": "y"}, skillKeys=["a"])
    path = f"/machines/{machine['id']}"
    assert machine["labels"] == {"siteName": "x", "UPPER_CASE": "y"}
    same = rest.ask("PATCH", path, {}).json["item"]
    assert same["updatedAt"] == machine["updatedAt"]
    cleared = rest.ask("PATCH", path, {"labels": {}, "skillKeys": None}).json["item"]
    assert not cleared.get("labels") and not cleared.get("skillKeys")
    refused = rest.ask("PATCH", path, {"displayName": None, "ownerId": None})
    assert refused.status == 400 and refused.issues == {"/displayName", "/ownerId"}


# contract: LIFE-4, HTTP-4
def test_archiving_twice(rest, did):
    machine = rest.register(did)
    for _ in range(2):
        answer = rest.ask("DELETE", f"/machines/{machine['id']}")
        assert (answer.status, answer.body) == (204, b"")


# contract: HTTP-17
def test_media_types(rest):
    path, body = "/machine-identity/challenges", b'{"identityRef":"did:peaq:40"}'
    assert rest.ask("POST", path, body, {"Content-Type": "application/json; charset=utf-8"}).status == 201
    for kind in ("text/plain", "application/x-www-form-urlencoded", ""):
        assert is_envelope(rest.ask("POST", path, body, {"Content-Type": kind}), 415, "UNSUPPORTED_MEDIA_TYPE"), kind
    claim = {"Content-Type": "application/json", "Content-Length": "0"}
    assert rest.ask("DELETE", "/machines/mach_0123456789abcdef", headers=claim).status == 400


# contract: HTTP-21, SWITCH-14
def test_requests_are_logged_without_the_key(rest, server):
    answer = rest.ask("GET", "/machines?limit=3")
    request = answer.headers["x-request-id"]
    entry = json.loads(server.log_line(lambda line: request in line))
    assert (entry["method"], entry["status"]) == ("GET", 200) and entry["path"].startswith("/api/v1/machines")
    assert request in entry.values()
    refused = rest.ask("GET", "/machines", headers={"x-api-key": "guess-" + "9" * 20}, key=False)
    line = server.log_line(lambda text: refused.headers["x-request-id"] in text)
    assert "guess-" not in line and json.loads(line)["status"] == 401


# contract: HTTP-22
def test_headers_of_every_answer(rest):
    for answer in (rest.at_root("GET", "/health"), rest.ask("GET", "/machines"), rest.ask("GET", "/nothing"),
                   rest.ask("PUT", "/machines", {}), rest.ask("GET", "/machines", key=False)):
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["content-security-policy"] == "default-src 'none'"
        assert "x-request-id" in answer.headers
        assert not [name for name in answer.headers if name.startswith("access-control-")]


# contract: HTTP-23
def test_other_hosts(server):
    for host, status in (("evil.example", 403), ("127.0.0.1.evil.example", 403), ("", 403), ("0.0.0.0", 403),
                         ("localhost:1", 200), ("127.0.0.1", 200), ("[::1]:8787", 200)):
        rest = Rest(server)
        answer = rest.at_root("GET", "/health", {"Host": host})
        assert answer.status == status, host
        if status == 403:
            assert is_envelope(answer, 403, "HOST_NOT_ALLOWED")
        rest.close()


# contract: HTTP-24
@pytest.mark.parametrize("headers", [{"Origin": "http://127.0.0.1"}, {"Origin": "null"},
                                     {"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}])
def test_pages_in_a_browser(server, headers):
    rest = Rest(server)
    assert is_envelope(rest.ask("GET", "/machines", headers=headers), 403, "ORIGIN_NOT_ALLOWED")
    rest.close()


# contract: HTTP-25
def test_bodies_and_headers_that_are_too_large(server):
    for size, status in ((1 << 20, 400), ((1 << 20) + 1, 413)):
        rest = Rest(server)
        filler = b'{"a":"' + b"x" * (size - 8) + b'"}'
        assert rest.ask("POST", "/machine-identity/challenges", filler).status == status
        rest.close()
    rest = Rest(server)
    assert is_envelope(rest.ask("GET", "/machines", headers={"X-Filler": "x" * 17000}), 431, "HEADERS_TOO_LARGE")
    rest.close()


# contract: HTTP-26
@pytest.mark.parametrize("doubt", [b"Content-Length: 2\r\nContent-Length: 40\r\n", b"Transfer-Encoding: chunked\r\n",
                                   b"Content-Length: 2\r\nTransfer-Encoding: chunked\r\n", b"X-A: b\r\n c: d\r\n",
                                   b"Content-Length: 18446744073709551615\r\n", b"Content-Length: -1\r\n"])
def test_requests_whose_end_is_in_doubt(server, doubt):
    hidden = b"GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
    with socket.create_connection(("127.0.0.1", server.port), timeout=20) as connection:
        connection.sendall(b"POST /api/v1/machines HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
                           + doubt + b"\r\n{}" + hidden)
        answers = b""
        while chunk := connection.recv(65536):
            answers += chunk
    assert answers.count(b"HTTP/1.1 ") == 1
    assert answers.split(b" ")[1][:1] in (b"4", b"5") and b'"error"' in answers


# contract: HTTP-29
def test_wrong_keys_are_slowed_down_and_right_ones_are_not():
    with Server("--port", "0", "--ephemeral") as server:
        rest = Rest(server)
        wrong = {"x-api-key": "wrong"}
        begun = time.monotonic()
        assert is_envelope(rest.ask("GET", "/machines", headers=wrong, key=False), 401, "AUTH_INVALID")
        assert time.monotonic() - begun >= 0.25
        codes = [rest.ask("GET", "/machines", headers=wrong, key=False).code for _ in range(9)]
        assert set(codes) == {"AUTH_INVALID"}
        braked = rest.ask("GET", "/machines", headers=wrong, key=False)
        assert is_envelope(braked, 429, "RATE_LIMITED") and 1 <= int(braked.headers["retry-after"]) <= 60
        begun = time.monotonic()
        assert rest.ask("GET", "/machines").status == 200 and time.monotonic() - begun < 0.25
        rest.close()


# contract: HTTP-30
def test_a_head_that_does_not_come(server):
    with socket.create_connection(("127.0.0.1", server.port), timeout=20) as connection:
        begun = time.monotonic()
        connection.sendall(b"GET /health HTTP/1.1\r\nHost: 127.0")
        while connection.recv(65536):
            pass
        assert 4 < time.monotonic() - begun < 9


# contract: ID-5
def test_a_challenge_expires(registry):
    with Server("--port", "0", "--ephemeral", "--registry", registry, "--challenge-ttl", "1") as server:
        rest = Rest(server)
        proof = rest.proof("did:peaq:40")
        codes = set()
        while "MACHINE_IDENTITY_PROOF_EXPIRED" not in codes and len(codes) < 2:
            wrong = {**proof, "signature": "0x" + "00" * 65}
            answer = rest.ask("POST", "/machines", rest.machine_body("did:peaq:40", identityProof=wrong))
            codes.add(answer.code)
        assert answer.status == 410
        answer = rest.ask("POST", "/machines", rest.machine_body("did:peaq:40", identityProof=proof))
        assert is_envelope(answer, 410, "MACHINE_IDENTITY_PROOF_EXPIRED")
        rest.close()
