# SPDX-License-Identifier: GPL-3.0-or-later
"""SQL in the wrong place, and the top level of the tree."""
import re

import cpptext
from arrows import GROWN_STATEMENTS, TOP_LEVEL
from sourcetree import CPP, PRODUCT, line_of

_SQL = re.compile(
    r"\b(?:SELECT|INSERT\s+(?:OR\s+\w+\s+)?INTO|UPDATE\s+\w+\s+SET|DELETE\s+FROM|REPLACE\s+INTO|VACUUM|PRAGMA|SAVEPOINT"
    r"|ROLLBACK|(?:CREATE|DROP|ALTER)\s+(?:TABLE|INDEX|UNIQUE|VIEW|TRIGGER)|BEGIN\s+(?:IMMEDIATE|EXCLUSIVE|TRANSACTION))\b")
_SQL_ANY_CASE = re.compile(
    r"^\s*(?:select\s+.+\s+from\b|insert\s+into\b|update\s+\w+\s+set\b|delete\s+from\b|pragma\s+\w+|create\s+table\b"
    r"|drop\s+table\b|alter\s+table\b)", re.IGNORECASE | re.DOTALL)
_GROWTH = re.compile(r"\bsql\s*(?:\+=|\.append\s*\()([^;]*);|\.join\s*\(\s*u?\"\s*(?:AND|OR)\b")
_WRAP_AHEAD = re.compile(r"(?:\b(?:Q(?:String|ByteArray|Latin1)\w*(?:::\w+)?|std::\w+|return)\s*|(?<![\w>\])]))[({]\s*$")
_PASTED_IN = re.compile(r"\s*(?:\.|->)\s*(?:arg|append|prepend|insert|replace)\s*\(")
_PLACEHOLDER = re.compile(r"%L?[1-9]")
_CONSTANT_AFTER = re.compile(r"\s*k[A-Z]\w*\b(?!\s*(?:[.(\[]|->|::))")
_CONSTANT_AHEAD = re.compile(r"(?<![\w.:>])k[A-Z]\w*\s*$")
_CONSTANT = re.compile(r'\s*(?:u?"[^"]*"\w*|k[A-Z]\w*|conditions\.words\.join\(" AND "_L1\))\s*')


def _is_sql(literal):
    return bool(_SQL.search(literal) or _SQL_ANY_CASE.match(literal))


def sql_outside_the_store(tree):
    found = []
    for path in tree.paths(under=PRODUCT, suffixes=CPP):
        if not path.startswith("model/store/"):
            text = tree.text(path)
            found += [f"{path}:{line_of(text, offset)}: SQL outside model/store: {literal.strip()[:40]}"
                      for offset, literal in cpptext.string_literals(text) if _is_sql(literal)]
    for path in tree.paths(under=("resources/",), suffixes=(".sql",)):
        if not path.startswith("resources/schema/"):
            found.append(f"{path}:1: SQL files live in resources/schema")
    return found


def _unwrapped(text, offset, end):
    """The bounds of the expression that is nothing but this one in parentheses or in a string class."""
    while (ahead := _WRAP_AHEAD.search(text, max(0, offset - 80), offset)) and \
            (after := re.compile(r"\s*[)}]").match(text, end)):
        offset, end = ahead.start(), after.end()
    return offset, end


def _is_pasted(text, offset, end, literals):
    """Whether anything but literals and constants is added to the string at these bounds, on either side."""
    starts = {literal[0]: literal for literal in literals}
    ends = {literal[1]: literal for literal in literals}
    first, last = _unwrapped(text, offset, end)
    while not _PASTED_IN.match(text, last) and (sign := re.compile(r"\s*[+%]=?\s*").match(text, last)):
        constant = _CONSTANT_AFTER.match(text, sign.end())
        if sign.end() not in starts and not constant:
            return True
        last = constant.end() if constant else starts[sign.end()][1]
    while sign := re.compile(r"\s*[+%]\s*$").search(text, max(0, first - 80), first):
        constant = _CONSTANT_AHEAD.search(text, max(0, sign.start() - 80), sign.start())
        if sign.start() not in ends and not constant:
            return True
        first = constant.start() if constant else ends[sign.start()][0]
    return bool(_PASTED_IN.match(text, last))


def sql_put_together(tree):
    """A statement with something pasted in, a pragma's number apart: values are bound."""
    found = []
    for path in tree.paths(under=("model/store/",), suffixes=(".cpp", ".h")):
        text = cpptext.without_comments(tree.text(path))
        literals = cpptext.joined_literals(text)
        found += [f"{path}:{line_of(text, offset)}: a statement put together from strings: {literal[:40]}"
                  for offset, end, literal in literals
                  if _is_sql(literal) and not literal.lstrip().upper().startswith("PRAGMA")
                  and (_PLACEHOLDER.search(literal) or _is_pasted(text, offset, end, literals))]
    return found


def sql_that_grows(tree):
    """A statement that pieces are appended to, in a file that may not do that, or with a piece that is no constant."""
    found = []
    for path in tree.paths(under=("model/store/",), suffixes=(".cpp",)):
        text = cpptext.without_comments(tree.text(path))
        for growth in _GROWTH.finditer(text):
            pieces = re.split(r"\+", growth.group(1) or "")
            if path not in GROWN_STATEMENTS:
                found.append(f"{path}:{line_of(text, growth.start())}: a statement grows; see GROWN_STATEMENTS")
            elif growth.group(1) and not all(_CONSTANT.fullmatch(piece) for piece in pieces):
                found.append(f"{path}:{line_of(text, growth.start())}: a piece of a statement is no constant")
    return found


def strange_top_level(paths):
    """Names at the top of the tracked tree that do not belong there."""
    return sorted({f"{path.split('/', 1)[0]}: does not belong at the top of the tree" for path in paths
                   if path.split("/", 1)[0] not in TOP_LEVEL})
