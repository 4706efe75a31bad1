# SPDX-License-Identifier: GPL-3.0-or-later
"""The document that the server answers about itself, judged by public validators."""
import http.client
import json
import re

import openapi_spec_validator
import pytest
from openapi_schema_validator import OAS31Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from rest import Rest
from serving import Server

ABSENT = [("GET", "/tasks"), ("POST", "/tasks"), ("GET", "/runs/run_1"), ("GET", "/routes"), ("GET", "/outcomes"),
          ("GET", "/events"), ("GET", "/metrics"), ("GET", "/policies"), ("POST", "/market/search"),
          ("GET", "/machines/mach_1/agent-pairings"), ("PUT", "/machines/mach_1/runtime-endpoints/qvac")]


@pytest.fixture(name="document", scope="module")
def _document(server):
    return served(server)


def served(server, path="/api/v1/openapi.json"):
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)
    connection.request("GET", path)
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    assert answer.status == 200 and answer.headers["Content-Type"] == "application/json"
    return json.loads(body)


def nodes(value, place=""):
    """Each object and array of the document with its JSON Pointer, outermost first."""
    yield place, value
    members = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, member in members:
        yield from nodes(member, f"{place}/{str(name).replace('~', '~0').replace('/', '~1')}")


def at(document, pointer):
    for token in pointer.removeprefix("#/").split("/"):
        document = document[token.replace("~1", "/").replace("~0", "~")]
    return document


def given(place, node):
    """(name, example) of a media type, a parameter or a schema."""
    if "example" in node:
        yield place, node["example"]
    examples = node.get("examples", {})
    if isinstance(examples, dict):
        yield from ((f"{place} {name}", example["value"]) for name, example in examples.items())


# contract: HTTP-37
def test_the_document_is_valid_and_answered_at_both_places_without_a_key(server, document):
    openapi_spec_validator.validate(document)
    assert document == served(server, "/openapi.json") and document["openapi"].startswith("3.1")


# contract: HTTP-37
def test_every_reference_leads_somewhere(document):
    references = [node["$ref"] for _, node in nodes(document) if isinstance(node, dict) and "$ref" in node]
    assert references and all(at(document, reference) for reference in references)


# contract: HTTP-37
def test_every_component_is_used(document):
    used = {node["$ref"] for _, node in nodes(document) if isinstance(node, dict) and "$ref" in node}
    # Any path may answer 405, so no operation names it.
    unused = {f"#/components/{kind}/{name}" for kind, components in document["components"].items()
              for name in components if kind != "securitySchemes"} - used
    assert unused == {"#/components/responses/MethodNotAllowed"}


# contract: HTTP-37
def test_every_example_fits_its_schema(document):
    registry = Registry().with_resource("urn:document", Resource(contents=document, specification=DRAFT202012))

    def refusals(schema_place, example):
        validator = OAS31Validator({"$ref": f"urn:document#{schema_place}"}, registry=registry,
                                   format_checker=OAS31Validator.FORMAT_CHECKER)
        return [f"{schema_place}: {fault.message}" for fault in validator.iter_errors(example)]

    wrong, seen = [], 0
    for place, node in nodes(document):
        if not isinstance(node, dict) or "/example" in place:
            continue
        pairs = [(f"{place}/schema", e) for _, e in given(place, node)] if isinstance(node.get("schema"), dict) else []
        if isinstance(node.get("examples"), list):
            pairs += [(place, example) for example in node["examples"]]
        for schema_place, example in pairs:
            seen += 1
            wrong += refusals(schema_place, example)
    assert not wrong and seen > 60


# contract: HTTP-37, ID-1
def test_the_pattern_of_an_identity_bounds_the_number(document):
    pattern = document["components"]["schemas"]["IdentityRef"]["pattern"]
    largest = 2 ** 256 - 1
    for number in (0, 1, 10 ** 76, 10 ** 77, 10 ** 77 + 12345, 11 * 10 ** 76, 115 * 10 ** 75, 11579 * 10 ** 73, largest):
        assert re.search(pattern, f"did:peaq:{number}") and re.search(pattern, f"peaqos:machine:{number}"), number
    for text in ("did:peaq:01", "did:peaq:", "did:peaq:-1", "did:peaq:0x1", "DID:PEAQ:1", " did:peaq:1",
                 *(f"did:peaq:{n}" for n in (largest + 1, 116 * 10 ** 75, 1158 * 10 ** 74, 2 * 10 ** 77, 10 ** 78))):
        assert not re.search(pattern, text), text


