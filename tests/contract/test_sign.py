# SPDX-License-Identifier: GPL-3.0-or-later
"""`muster sign` as a person at a terminal uses it, alone and as the signer of the public command line."""
import datetime
import json
import os
import pathlib
import re
import signal
import subprocess
import sys

import pytest
from eth_account import Account
from eth_account.messages import encode_defunct

from serving import MUSTER, Server, clean_environment, run_to_end, sourced
from terminals import Typist

PEAQOS = pathlib.Path(sys.executable).parent / "peaqos"
SIGN = (MUSTER[0], "sign")
KEY = "22" * 32
ADDRESS = Account.from_key(KEY).address
PASSPHRASE = "correct horse ü battery"
DID = "did:peaq:45"
PROMPT = "Passphrase of the vault: "


@pytest.fixture(name="home")
def _home(tmp_path):
    made = subprocess.run([os.environ["MUSTER_VAULTMAKER"], tmp_path / "vault", PASSPHRASE, KEY], check=True,
                          capture_output=True, text=True)
    assert made.stdout.strip() == ADDRESS
    return tmp_path


def sign(home, *options, given=b"hello"):
    return Typist([*SIGN, "--address", ADDRESS, "--data-dir", home, *options], given=given)


def signed_by_eth_account(message):
    return "0x" + Account.sign_message(encode_defunct(primitive=message), KEY).signature.hex()


