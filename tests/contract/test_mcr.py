# SPDX-License-Identifier: GPL-3.0-or-later
"""The embedded registry as a public MCR: plain HTTP, and the public client's own queries with its own checks."""
import contextlib
import json

import pytest
import requests
from peaq_os_sdk.exceptions import ApiError
from peaq_os_sdk.query.client import PeaqosQueryClient

import identities
from rest import Rest
from serving import Server

OPERATOR = identities.CONTROLLER.address
LARGEST = 2**256 - 1


def _entries():
    fleet = [{"did": f"did:peaq:{n}", "controllers": [OPERATOR], "operator": OPERATOR} for n in range(100, 125)]
    return fleet + [
        {"did": "did:peaq:7", "controllers": [OPERATOR, identities.STRANGER.address], "name": "Crane",
         "operator": identities.STRANGER.address},
        {"did": "did:peaq:10", "controllers": [OPERATOR], "rating": "BB"},
        {"did": "did:peaq:11", "controllers": [OPERATOR], "rating": "AAA", "bonded": False},
        {"did": f"did:peaq:{LARGEST}", "controllers": [OPERATOR], "bonded": False},
        {"did": "did:peaq:8", "controllers": [], "operator": OPERATOR},
        {"did": "did:peaq:9", "controllers": [OPERATOR], "operator": OPERATOR, "active": False}]


@pytest.fixture(name="server", scope="module")
def _server(tmp_path_factory):
    registry = tmp_path_factory.mktemp("mcr") / "registry.json"
    registry.write_text(json.dumps(_entries()), encoding="utf-8")
    with Server("--port", "0", "--ephemeral", "--registry", registry) as server:
        yield server


class ToOurServer(requests.adapters.HTTPAdapter):
    """The client knows only the vendor's address; its requests are carried to ours, unchanged but for the host."""

    def __init__(self, url):
        super().__init__()
        self._url = url

    def send(self, request, **options):
        request.url = request.url.replace("https://mcr.peaq.xyz", self._url)
        return super().send(request, **options)


@pytest.fixture(name="queries")
def _queries(server):
    with contextlib.closing(PeaqosQueryClient()) as client:
        assert client.api_url == "https://mcr.peaq.xyz"
        client.session.mount(client.api_url, ToOurServer(server.url))
        yield client


# contract: MCR-1, MCR-2, MCR-3
def test_the_public_client_accepts_every_shape(queries):
    rating = queries.query_mcr("did:peaq:7")
    assert (rating["machine_id"], rating["mcr"], rating["mcr_score"]) == (7, "Provisioned", 0)
    assert (rating["bond_status"], rating["revenue_trend"], rating["last_updated"]) == ("bonded", "insufficient", None)
    assert queries.query_mcr(f"did:peaq:{LARGEST}")["mcr"] == "NR"
    assert queries.query_mcr("did:peaq:10")["mcr"] == queries.query_machine("did:peaq:10")["peaqos"]["mcr"] == "BB"
    assert queries.query_mcr("did:peaq:11")["mcr"] == "NR"
    profile = queries.query_machine("did:peaq:7")
    assert (profile["name"], profile["peaqos"]["operator"]) == ("Crane", f"did:peaq:{identities.STRANGER.address}")
    assert "controller" not in profile["peaqos"] and "owner" not in profile["peaqos"]
    unnamed = queries.query_machine(f"did:peaq:{LARGEST}")
    assert (unnamed["name"], unnamed["peaqos"]["operator"]) == (f"Machine #{LARGEST}", None)
    fleet = queries.query_operator_machines(f"did:peaq:{OPERATOR.lower()}")
    assert [machine["machine_id"] for machine in fleet["machines"]] == [8, *range(100, 119)]
    assert fleet["pagination"] == {"offset": 0, "limit": 20, "total": 26}


