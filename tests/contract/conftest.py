# SPDX-License-Identifier: GPL-3.0-or-later
"""One server for the tests that only need some server; each uses an identity of its own."""
import itertools
import os

os.environ["DO_NOT_TRACK"] = "1"  # read when the public client is constructed

import pytest

import identities
from rest import Rest
from serving import Server


def pytest_configure(config):
    config.addinivalue_line("markers", "slow: promises about time and what takes minutes, run with the slow tests")


@pytest.fixture(name="registry", scope="session")
def _registry(tmp_path_factory):
    return identities.write_registry(tmp_path_factory.mktemp("registry") / "registry.json")


@pytest.fixture(name="server", scope="module")
def _server(registry):
    with Server("--port", "0", "--ephemeral", "--registry", registry) as server:
        yield server


@pytest.fixture(name="rest")
def _rest(server):
    rest = Rest(server)
    yield rest
    rest.close()


@pytest.fixture(name="dids", scope="module")
def _dids():
    """Identities that no other test of the module has used."""
    return (f"did:peaq:{n}" for n in itertools.islice(itertools.count(identities.FIRST), 0,
                                                      identities.LAST - identities.FIRST + 1))


@pytest.fixture(name="did")
def _did(dids):
    return next(dids)
