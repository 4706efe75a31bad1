# SPDX-License-Identifier: GPL-3.0-or-later
"""Where the server differs on purpose from what schemathesis expects of any server, each with its reason.

schemathesis loads this file as its hooks (SCHEMATHESIS_HOOKS). A check with deviations is replaced by one that lets
exactly these answers pass; everything else it judges as before."""
import dataclasses
import json
import re

import schemathesis
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import positive_data_acceptance

CHECKS = {check.__name__: check for check in (not_a_server_error, positive_data_acceptance)}


@dataclasses.dataclass(frozen=True)
class Deviation:
    check: str
    operations: str  # a regular expression over "METHOD /path"
    status: int
    says: str  # a regular expression over the answer's code and message
    reason: str


MACHINES = r"/api/v1/machines(/\{id\})?"
DEVIATIONS = (
    Deviation("not_a_server_error", rf"POST /api/v1/machine-identity/challenges|(GET|POST|PATCH) {MACHINES}", 503,
              "^PEAQOS_IDENTITY_UNAVAILABLE ",
              "ID-15: the vendor gives an identity that cannot be resolved this code; it is no fault of the server."),
    Deviation("positive_data_acceptance", rf"PATCH {MACHINES}", 400, "^VALIDATION_ERROR .*cannot go from",
              "LIFE-2: which state a machine may move to depends on the state it is in, which no schema can say."),
    Deviation("positive_data_acceptance", rf"(PATCH|DELETE) {MACHINES}", 412, "^PRECONDITION_FAILED ",
              "HTTP-16: a well-formed ETag of another revision is refused; that is what If-Match is for."),
    Deviation("positive_data_acceptance", r"GET /api/v1/audit-events", 400, "^VALIDATION_ERROR .*later moment than since",
              "AUD-6: two good moments in the wrong order can match nothing; no schema can compare two parameters."),
)


def deviates(check, response, case):
    try:
        error = json.loads(response.content)["error"]
        told = f"{error['code']} {error['message']}"
    except (ValueError, KeyError, TypeError):
        return False
    return any(d.check == check and d.status == response.status_code and re.fullmatch(d.operations, case.operation.label)
               and re.search(d.says, told, re.DOTALL) for d in DEVIATIONS)


def replaced(name, original):
    def judge(ctx, response, case):
        return None if deviates(name, response, case) else original(ctx, response, case)

    judge.__name__ = f"deliberate_{name}"
    return judge


for _name, _check in CHECKS.items():
    schemathesis.check(replaced(_name, _check))


def fits_64_bits(value):
    if isinstance(value, dict):
        return all(fits_64_bits(member) for member in value.values())
    if isinstance(value, list):
        return all(fits_64_bits(element) for element in value)
    return isinstance(value, bool) or not isinstance(value, (int, float)) or abs(value) < 2 ** 63


@schemathesis.hook
def filter_body(_, body):
    """HTTP-9: a number that 64 bits cannot hold is refused wherever it stands, in members that are ignored too; a schema
    says nothing of those. Such bodies are not tried."""
    return fits_64_bits(body)
