# SPDX-License-Identifier: GPL-3.0-or-later
"""Controllers that the tests own, and the registry that says so."""
import json

from eth_account import Account
from eth_account.messages import encode_defunct

CONTROLLER = Account.from_key("0x" + "22" * 32)
STRANGER = Account.from_key("0x" + "33" * 32)
FIRST, LAST = 40, 69
UNKNOWN, INACTIVE, HOMELESS = "did:peaq:999", "did:peaq:900", "did:peaq:901"


def write_registry(path):
    """Identities 40 to 69 belong to CONTROLLER; one is inactive, one has no controller."""
    entries = [{"did": f"did:peaq:{n}", "controllers": [CONTROLLER.address], "name": f"unit {n}"}
               for n in range(FIRST, LAST + 1)]
    entries.append({"did": INACTIVE, "controllers": [CONTROLLER.address], "active": False})
    path.write_text(json.dumps(entries), encoding="utf-8")
    return path


def signature(account, message):
    return "0x" + account.sign_message(encode_defunct(text=message)).signature.hex().removeprefix("0x")
