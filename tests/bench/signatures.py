# SPDX-License-Identifier: GPL-3.0-or-later
"""1,000 signatures and 1,000 recoveries in one thread, here and by eth_account, in one run: signatures.py PROGRAM PLACE

PROGRAM is build/release/bin/signatures; PLACE is where the environment of the public clients is kept. The messages are
the same, and the last signatures are compared.
"""
import importlib.util
import os
import pathlib
import subprocess
import sys
import time

COUNT = 1000
ROUNDS = 5
KEY = "0x" + "0" * 63 + "1"


def in_the_environment_of_the_clients(place):
    """Starts this once more with the Python that has eth_account."""
    sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "contract"))
    import environment
    python = environment.ensure(pathlib.Path(place).resolve()) / "bin" / "python"
    if pathlib.Path(sys.prefix).resolve() != python.parent.parent.resolve():
        os.execv(python, [str(python), "-B", *sys.argv])


def here(program, messages):
    text = "".join(message + "\n" for message in messages)
    done = subprocess.run([program], input=text, capture_output=True, text=True, check=True)
    signing, recovering, last = done.stdout.split()
    return float(signing), float(recovering), last


def there(messages):
    from eth_account import Account
    from eth_account.messages import encode_defunct
    begin = time.perf_counter()
    made = [Account.sign_message(encode_defunct(text=message), KEY) for message in messages]
    signing = (time.perf_counter() - begin) * 1000
    begin = time.perf_counter()
    for message, signature in zip(messages, made):
        Account.recover_message(encode_defunct(text=message), signature=signature.signature)
    recovering = (time.perf_counter() - begin) * 1000
    return signing, recovering, "0x" + made[-1].signature.hex().removeprefix("0x")


def main():
    in_the_environment_of_the_clients(sys.argv[2])
    messages = [f"machine challenge {number}" for number in range(COUNT)]
    curve = "libsecp256k1 through coincurve" if importlib.util.find_spec("coincurve") else "pure Python"
    print(f"{COUNT} messages, {ROUNDS} rounds, milliseconds; eth_account on {curve}")
    print(f"{'round':>5} {'sign':>8} {'recover':>8} {'eth sign':>9} {'eth recover':>12} {'ratios':>16}")
    for number in range(1, ROUNDS + 1):
        ours, theirs = here(sys.argv[1], messages), there(messages)
        if ours[2] != theirs[2]:
            sys.exit(f"the signatures differ: {ours[2]} and {theirs[2]}")
        print(f"{number:5} {ours[0]:8.1f} {ours[1]:8.1f} {theirs[0]:9.1f} {theirs[1]:12.1f} "
              f"{theirs[0] / ours[0]:7.1f} {theirs[1] / ours[1]:7.1f}")


if __name__ == "__main__":
    main()
