# SPDX-License-Identifier: GPL-3.0-or-later
"""What the built programs and archives hold. No endpoint can ever sign, and the server needs no display."""
import re
import subprocess

_SIGNS = r"\bsecp256k1_(?:ecdsa_sign|ecdsa_sign_recoverable|keypair_create|schnorrsig_sign\w*|ec_seckey_\w+)\b"


def _output(command):
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise RuntimeError(f"{command[0]} could not read {command[-1]}: {done.stderr.strip()}")
    return done.stdout


def vault_classes(tree):
    """Names of the classes declared in crypto/vault."""
    return sorted({name for path in tree.paths(under=("crypto/vault/",), suffixes=(".h",))
                   for name in re.findall(r"^class\s+(\w+)\b(?!\s*;)", tree.text(path), re.MULTILINE)})


def vault_symbols(binary, classes):
    """Symbols of the vault, or of a function that signs, that the archive or program defines or refers to."""
    return signing_names(_output(["nm", "--demangle", str(binary)]), classes)


def signing_names(symbols, classes):
    pattern = r"\bmuster::(?:" + "|".join(classes) + r")\b|" + _SIGNS
    return sorted({match.group() for match in re.finditer(pattern, symbols)})


def display_libraries(program):
    """Shared libraries of the program that only a window needs."""
    libraries = _output(["ldd", str(program)])
    return sorted(set(re.findall(r"libQt\d?(?:Gui|Widgets|Svg|OpenGL|Quick|DBus)\w*\.so|libX11\.so|libwayland-client\.so",
                                 libraries)))
