# SPDX-License-Identifier: GPL-3.0-or-later
"""The accounts of random mnemonics are eth_account's, for each length and for passphrases beyond ASCII."""
import os
import subprocess

import eth_account
import pytest

eth_account.Account.enable_unaudited_hdwallet_features()


def addresses_here(mnemonic, passphrase):
    done = subprocess.run([os.environ["MUSTER_MNEMONIC_PROBE"]], input=f"{mnemonic}\n{passphrase}\n", text=True,
                          encoding="utf-8", capture_output=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


@pytest.mark.parametrize("passphrase", ["", "TREZOR", "p\u00e4ssw\u00f6rd \U0001f511", "pa\u0308ss \ufb01sh"])
@pytest.mark.parametrize("words", [12, 15, 18, 21, 24])
def test_accounts_are_those_of_eth_account(words, passphrase):
    first, mnemonic = eth_account.Account.create_with_mnemonic(passphrase, words)
    expected = [eth_account.Account.from_mnemonic(mnemonic, passphrase, f"m/44'/60'/0'/0/{i}").address
                for i in range(5)]
    assert expected[0] == first.address
    assert addresses_here(mnemonic, passphrase) == expected


def test_a_wrong_word_is_refused_there_too():
    mnemonic = " ".join(["zoo"] * 11 + ["wrong"]).replace("zoo", "zooo", 1)
    done = subprocess.run([os.environ["MUSTER_MNEMONIC_PROBE"]], input=f"{mnemonic}\n\n", text=True,
                          capture_output=True, timeout=60, check=False)
    assert done.returncode == 1 and done.stderr.startswith("Word 1 ")