def events(home):
    lines = (home / "signing.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line)["event"] for line in lines]


@pytest.fixture(name="challenge")
def _challenge(rest, did):
    return rest.challenge(did) | {"did": did}


# contract: SIGN-1, SIGN-2, SIGN-5
def test_a_challenge_needs_the_passphrase_alone(home, challenge):
    message = challenge["message"].encode()
    with sign(home, "--identity", challenge["did"], given=message) as person:
        assert f"{len(message)} bytes" in person.see(PROMPT)
        person.type(PASSPHRASE + "\r")
        assert person.end() == (0, signed_by_eth_account(message) + "\n", "")
        assert PASSPHRASE not in person.screen.decode()
    assert events(home) == ["unlocked", "signed", "locked"]


# contract: SIGN-4
def test_free_text_needs_the_option_and_the_word(home):
    with sign(home) as person:
        code, out, errors = person.end()
    assert (code, out) == (1, "") and "--free-message" in errors
    with sign(home, "--free-message") as person:
        person.see("all the same: ")
        person.type("sign\n")
        assert person.end()[:2] == (1, "")
    with sign(home, "--free-message", "-", given="grüße\x07".encode()) as person:
        assert "⟦U+0007⟧" in person.see("all the same: ")
        person.type("SIGN\n")
        person.see(PROMPT)
        person.type(PASSPHRASE + "\n")
        assert person.end() == (0, signed_by_eth_account("grüße\x07".encode()) + "\n", "")


# contract: SIGN-4
def test_a_challenge_that_contradicts_is_refused(home, challenge):
    message = challenge["message"]
    expired = message.replace("Issued At: 2", "Issued At: 1").replace("Expires At: 2", "Expires At: 1")
    kept = message.replace("Expires At: 2", "Expires At: 3")
    ahead = kept.replace("Issued At: 2", "Issued At: 3")
    for given, options, reason in ((message, ("--identity", "did:peaq:7"), "should be did:peaq:7"),
                                   (message, ("--orchestrator", "orch_0"), "should be orch_0"),
                                   (expired, (), "expired"), (kept, (), "at most 3600 seconds"),
                                   (ahead, (), "the time of this computer")):
        with sign(home, "--free-message", *options, given=given.encode()) as person:
            code, out, errors = person.end()
        assert (code, out) == (1, "") and reason in errors, errors
    assert not (home / "signing.jsonl").exists()


# contract: SIGN-4
def test_a_challenge_that_expires_before_the_passphrase_is_refused(home, challenge):
    now = datetime.datetime.now(datetime.timezone.utc)
    begun, ends = (f"{moment:%Y-%m-%dT%H:%M:%S}.000Z" for moment in (now, now + datetime.timedelta(seconds=3)))
    message = re.sub("Issued At: .*", f"Issued At: {begun}", challenge["message"])
    message = re.sub("Expires At: .*", f"Expires At: {ends}", message)
    with sign(home, given=message.encode()) as person:
        person.see(PROMPT)
        while datetime.datetime.now(datetime.timezone.utc) <= now + datetime.timedelta(seconds=3):
            with pytest.raises(AssertionError):  # the time that is waited for, nothing else
                person.see("nothing more", within=0.5)
        person.type(PASSPHRASE + "\n")
        code, out, errors = person.end()
    assert (code, out) == (1, "") and "expired" in errors
    assert events(home) == ["unlocked", "locked"]


# contract: SIGN-4
def test_what_was_typed_before_a_question_is_no_answer(home):
    with sign(home, "--free-message", given=b"I owe you everything\n") as person:
        person.see("Number (nothing to give up): ")
        person.type("1\nSIGN\n")
        person.see("all the same: ")
        person.type("no\n")
        assert person.end()[:2] == (1, "")


# contract: SIGN-3
@pytest.mark.parametrize("given, meant, number", [
    (b"hello\n", b"hello", "2"), (b"hello\n", b"hello\n", "1"), (b"one\r\ntwo", b"one\ntwo", "2"),
    (b"  one\ntwo\n", b"one\ntwo", "4")])
def test_it_asks_which_bytes_are_meant(home, given, meant, number):
    with sign(home, "--free-message", given=given) as person:
        choices = person.see("Number (nothing to give up): ")
        assert f"exact, {len(given)} bytes" in choices and f"{number}  " in choices
        person.type(number + "\n")
        person.see("all the same: ")
        person.type("SIGN\n")
        person.see(PROMPT)
        person.type(PASSPHRASE + "\n")
        assert person.end() == (0, signed_by_eth_account(meant) + "\n", "")


# contract: SIGN-3
def test_no_choice_is_no_signature(home):
    with sign(home, "--free-message", given=b"hello\n") as person:
        person.see("Number (nothing to give up): ")
        person.type("\n")
        assert person.end()[:2] == (1, "")


# contract: SIGN-3, SIGN-2
def test_without_a_terminal_it_says_what_to_choose_from(home):
    command = [*SIGN, "--address", ADDRESS, "--data-dir", str(home), "--free-message"]
    for options, given, said in (((), b"  hello\n", ("--bytes", "exact, 8 bytes", "unindented+no-line-end, 5 bytes")),
                                 (("--bytes", "exact"), b"  hello\n", ("terminal",)),
                                 (("--bytes", "lf"), b"  hello\n", ('no reading "lf"', "unindented")),
                                 ((), b"hello", ("terminal",))):
        done = subprocess.run([*command, *options], input=given, capture_output=True, env=clean_environment(),
                              start_new_session=True, timeout=30, check=False)
        errors = done.stderr.decode()
        assert (done.returncode, done.stdout) == (2, b"") and all(words in errors for words in said), errors


# contract: SIGN-3
def test_named_bytes_are_not_asked_for(home):
    with sign(home, "--free-message", "--bytes", "unindented+no-line-end", given=b"  hello\n") as person:
        assert "Which bytes" not in person.see("all the same: ")
        person.type("SIGN\n")
        person.see(PROMPT)
        person.type(PASSPHRASE + "\n")
        assert person.end() == (0, signed_by_eth_account(b"hello") + "\n", "")


# contract: SIGN-2, SIGN-5
def test_the_passphrase_is_typed_unseen_and_corrected(home, challenge):
    message = challenge["message"].encode()
    with sign(home, given=message) as person:
        person.see(PROMPT)
        assert not person.echoes
        person.type("wrong\r")
        person.see(PROMPT)
        person.type("nonsense\x15" + PASSPHRASE[:9] + "öx\x7f\x7f" + PASSPHRASE[9:] + "\r")
        assert person.end() == (0, signed_by_eth_account(message) + "\n", "")
        assert person.echoes
    assert events(home) == ["unlock-failed", "unlocked", "signed", "locked"]


# contract: SIGN-2
def test_giving_up_restores_the_terminal(home, challenge):
    message = challenge["message"].encode()
    with sign(home, given=message) as person:
        person.see(PROMPT)
        person.type("half\x03")
        assert person.end()[:2] == (1, "")
        assert person.echoes
    with sign(home, given=message) as person:
        person.see(PROMPT)
        person.signal(signal.SIGTERM)
        assert person.end()[:2] == (-signal.SIGTERM, "")
        assert person.echoes
    with sign(home, given=message) as person:
        for _ in range(3):
            person.see(PROMPT)
            person.type("wrong\n")
        code, out, errors = person.end()
        assert (code, out) == (1, "") and errors.startswith("muster: ")


# contract: SIGN-7
@pytest.mark.parametrize("typed, meant", [
    ("x" * 5000, b"x" * 5000), ("one\r\ntwo\r\n\r\nthree", b"one\r\ntwo\r\n\r\nthree"),
    ("one\rtwo\r\rthree\r", b"one\ntwo\n\nthree\n"), ("one\ntwo", b"one\ntwo"),
    ("grü\x7füße\x16\x13\x11\t.", "grüße\x16\x13\x11\t.".encode())], ids=ascii)
def test_a_message_typed_on_the_terminal_is_taken_as_it_is(home, typed, meant):
    with sign(home, "--free-message", "--bytes", "exact", given=None) as person:
        person.see("press Ctrl-D")
        person.type(typed + "\x04")
        assert f"{len(meant)} bytes, EIP-191" in person.see("all the same: ")
        assert person.echoes
        person.type("SIGN\n")
        person.see(PROMPT)
        person.type(PASSPHRASE + "\r")
        assert person.end() == (0, signed_by_eth_account(meant) + "\n", "")


# contract: SIGN-7, SIGN-2
def test_a_message_on_the_terminal_can_be_given_up(home):
    for keys, said in (("half\x03", "given up"), ("\x04", "no message")):
        with sign(home, "--free-message", given=None) as person:
            person.see("press Ctrl-D")
            person.type(keys)
            code, out, errors = person.end()
            assert code != 0 and out == "" and said in errors, errors
            assert person.echoes


# contract: SIGN-1
def test_wrong_use(home, tmp_path):
    message = tmp_path / "message"
    for options, said in ((("--address", "0x12"), "--address"), ((), "--address"),
                          (("--address", ADDRESS, "--vault", "a", "--data-dir", "b"), "exclude"),
                          (("--address", ADDRESS, "--message-file", message, "-"), "exclude"),
                          (("--address", ADDRESS, "text"), '"text"'), (("--passphrase", "x"), "passphrase"),
                          (("--address", ADDRESS, "--identity", "did:peaq:x"), "--identity"),
                          (("--address", ADDRESS), "no message")):
        ended = run_to_end(SIGN, *options)
        assert (ended.code, ended.out) == (2, "") and said in ended.err, ended
    missing = run_to_end(SIGN, "--address", ADDRESS, "--message-file", message)
    assert missing.code == 1 and str(message) in missing.err
    for options, said in ((("--data-dir", tmp_path / "elsewhere"), "no vault"),
                          (("--address", Account.from_key("33" * 32).address), "does not hold")):
        with sign(home, "--free-message", *options) as person:
            code, out, errors = person.end()
        assert (code, out) == (1, "") and said in errors, errors


# contract: SIGN-5
def test_a_vault_in_use_is_left_alone(home, challenge):
    message = challenge["message"].encode()
    with sign(home, given=message) as first:
        first.see(PROMPT)
        with sign(home, given=message) as second:
            code, out, errors = second.end()
        assert (code, out) == (1, "") and "is open in process" in errors, errors


# contract: SIGN-6, SWITCH-5, ID-12
def test_it_signs_what_the_public_command_line_printed(home, registry):
    with Server("--port", "0", "--ephemeral", "--registry", registry, "--env-file", home / "client.sh"):
        environment = {**sourced(home / "client.sh"), "HOME": str(home), "PATH": os.environ["PATH"],
                       "LC_ALL": "C.UTF-8"}
        with subprocess.Popen([PEAQOS, "scale", "machine", "onboard", "--identity-ref", DID, "--display-name", "Press",
                               "--owner-id", "o-1", "--machine-type", "robot", "--runtime-profile", "linux", "--yes"],
                              env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE) as peaqos:
            printed = b""
            while b"Paste the EIP-191 signature: " not in printed:
                read = os.read(peaqos.stderr.fileno(), 65536)
                assert read, printed
                printed += read
            # All lines between the headline and the facts, as somebody marks and copies them.
            pasted = printed.split(b"controller key):\n\n", 1)[1].split(b"Identity: ", 1)[0]
            assert pasted.startswith(b"  peaqOS") and pasted.endswith(b"\n\n")
            with sign(home, "--identity", DID, given=pasted) as person:
                choices = person.see("Number (nothing to give up): ")
                meant = [line for line in choices.splitlines() if "is a machine identity challenge" in line]
                assert len(meant) == 1 and "unindented+no-line-end" in meant[0]
                person.type(meant[0].split()[0] + "\n")
                person.see(PROMPT)
                person.type(PASSPHRASE + "\n")
                code, signature, errors = person.end()
            assert (code, errors) == (0, "")
            out, errors = peaqos.communicate(signature.encode(), timeout=60)
            assert peaqos.returncode == 0, errors.decode()
            assert "onboarded successfully (active)" in out.decode()
