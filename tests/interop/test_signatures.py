# SPDX-License-Identifier: GPL-3.0-or-later
"""The signatures of 1,000 random messages by as many random keys are eth_account's, byte for byte."""
import os
import secrets
import subprocess

from eth_account import Account
from eth_account.messages import encode_defunct

COUNT = 1000
LONGEST = 300  # bytes; the length stands in what is signed, with one, two or three digits


def made_here(cases):
    lines = "".join(f"{key} {message.hex()}\n" for key, message in cases)
    done = subprocess.run([os.environ["MUSTER_SIGNATURE_PROBE"]], input=lines, capture_output=True, text=True,
                          timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    return [tuple(line.split()) for line in done.stdout.splitlines()]


def made_by_eth_account(key, message):
    signed = Account.sign_message(encode_defunct(primitive=message), key)
    return Account.from_key(key).address, "0x" + bytes(signed.signature).hex()


def test_signatures_are_those_of_eth_account():
    cases = [(bytes(Account.create().key).hex(), secrets.token_bytes(secrets.randbelow(LONGEST + 1)))
             for _ in range(COUNT)]
    here = made_here(cases)
    assert len(here) == len(set(here)) == COUNT
    for (key, message), made in zip(cases, here):
        assert made == made_by_eth_account(key, message), (key, message.hex())
