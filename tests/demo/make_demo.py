#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes resources/demo/machines.json and identities.json from resources/demo/fleet.json.

The demo fleet is stored ready-made, with proofs that were signed once, so that a program without any signing code can
fill a workspace with it. Its keys are public by design and say so. Needs eth-account; the result is the same every time.

    python3 tests/demo/make_demo.py
"""
import hashlib
import json
import pathlib

from eth_account import Account
from eth_account.messages import encode_defunct

DEMO = pathlib.Path(__file__).resolve().parents[2] / "resources" / "demo"
SPARE = 4
ISSUED = "2026-01-05T08:{:02d}:00.000Z"
EXPIRES = "2026-01-05T08:{:02d}:00.000Z"
INSTANCE = "orch_" + "0" * 16


def hex_of(text, digits):
    return hashlib.sha256(text.encode()).hexdigest()[:digits]


def key_of(did):
    return Account.from_key(hashlib.sha256(f"muster demo controller of {did}".encode()).digest())


def message_of(did, challenge, issued, expires):
    return "\n".join(["peaqOS Machine Markets identity challenge", "", f"Machine: {did}", f"Challenge: {challenge}",
                      f"Orchestrator: {INSTANCE}", f"Nonce: {hex_of('nonce ' + did, 64)}", f"Issued At: {issued}",
                      f"Expires At: {expires}"])


def machine_of(index, wanted):
    did = wanted["identityRef"]
    key = key_of(did)
    issued, expires = ISSUED.format(index), EXPIRES.format(index + 5)
    verified = issued.replace(":00.000Z", ":20.000Z")
    challenge = "mic_" + hex_of("challenge " + did, 16)
    message = message_of(did, challenge, issued, expires)
    signature = key.sign_message(encode_defunct(text=message)).signature.hex()
    return {
        "id": "mach_" + hex_of("machine " + did, 16), "displayName": wanted["displayName"],
        "status": (wanted.get("statuses") or ["draft"])[-1], "ownerId": wanted["ownerId"],
        "machineType": wanted["machineType"], "runtimeProfile": wanted["runtimeProfile"],
        "capabilities": wanted.get("capabilities", []), "labels": {**wanted["labels"], "demo": "true"},
        "policyIds": wanted.get("policyIds", []), "skillKeys": wanted.get("skillKeys", []),
        "createdAt": verified, "updatedAt": verified, "identityRef": did,
        "identityProof": {
            "method": "eip191", "identityRef": did, "signerAddress": key.address, "challengeId": challenge,
            "verifiedAt": verified, "challengeExpiresAt": expires, "controllerAddresses": [key.address],
            "resolutionSource": "peaqos-mcr",
            "evidence": {"message": message, "signature": "0x" + signature.removeprefix("0x")}},
    }


def identity_of(did, name, registered):
    key = key_of(did)
    return {"did": did, "name": name, "controller": key.address, "privateKey": "0x" + key.key.hex().removeprefix("0x"),
            "registered": registered}


def write(name, value):
    (DEMO / name).write_text(json.dumps(value, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def main():
    fleet = json.loads((DEMO / "fleet.json").read_text(encoding="utf-8"))
    last = max(int(wanted["identityRef"].rsplit(":", 1)[1]) for wanted in fleet)
    spare = [f"did:peaq:{last + n}" for n in range(1, SPARE + 1)]
    write("machines.json", [machine_of(index, wanted) for index, wanted in enumerate(fleet)])
    write("identities.json", [identity_of(w["identityRef"], w["displayName"], True) for w in fleet]
          + [identity_of(did, f"Spare demo identity {n + 1}", False) for n, did in enumerate(spare)])


if __name__ == "__main__":
    main()
