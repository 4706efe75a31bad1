// SPDX-License-Identifier: GPL-3.0-or-later
// What ethers makes of key files: encrypt KEY PASSWORD | decrypt PASSWORD (the file on stdin) | sign KEY.
import { readFileSync } from "node:fs";

const { Wallet, encryptKeystoreJson, decryptKeystoreJson } = await import(process.env.ETHERS);
const [what, ...rest] = process.argv.slice(2);

if (what === "encrypt") {
    const wallet = new Wallet(rest[0]);
    const account = { address: wallet.address, privateKey: wallet.privateKey };
    console.log(await encryptKeystoreJson(account, rest[1], { scrypt: { N: 4096, r: 8, p: 1 } }));
} else if (what === "decrypt") {
    console.log((await decryptKeystoreJson(readFileSync(0, "utf8"), rest[0])).privateKey);
} else {
    const wallet = new Wallet(rest[0]);
    console.log(wallet.address, await wallet.signMessage("interop"));
}
