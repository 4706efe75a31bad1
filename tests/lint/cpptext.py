# SPDX-License-Identifier: GPL-3.0-or-later
"""C++ text without what is not code. Everything keeps its length and its lines, so offsets stay true."""
import re

_TOKEN = re.compile(r"""
    (?P<comment> //[^\n]* | /\*.*?\*/ )
  | (?P<raw> (?:u8|u|U|L)?R"(?P<mark>[^()\s\\]{0,16})\(.*?\)(?P=mark)" )
  | (?P<string> (?:u8|u|U|L)?"(?:\\.|[^"\\\n])*" )
  | (?P<char> (?<![0-9a-fA-F])(?:u8|u|U|L)?'(?:\\.|[^'\\\n])+' )
""", re.VERBOSE | re.DOTALL)


def _blank(text):
    return re.sub(r"[^\n]", " ", text)


def without_comments(text):
    return _TOKEN.sub(lambda m: _blank(m.group()) if m.group("comment") else m.group(), text)


def code_only(text):
    """Comments and the contents of literals blanked."""
    return _TOKEN.sub(lambda m: _blank(m.group()) if m.group("comment") else '"' + _blank(m.group())[1:-1] + '"', text)


def _literals(text):
    """(offset, end, content) of every string literal that is no include path."""
    found = []
    for match in _TOKEN.finditer(text):
        if match.group("raw"):
            found.append((match.start(), match.end(), match.group().split("(", 1)[1].rsplit(")", 1)[0]))
        elif match.group("string"):
            line = text[text.rfind("\n", 0, match.start()) + 1:match.start()]
            if not re.match(r"\s*#\s*include", line):
                found.append((match.start(), match.end(), match.group().split('"', 1)[1][:-1]))
    return found


def string_literals(text):
    """(offset, content) of every string literal that is no include path."""
    return [(offset, content) for offset, _, content in _literals(text)]


def joined_literals(text):
    """(offset, end, content) of every string as the compiler joins it from adjacent literals; a suffix belongs to it."""
    found = []
    for offset, end, content in _literals(text):
        end += len(re.match(r"\w*", text[end:]).group())
        if found and not text[found[-1][1]:offset].strip():
            offset, content = found[-1][0], found.pop()[2] + content
        found.append((offset, end, content))
    return found


def includes(text):
    """(line, name, quoted) of every include."""
    found = []
    for match in re.finditer(r'^[ \t]*#[ \t]*include[ \t]*(?:"([^"\n]+)"|<([^>\n]+)>)', without_comments(text), re.M):
        found.append((text.count("\n", 0, match.start()) + 1, match.group(1) or match.group(2), bool(match.group(1))))
    return found


def call_arguments(code, opening):
    """The top-level arguments of the call whose opening parenthesis is at `opening`, and the offset after it."""
    depth, start, arguments = 0, opening + 1, []
    for at in range(opening, len(code)):
        sign = code[at]
        if sign in "([{":
            depth += 1
        elif sign in ")]}":
            depth -= 1
            if depth == 0:
                arguments.append(code[start:at].strip())
                return arguments, at + 1
        elif sign == "," and depth == 1:
            arguments.append(code[start:at].strip())
            start = at + 1
    return arguments, len(code)


_NO_FUNCTION = re.compile(r"(?:template\s*<[^{};]*>\s*)?(?:inline\s+)?(?:class|struct|union|enum|namespace|extern)\b")
_BODY_AHEAD = re.compile(r"(?:\)|\}|\b(?:const|override|final|noexcept|mutable|try)|->[^;{}()]*)\s*&{0,2}\s*$")
_INITIALISER_AHEAD = re.compile(r"\)[^;{}]*[^:]:[^:].*[\w>]\s*$", re.DOTALL)


def functions(text):
    """(first line, last line, signature) of every function definition; lambdas and local classes count to theirs."""
    code = re.sub(r"^[ \t]*#[^\n]*(?:\\\n[^\n]*)*", lambda m: _blank(m.group()), code_only(text), flags=re.M)
    found, scopes, chunk_start, at = [], [], 0, 0
    while at < len(code):
        sign = code[at]
        inside = "function" in scopes
        if sign == "{":
            kind = "inside" if inside else _scope_kind(code[chunk_start:at])
            scopes.append(kind)
            if kind == "function":
                signature = code[chunk_start:at]
                first = chunk_start + len(signature) - len(signature.lstrip())
                begun = (first, " ".join(signature.split()))
            if kind not in ("initialiser", "inside"):
                chunk_start = at + 1
        elif sign == "}" and scopes:
            kind = scopes.pop()
            if kind == "function":
                found.append((code.count("\n", 0, begun[0]) + 1, code.count("\n", 0, at) + 1, begun[1]))
            if kind not in ("initialiser", "inside"):
                chunk_start = at + 1
        elif sign == ";" and not inside:
            chunk_start = at + 1
        elif sign == ":" and not inside and re.search(r"\b(?:public|protected|private|signals|slots)\s*$",
                                                      code[chunk_start:at]):
            chunk_start = at + 1
        at += 1
    return found


def _scope_kind(chunk):
    head = re.sub(r"\[\[.*?\]\]|alignas\s*\([^()]*\)", " ", chunk).strip()
    if _NO_FUNCTION.match(head):
        return "scope"
    if ")" not in head:
        return "initialiser" if re.search(r"[\w>=\]]\s*$", head) else "scope"
    if _BODY_AHEAD.search(head):
        return "function"
    return "initialiser" if _INITIALISER_AHEAD.search(head) else "function"
