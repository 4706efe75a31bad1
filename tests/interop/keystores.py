# SPDX-License-Identifier: GPL-3.0-or-later
"""Key files to and from other tools, unmodified: keystores.py TOOL PLACE eth_account|ethers

TOOL is muster_keystoretool; PLACE is a folder for the tools' own packages, kept between runs. `eth_account` comes with
the public clients of the contract tests, `ethers` from npm, pinned. geth is not tried: no package of it is pinned here;
its format is what eth_account and ethers read and write.
"""
import json
import os
import pathlib
import shutil
import subprocess
import sys
import unittest

HERE = pathlib.Path(__file__).resolve().parent
PASSWORDS = ["testpassword", "p\u00e4ssw\u00f6rd \U0001f511", "e\u0301 as it was typed", " blanks around ", "x" * 200]
KEYS = ["0x" + "00" * 31 + "01", "0x" + "7a28b5ba57c53603b0b07b56bba752f7784bf506fa95edc395f5cf6c7514fe9d",
        "0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364140"]
TOOL = ""
SKIPPED = 77  # what ctest takes for it


def opened(keystore, password):
    done = subprocess.run([TOOL, "open", password], input=json.dumps(keystore), capture_output=True, text=True,
                          check=False, timeout=60)
    return done.stdout.split()


def sealed(key, password, cost):
    done = subprocess.run([TOOL, "seal", password, key, *map(str, cost)], capture_output=True, text=True, check=True,
                          timeout=60)
    return json.loads(done.stdout)


class EthAccount(unittest.TestCase):
    """Both ways, and the very key: its signature is compared."""

    def setUp(self):
        from eth_account import Account
        from eth_account.messages import encode_defunct
        self.account = Account
        self.message = encode_defunct(text="interop")

    def expected(self, key):
        signature = self.account.sign_message(self.message, key).signature.hex()
        return [self.account.from_key(key).address, "0x" + signature.removeprefix("0x")]

    def test_what_it_writes_is_opened(self):
        for key in KEYS:
            for kdf, iterations in (("scrypt", 4096), ("pbkdf2", 5000)):
                for password in PASSWORDS:
                    with self.subTest(key=key, kdf=kdf, password=password):
                        keystore = self.account.encrypt(key, password, kdf=kdf, iterations=iterations)
                        self.assertEqual(opened(keystore, password), self.expected(key))
                        self.assertEqual(opened(keystore, password + "x"), ["PASSPHRASE_WRONG"])

    def test_its_defaults_are_opened(self):
        for kdf in ("scrypt", "pbkdf2"):
            with self.subTest(kdf=kdf):
                keystore = self.account.encrypt(KEYS[1], PASSWORDS[1], kdf=kdf)
                self.assertEqual(opened(keystore, PASSWORDS[1]), self.expected(KEYS[1]))

    def test_it_opens_what_is_written(self):
        for key in KEYS:
            for cost in ((4096, 8, 1), (1024, 8, 4)):
                for password in PASSWORDS:
                    with self.subTest(key=key, cost=cost, password=password):
                        keystore = sealed(key, password, cost)
                        self.assertEqual("0x" + bytes(self.account.decrypt(keystore, password)).hex(), key)
        keystore = sealed(KEYS[1], PASSWORDS[1], (262144, 8, 1))
        self.assertEqual("0x" + bytes(self.account.decrypt(keystore, PASSWORDS[1])).hex(), KEYS[1])


class Ethers(unittest.TestCase):
    place = ""

    def node(self, *arguments, text=""):
        done = subprocess.run(["node", str(HERE / "keystores.mjs"), *arguments], input=text, capture_output=True, text=True,
                              check=False, timeout=120, env={**os.environ, "ETHERS": self.place})
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    def test_both_ways(self):
        for key in KEYS:
            for password in PASSWORDS[:2]:
                with self.subTest(key=key, password=password):
                    address, signature = opened(json.loads(self.node("encrypt", key, password)), password)
                    self.assertEqual([address, signature], self.node("sign", key).split())
                    keystore = sealed(key, password, (4096, 8, 1))
                    self.assertEqual(self.node("decrypt", password, text=json.dumps(keystore)).strip(), key)
        keystore = sealed(KEYS[1], PASSWORDS[1], (262144, 8, 1))
        self.assertEqual(self.node("decrypt", PASSWORDS[1], text=json.dumps(keystore)).strip(), KEYS[1])


def in_the_environment_of_the_clients(place):
    """Starts this once more with the Python that has eth_account."""
    sys.path.insert(0, str(HERE.parent / "contract"))
    import environment
    python = environment.ensure(pathlib.Path(place).resolve()) / "bin" / "python"
    if pathlib.Path(sys.prefix).resolve() != python.parent.parent.resolve():
        os.execv(python, [str(python), "-B", *sys.argv])


def ethers_in(place):
    if not shutil.which("npm"):
        print("There is no npm here: what ethers writes and reads is not tried.")
        sys.exit(SKIPPED)
    folder = pathlib.Path(place).resolve() / "node"
    package = folder / "node_modules" / "ethers" / "package.json"
    wanted = json.loads((HERE / "package.json").read_text(encoding="utf-8"))["dependencies"]["ethers"]
    if not package.exists() or json.loads(package.read_text(encoding="utf-8"))["version"] != wanted:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "package.json").write_bytes((HERE / "package.json").read_bytes())
        subprocess.run(["npm", "install", "--no-audit", "--no-fund", "--silent", "--ignore-scripts"], cwd=folder,
                       check=True)
    return (folder / "node_modules" / "ethers" / "lib.esm" / "index.js").as_uri()


if __name__ == "__main__":
    TOOL = sys.argv[1]
    if sys.argv[3] == "ethers":
        Ethers.place = ethers_in(sys.argv[2])
        tests = unittest.defaultTestLoader.loadTestsFromTestCase(Ethers)
    else:
        in_the_environment_of_the_clients(sys.argv[2])
        tests = unittest.defaultTestLoader.loadTestsFromTestCase(EthAccount)
    sys.exit(not unittest.TextTestRunner(verbosity=2).run(tests).wasSuccessful())
