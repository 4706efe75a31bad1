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


def sql_put_together(tree):
    """A statement with something pasted in, a pragma's number apart: values are bound."""
    found = []
    for path in tree.paths(under=("model/store/",), suffixes=(".cpp",)):
        text = cpptext.without_comments(tree.text(path))
        for offset, literal in cpptext.string_literals(text):
            after = text[text.index('"', offset + 1) + 1:] if '"' in text[offset + 1:] else ""
            pasted = re.match(r"\w*\s*(?:\.arg\s*\(|\+\s*\w)", after[len(literal) + 1:] if literal else after)
            if pasted and _is_sql(literal) and not literal.lstrip().upper().startswith("PRAGMA"):
                found.append(f"{path}:{line_of(text, offset)}: a statement put together from strings: {literal[:40]}")
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
