# SPDX-License-Identifier: GPL-3.0-or-later
"""docs/ci.md as a reader would use it: its files, written to a folder and run."""
import os
import pathlib
import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree

import pytest

from serving import MUSTER_SERVER, clean_environment

pytestmark = pytest.mark.slow

DOCS = pathlib.Path(__file__).resolve().parents[2] / "docs"
# Of the page, measured with an optimised server; a sanitizer or a busy machine may take a few times as long.
SECONDS, SLOWEST = 10, 6
BLOCK = re.compile(r"^```python (\S+\.py)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.fixture(name="page", scope="module")
def _page():
    return (DOCS / "ci.md").read_text(encoding="utf-8")


# contract: SWITCH-17, SWITCH-19, SWITCH-20, SWITCH-21, SWITCH-22, SWITCH-23, HTTP-28
def test_the_page_runs(page, tmp_path):
    files = dict(BLOCK.findall(page))
    assert set(files) == {"conftest.py", "test_every_code.py"}
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    report = tmp_path / "report.xml"
    done = subprocess.run([sys.executable, "-B", "-m", "pytest", "-p", "no:cacheprovider", "-q", f"--junitxml={report}",
                           "--rootdir", str(tmp_path), str(tmp_path)], cwd=tmp_path, capture_output=True, text=True,
                          env=clean_environment(MUSTER_SERVER=MUSTER_SERVER[0]), timeout=SECONDS * SLOWEST * 2, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    suite = ElementTree.parse(report).getroot().find("testsuite")
    assert (suite.get("failures"), suite.get("errors"), suite.get("skipped")) == ("0", "0", "0")
    assert int(suite.get("tests")) >= 25
    slack = SLOWEST if os.getloadavg()[0] > (os.cpu_count() or 1) or "/asan/" in MUSTER_SERVER[0] else 1
    assert float(suite.get("time")) < SECONDS * slack, done.stdout


# contract: HTTP-28
def test_the_page_meets_every_code(page):
    rule = next(line for line in (DOCS / "contract.md").read_text(encoding="utf-8").splitlines()
                if line.startswith("| HTTP-28 "))
    codes = set(re.findall(r"`([A-Z_]+)`", rule)) | {"AUTH_REQUIRED", "AUTH_INVALID", "RATE_LIMITED"}
    tests = dict(BLOCK.findall(page))["test_every_code.py"]
    assert {code for code in codes if f'"{code}"' not in tests} == set()
    assert "sleep" not in page


# contract: SWITCH-25
def test_the_fixture_is_as_short_as_it_says(page):
    lines = [line for line in dict(BLOCK.findall(page))["conftest.py"].splitlines() if line.strip()]
    assert len(lines) <= 40
