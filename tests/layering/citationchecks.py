# SPDX-License-Identifier: GPL-3.0-or-later
"""The numbered rules of docs/contract.md against the tests that cite them."""
import ast
import re

import cpptext
from sourcetree import CPP, line_of

CITING_FOLDERS = ("tests/api/", "tests/service/", "tests/orchestration/", "tests/contract/")
_CITATION = re.compile(r"(?://|#)\s*contract:\s*(.*)$", re.MULTILINE)
_RULE = re.compile(r"^[A-Z]+-\d+$")
_EXEMPT = re.compile(r"^(?:initTestCase|cleanupTestCase|init|cleanup|\w+_data)$")


def rules(contract):
    """Rule ids of the contract's tables, in order; a number twice stands twice."""
    return re.findall(r"^\|\s*([A-Z]+-\d+)\s*\|", contract, re.MULTILINE)


def _cited(line):
    return [word.strip().rstrip(".") for word in line.split(",") if word.strip()]


def repeated_rules(contract):
    ids = rules(contract)
    return sorted({f"docs/contract.md: {rule} stands twice" for rule in ids if ids.count(rule) > 1})


def unknown_citations(tree, contract):
    known, found = set(rules(contract)), []
    for path in tree.paths(suffixes=CPP + (".py",)):
        if path.startswith(("tests/lint/", "tests/layering/")):
            continue
        text = tree.text(path)
        for match in _CITATION.finditer(text):
            found += [f"{path}:{line_of(text, match.start())}: no rule {rule} in docs/contract.md"
                      for rule in _cited(match.group(1)) if not _RULE.match(rule) or rule not in known]
    return found


def untested_rules(tree, contract):
    cited = set()
    for path in tree.paths(under=("tests/",), suffixes=CPP + (".py",)):
        if not path.startswith(("tests/lint/", "tests/layering/")):
            for match in _CITATION.finditer(tree.text(path)):
                cited.update(_cited(match.group(1)))
    return [f"docs/contract.md: {rule} is cited by no test" for rule in rules(contract) if rule not in cited]


def tests_without_rule(tree):
    found = []
    for path in tree.paths(under=CITING_FOLDERS):
        if path.endswith(".py"):
            functions = _python_tests(tree.text(path))
        elif path.endswith(".cpp") and "/tst_" in path:
            functions = _slots(tree.text(path))
        else:
            continue
        found += [f"{path}:{line}: {name} cites no rule of docs/contract.md" for line, name, cites in functions
                  if not cites]
    return found


def _cites_above(lines, line, comment=r"\s*//"):
    """Whether the block of comments that ends directly above the 1-based line cites a rule."""
    at = line - 2
    while at >= 0 and re.match(comment, lines[at]):
        if _CITATION.search(lines[at]):
            return True
        at -= 1
    return False


def _python_tests(text):
    """(line, name, cites) of each test; its comments stand above its decorators, among them or below them."""
    lines, found = text.split("\n"), []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and node.name.startswith("test_"):
            first = min([node.lineno] + [decorator.lineno for decorator in node.decorator_list])
            among = "\n".join(lines[first - 1:node.lineno - 1])
            above = _cites_above(lines, first, rf"[ ]{{{node.col_offset}}}#")
            found.append((node.lineno, node.name, above or bool(_CITATION.search(among))))
    return sorted(found)


def _slots(text):
    """(line of the declaration, name, cites) of each private slot; above its declaration or its definition counts."""
    lines, found = text.split("\n"), []
    code = cpptext.code_only(text)
    for section in re.finditer(r"private slots:(.*?)(?:\n(?:private|public|protected|signals)\b[^\n]*:|\n\};)", code,
                               re.DOTALL):
        for slot in re.finditer(r"\bvoid (\w+)\s*\(\s*\)", section.group(1)):
            name = slot.group(1)
            declared = line_of(code, section.start(1) + slot.start())
            places = [declared] + [line_of(code, m.start()) for m in
                                   re.finditer(rf"^void \w+::{name}\s*\(", code, re.MULTILINE)]
            if not _EXEMPT.match(name):
                found.append((declared, name, any(_cites_above(lines, place) for place in places)))
    return found
