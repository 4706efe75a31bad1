# SPDX-License-Identifier: GPL-3.0-or-later
"""Rules that a text can be judged by alone. Each takes a SourceTree and answers `path:line: what is wrong`."""
import re

import cpptext
from sourcetree import CPP, PRODUCT, line_of

FILE_LINES = 400
FUNCTION_LINES = 60

_MARKED = CPP + (".py", ".sh", ".cmake", "CMakeLists.txt", ".sql", ".md", ".desktop", ".xml", ".svg", ".qrc",
                 "requirements.txt", "constraints.txt", "dev", ".ci/run", ".clang-format", ".clang-tidy")
_LIMITED = CPP + (".py", ".sh", ".cmake", "CMakeLists.txt", "dev", ".ci/run")

SYSTEM_HEADERS = set("""
aio alloca ar argp argz assert byteswap complex cpio crypt ctype dirent dlfcn elf endian envz err errno error execinfo
fcntl features fenv float fmtmsg fnmatch fstab ftw getopt glob grp gshadow iconv ieee754 ifaddrs inttypes iso646 jmorecfg
langinfo lastlog libgen libintl limits link locale malloc math mcheck memory mntent monetary mqueue ndbm netdb nl_types
nss obstack paths poll printf proc_service pthread pty pwd re_comp regex regexp resolv sched search semaphore setjmp
sgtty shadow signal sodium spawn stab stdalign stdarg stdatomic stdbool stddef stdint stdio stdlib string strings
syscall sysexits syslog tar termio termios tgmath thread_db threads time trace ttyent uchar ucontext ulimit unistd
ustat utime utmp utmpx values version wait wchar wctype wordexp zlib sqlite3 expected secp256k1
""".split())


def _exempt(path):
    return path.startswith("tests/data/") or path == "LICENSE"


def licence_lines(tree):
    """Folders below the top that bring a LICENSE of their own hold the work of others."""
    others = tuple(p[:p.rindex("/") + 1] for p in tree.paths(suffixes=("/LICENSE", "/LICENSE.txt")))
    return [f"{path}:1: the SPDX line is missing" for path in tree.paths(suffixes=_MARKED)
            if not _exempt(path) and not (others and path.startswith(others)) and tree.text(path)
            and "SPDX-License-Identifier: GPL-3.0-or-later" not in "\n".join(tree.text(path).split("\n")[:4])]


def file_lengths(tree):
    found = []
    for path in tree.paths(suffixes=_LIMITED):
        lines = tree.text(path).count("\n")
        if not _exempt(path) and lines > FILE_LINES:
            found.append(f"{path}:{FILE_LINES}: {lines} lines, {FILE_LINES} are allowed")
    return found


def function_lengths(tree):
    found = []
    for path in tree.paths(suffixes=CPP):
        for first, last, signature in cpptext.functions(tree.text(path)):
            lines = last - first + 1
            if lines >= FUNCTION_LINES:
                found.append(f"{path}:{first}: a function of {lines} lines, fewer than {FUNCTION_LINES} are allowed: "
                             f"{signature[:60]}")
    return found


_FORBIDDEN_CODE = [
    # Qt has no other way to hear a signal of the D-Bus.
    (r"\bSIGNAL\s*\(|\bSLOT\s*\(", "!app/sessionwatch.cpp", "connect by member pointer, not by name"),
    (r"\bQEventLoop\b", "", "no nested event loop"),
    (r"\bQThread::[mu]?sleep\b|\bQTest::qSleep\b|\bthis_thread::sleep_|(?<![\w.>])(?:u|nano)?sleep\s*\(", "",
     "no sleep as synchronisation"),
    (r"\bQTest::qWait\s*\((?!\s*0\s*\))", "", "wait for a condition (QTRY_*, a signal), not for a time"),
    (r"\bQSKIP\b", "", "no skipped test"),
    (r"\bQMessageBox::(?:information|warning|critical|question|about)\s*\(", "", "no static message box"),
    (r"\bQ(?:File|Input|Color|Font)Dialog::get\w+\s*\(", "", "no static dialog: it nests an event loop"),
    (r"(?:\.|->|::)\s*exec\s*\(", "ui/ model/ crypto/ !model/store/", "no exec(): it nests an event loop"),
    (r"(?:\.|->|::)\s*exec\s*\(\s*[^)\s]", "app/", "no exec() but the program's own"),
    (r"\bprocessEvents\s*\(", "app/ ui/ model/ crypto/", "no processEvents(): it nests an event loop"),
    (r"(?<![=\w])(?<!= )\bdelete\b(?!\s*;?\s*$)", "", "no bare delete: own by parent or unique_ptr"),
    (r"\bcatch\s*\(\s*\.\.\.\s*\)\s*\{\s*\}", "", "an exception is swallowed"),
]
_FORBIDDEN_TEXT = [
    (r"\b(?:TODO|FIXME|XXX|HACK)\b", "", "finish it or take it out"),
    (r"(?<![\w.])/(?:root|work|Users)/\w", "", "a path of one machine"),
    (r"(?<![\w.])/home/\w", "!tests/", "a path of one machine"),
    (r"(?i)\bissue #?\d+\b|\.\./shared\b", "", "the project speaks only of itself"),
]
_TEXT_SUFFIXES = CPP + (".py", ".sh", ".cmake", ".txt", ".sql", ".md", ".json", ".desktop", ".xml", ".svg", "dev",
                        ".ci/run")


