# SPDX-License-Identifier: GPL-3.0-or-later
"""Where the server differs on purpose from what schemathesis expects of any server, each with its reason; and a check of our
own, that no answer tells of the inside of the server.

schemathesis loads this file as its hooks (SCHEMATHESIS_HOOKS). A check with deviations is replaced by one that lets
exactly these answers pass; everything else it judges as before. Each deviation that occurs is noted in the file SEEN of the
folder that schemathesis runs in."""
import dataclasses
import json
import pathlib
import re

import schemathesis
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import Failure
from schemathesis.specs.openapi.checks import ignored_auth, positive_data_acceptance, use_after_free

CHECKS = {check.__name__: check for check in (not_a_server_error, positive_data_acceptance, use_after_free, ignored_auth)}


@dataclasses.dataclass(frozen=True)
class Deviation:
    check: str
    operations: str  # a regular expression over "METHOD /path"
    says: str  # a regular expression over the failure's title, its message and what told() says of the answer
    reason: str
    always: bool = True  # whether it occurs in every run


MACHINE = r"/api/v1/machines/\{id\}"
DEVIATIONS = (
    Deviation("not_a_server_error", "POST /api/v1/machine-identity/challenges", " 503 PEAQOS_IDENTITY_UNAVAILABLE ",
              "ID-15: the vendor gives an identity that cannot be resolved this code; it is no fault of the server."),
    Deviation("positive_data_acceptance", rf"PATCH {MACHINE}", " 400 VALIDATION_ERROR .*cannot go from",
              "LIFE-2: which state a machine may move to depends on the state it is in, which no schema can say."),
    Deviation("positive_data_acceptance", rf"PATCH {MACHINE}", " 400 VALIDATION_ERROR .*proof needs the identity",
              "ID-23: a proof needs an identity, which the record may have already; no schema knows the record."),
    Deviation("positive_data_acceptance", rf"(PATCH|DELETE) {MACHINE}", " 412 PRECONDITION_FAILED ",
              "HTTP-16: a well-formed ETag of another revision is refused; that is what If-Match is for."),
    Deviation("positive_data_acceptance", "GET /api/v1/audit-events", " 400 VALIDATION_ERROR .*later moment than since",
              "AUD-6: two good moments in the wrong order can match nothing; no schema can compare two parameters."),
    Deviation("use_after_free", rf"(GET|PATCH) {MACHINE}", " 200 archived$",
              "LIFE-7: DELETE archives a record, which is answered by its id ever after.",
              always=False),  # few runs make a record, archive it and come back
    # The answer to the wrong key stands in the message alone; told() says what the right one got.
    Deviation("ignored_auth", ".*", "^Unexpected response to invalid authentication Expected 401 or 403, got `429 ",
              "HTTP-29: after ten wrong keys in a minute further ones are 429, which is a refusal too.",
              always=False),  # a slow run does not send as many
)
SEEN = pathlib.Path("deviations-seen")


def told(response):
    """The status, then the code and message of a refusal, or the state of a machine."""
    try:
        body = json.loads(response.content)
        said = f"{body['error']['code']} {body['error']['message']}" if "error" in body else body["item"]["status"]
    except (ValueError, KeyError, TypeError):
        said = ""
    return f"{response.status_code} {said}"


def deviates(check, failure, response, case):
    account = f"{failure.title} {failure.message} {told(response)}"
    for deviation in DEVIATIONS:
        if (deviation.check == check and re.fullmatch(deviation.operations, case.operation.label)
                and re.search(deviation.says, account, re.DOTALL)):
            with SEEN.open("a", encoding="utf-8") as seen:
                seen.write(f"{DEVIATIONS.index(deviation)} {case.operation.label} {account!r}\n")
            return True
    return False


def replaced(name, original):
    def judge(ctx, response, case):
        try:
            original(ctx, response, case)
        except Failure as failure:
            if not deviates(name, failure, response, case):
                raise

    judge.__name__ = f"deliberate_{name}"
    return judge


for _name, _check in CHECKS.items():
    schemathesis.check(replaced(_name, _check))


def of_the_inside(content):
    """What no client is to learn: places on this computer, SQL, source files."""
    return re.search(rb"/home/|/root/|/tmp/|muster\.db|\.cpp\b|SELECT .*FROM|INSERT INTO|UPDATE \w+ SET|DELETE FROM|PRAGMA \w",
                     content)


@schemathesis.check
def tells_nothing_of_the_inside(_, response, case):
    found = of_the_inside(response.content)
    assert not found, f"{case.operation.label} tells of the inside: {found.group().decode()!r}"


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