# contract: HTTP-37
def test_every_operation_has_an_example_of_what_it_answers(document):
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            good = [answer for status, answer in operation["responses"].items() if status.startswith("2")]
            assert all("example" in answer["content"]["application/json"] for answer in good if "content" in answer), path
            assert good and operation["summary"] and operation["operationId"], (path, method)


# contract: HTTP-37, ID-23
def test_the_document_says_what_this_server_demands(document, registry):
    assert document["security"] == [{"apiKey": []}, {"bearer": []}]
    assert {"identityRef", "identityProof"} <= set(document["components"]["schemas"]["NewMachine"]["required"])
    with Server("--port", "0", "--ephemeral", "--registry", registry, "--no-api-key",
                "--identity-verification", "optional") as server:
        other = served(server)
    openapi_spec_validator.validate(other)
    assert other["security"] == []
    assert not {"identityRef", "identityProof"} & set(other["components"]["schemas"]["NewMachine"]["required"])
    assert not [path for path, operations in other["paths"].items() for operation in operations.values()
                if "401" in operation["responses"]]


# contract: HTTP-36, HTTP-8
def test_faults_of_structure_and_of_content_are_named_together(rest, did):
    body = rest.machine_body(did, displayName=5, ownerId="x" * 201, runtimeProfile="\u0001",
                             capabilities=["a", "a", 7], labels={"k" * 64: "v"}, identityProof={"signature": " "})
    answer = rest.ask("POST", "/machines", body)
    assert answer.status == 400 and answer.issues == {
        "/displayName", "/ownerId", "/runtimeProfile", "/capabilities/1", "/capabilities/2", "/labels/" + "k" * 64,
        "/identityProof/challengeId", "/identityProof/signature"}
    places = [issue["path"] for issue in answer.details["issues"]]
    assert len(places) == len(set(places))


# contract: HTTP-36, HTTP-8
def test_what_the_document_requires_is_missed_at_once(rest):
    required = rest.at_root("GET", "/openapi.json").json["components"]["schemas"]["NewMachine"]["required"]
    answer = rest.ask("POST", "/machines", {"machineType": "x"})
    assert answer.status == 400 and answer.issues == {f"/{name}" for name in required} - {"/machineType"}
    assert {"/identityRef", "/identityProof"} < answer.issues


# contract: HTTP-38, HTTP-7
@pytest.mark.parametrize("method, path", ABSENT)
def test_absent_operations_say_so(rest, method, path):
    body = {} if method in ("POST", "PUT") else None
    answer = rest.ask(method, path, body)
    assert (answer.status, answer.code) == (501, "NOT_IMPLEMENTED")
    assert rest.ask(method, path, body, key=False).code == "AUTH_REQUIRED"


# contract: HTTP-38, HTTP-6
def test_absent_operations_have_methods_too(rest):
    answer = rest.ask("DELETE", "/policies")
    assert (answer.status, answer.code, answer.headers["allow"]) == (405, "METHOD_NOT_ALLOWED", "GET, POST")
    assert rest.ask("POST", "/machine-agents/heartbeat", {}, key=False).code == "NOT_IMPLEMENTED"


# contract: HTTP-38, AUD-4
def test_writes_to_absent_operations_are_in_the_audit_log(registry):
    with Server("--port", "0", "--ephemeral", "--registry", registry) as server:
        rest = Rest(server)
        assert rest.ask("POST", "/tasks", {}).status == 501
        events = rest.ask("GET", "/audit-events?type=request.refused").json["items"]
        assert [event["payload"]["path"] for event in events] == ["/api/v1/tasks"]
        rest.close()