def _applies(path, folders):
    wanted = [f for f in folders.split() if not f.startswith("!")]
    refused = [f[1:] for f in folders.split() if f.startswith("!")]
    return (not wanted or path.startswith(tuple(wanted))) and not (refused and path.startswith(tuple(refused)))


def forbidden_words(tree):
    found = []
    for path in tree.paths(suffixes=CPP):
        text = tree.text(path)
        code = cpptext.code_only(text)
        for pattern, folders, why in _FORBIDDEN_CODE:
            if _applies(path, folders):
                found += [f"{path}:{line_of(text, m.start())}: {why}" for m in re.finditer(pattern, code)]
    for path in tree.paths(suffixes=_TEXT_SUFFIXES):
        if _exempt(path) or path.startswith("tests/lint/"):
            continue
        text = tree.text(path)
        for pattern, folders, why in _FORBIDDEN_TEXT:
            if not _applies(path, folders):
                continue
            found += [f"{path}:{line_of(text, m.start())}: {why}: {m.group()}" for m in re.finditer(pattern, text)]
    return found


def contextless_connects(tree):
    found = []
    for path in tree.paths(suffixes=CPP):
        code = cpptext.code_only(tree.text(path))
        for match in re.finditer(r"(?<![\w])connect\s*\(", code):
            arguments, _ = cpptext.call_arguments(code, match.end() - 1)
            by_pointer = len(arguments) == 3 and re.match(r"&|q(?:Non)?(?:Const)?Overload|QOverload", arguments[1])
            if by_pointer:
                found.append(f"{path}:{line_of(code, match.start())}: a connection without a context object")
    return found


def header_names(tree):
    found, first = [], {}
    for path in tree.paths(suffixes=(".h",)):
        name = path.rsplit("/", 1)[-1]
        if name in first:
            found.append(f"{path}:1: a second header of this name, beside {first[name]}")
        first.setdefault(name, path)
        if name[:-2] in SYSTEM_HEADERS:
            found.append(f"{path}:1: named like a system header, which it would hide")
        if name != name.lower():
            found.append(f"{path}:1: file names are lower-case")
        if "#pragma once" not in tree.text(path):
            found.append(f"{path}:1: #pragma once is missing")
    return found


def own_header_first(tree):
    """A product source that has a header of its own includes it before anything else."""
    found, known = [], set(tree.paths(suffixes=(".h",)))
    for path in tree.paths(under=PRODUCT, suffixes=(".cpp",)):
        own = path[:-4] + ".h"
        names = cpptext.includes(tree.text(path))
        if own in known and names and names[0][1] != own.rsplit("/", 1)[-1]:
            found.append(f"{path}:{names[0][0]}: its own header comes first")
    return found


def pictures(tree):
    """What README shows is there, and docs/images holds nothing that nobody looks at and nobody keeps true."""
    if "README.md" not in tree.paths():
        return []
    there, shown = set(tree.paths(under=("docs/images/",))), set(re.findall(r"docs/images/[\w.-]+", tree.text("README.md")))
    return [*(f"{path}:1: README does not show this picture" for path in sorted(there - shown)),
            *(f"README.md:1: {path} is not there; see ./dev screenshots" for path in sorted(shown - there))]


RULES = (licence_lines, file_lengths, function_lengths, forbidden_words, contextless_connects, header_names,
         own_header_first, pictures)