# contract: MCR-4
def test_the_public_client_understands_the_refusals(queries):
    for call, did, code, status in ((queries.query_mcr, "did:peaq:999", "NOT_FOUND", 404),
                                    (queries.query_machine, "did:peaq:999", "NOT_FOUND", 404),
                                    (queries.query_machine, "did:peaq:9", "CONFLICT", 409),
                                    (queries.query_operator_machines, "did:peaq:0x12", "INVALID_REQUEST", 400)):
        with pytest.raises(ApiError) as caught:
            call(did)
        assert (caught.value.code, caught.value.http_status) == (code, status)
    with pytest.raises(ApiError) as caught:
        queries.query_mcr("did:peaq:9")
    assert caught.value.server_code == "MACHINE_DEACTIVATED" and "did:peaq:9" in caught.value.server_message


# contract: MCR-1, MCR-3, MCR-4
@pytest.mark.parametrize("spelling", ["did:peaq:7", "did%3Apeaq%3A7", "did%3apeaq%3a7", "peaqos:machine:7"])
def test_either_spelling_of_an_identity_leads_to_it(rest, spelling):
    answer = rest.at_root("GET", f"/machine/{spelling}")
    assert (answer.status, answer.json["peaqos"]["did"]) == (200, "did:peaq:7")
    assert answer.json["peaqos"]["controllers"] == [OPERATOR, identities.STRANGER.address]
    assert rest.at_root("GET", f"/mcr/{spelling}").json["did"] == "did:peaq:7"


# contract: MCR-4
@pytest.mark.parametrize("path", ["/machine/", "/mcr/", "/machine/did:peaq:", "/machine/did:peaq:007", "/mcr/42",
                                  "/machine/did:peaq:0x12", f"/mcr/did:peaq:{2**256}", "/operator//machines",
                                  "/operator/did:peaq:42/machines", f"/operator/{OPERATOR.swapcase()}/machines"])
def test_what_is_no_identity_is_refused_in_words(rest, path):
    answer = rest.at_root("GET", path)
    assert answer.status == 400 and list(answer.json) == ["detail"] and answer.json["detail"].strip()


# contract: HTTP-6, HTTP-22, MCR-1
def test_the_registry_is_read_only_and_needs_no_key(rest):
    for path in ("/mcr/did:peaq:7", "/machine/did:peaq:7", f"/operator/{OPERATOR}/machines"):
        answer = rest.at_root("GET", path)
        assert answer.status == 200 and answer.headers["cache-control"] == "no-store"
        for method in ("POST", "PUT", "PATCH", "DELETE"):
            refused = rest.at_root(method, path)
            assert (refused.status, refused.headers["allow"]) == (405, "GET")
    assert rest.at_root("GET", "/machine/did:peaq:7/").status == 404
    assert rest.at_root("GET", "/machine/did%2Fpeaq").status == 404


# contract: MCR-5
def test_an_operators_machines_come_in_pages(rest):
    numbers, offset = [], 0
    while offset < 30:
        page = rest.at_root("GET", f"/operator/did:peaq:{OPERATOR}/machines?offset={offset}&limit=7").json
        assert page["operator_did"] == f"did:peaq:{OPERATOR}"
        assert page["pagination"] == {"offset": offset, "limit": 7, "total": 26}
        numbers += [int(machine["machine_id"]) for machine in page["machines"]]
        offset += 7
    assert numbers == [8, *range(100, 125)]
    nobody = rest.at_root("GET", f"/operator/0x{'12' * 20}/machines").json
    assert (nobody["machines"], nobody["pagination"]["total"]) == ([], 0)
    for query in ("limit=0", "limit=21", "limit=x", "offset=-1", "offset=1e3", "limit=5&limit=6", "limit=99999999999"):
        answer = rest.at_root("GET", f"/operator/{OPERATOR}/machines?{query}")
        assert answer.status == 400 and query.split("=", maxsplit=1)[0] in answer.json["detail"]


# contract: MCR-1, SWITCH-7
def test_a_default_controller_answers_here_too():
    with Server("--port", "0", "--ephemeral", "--default-controller", OPERATOR) as server:
        rest = Rest(server)
        assert rest.at_root("GET", "/machine/did:peaq:31").json["peaqos"]["controllers"] == [OPERATOR]
