# SPDX-License-Identifier: GPL-3.0-or-later
"""The public Python client, unmodified, against both programs and against a database it did not make."""
import pathlib
import shutil

import pytest
from peaq_os_sdk import PeaqosClient
from peaq_os_sdk.orchestration.errors import OrchestrationApiError
from peaq_os_sdk.orchestration.types import (CreateMachineIdentityChallengeRequest, CreateMachineRequest,
                                             MachineIdentityProofInput, UpdateMachineRequest)

import identities
from serving import MUSTER, MUSTER_SERVER, Server

WORKSPACE_V1 = pathlib.Path(__file__).parents[1] / "data" / "workspace-v1.db"


def client_of(server, key=None):
    return PeaqosClient(rpc_url="http://127.0.0.1:9", private_key="0x" + "11" * 32, orchestration_url=server.url,
                        api_key=server.api_key if key is None else key)


def signed_challenge(orchestration, did, account=identities.CONTROLLER):
    challenge = orchestration.create_machine_identity_challenge(
        CreateMachineIdentityChallengeRequest(identity_ref=did)).item
    return MachineIdentityProofInput(challenge.challenge_id, identities.signature(account, challenge.message))


def creation(did, proof, name="Edge node"):
    return CreateMachineRequest(display_name=name, owner_id="operator-1", machine_type="edge-node",
                                runtime_profile="linux-docker", identity_ref=did, identity_proof=proof,
                                labels={"env": "dev"}, capabilities=("gpu",))


def register(orchestration, did, name="Edge node"):
    return orchestration.create_machine(creation(did, signed_challenge(orchestration, did), name)).item


def refusal(call, *arguments):
    with pytest.raises(OrchestrationApiError) as caught:
        call(*arguments)
    return caught.value


@pytest.fixture(name="client")
def _client(server):
    with client_of(server) as client:
        yield client


@pytest.fixture(name="orchestration")
def _orchestration(client):
    return client.orchestration


# contract: HTTP-1, HTTP-2, HTTP-18, HTTP-19, HTTP-27, ID-3, ID-18, LIFE-1, LIFE-4
@pytest.mark.parametrize("program", [MUSTER, MUSTER_SERVER], ids=["muster-serve", "muster-server"])
def test_a_machine_from_challenge_to_archive_over_one_connection(program, registry):
    with Server("--port", "0", "--ephemeral", "--registry", registry, program=program) as server:
        with client_of(server) as client:
            orchestration = client.orchestration
            assert orchestration.check_health().ok is True
            readiness = orchestration.get_readiness()
            assert readiness.status == "ready" and all(check.status == "pass" for check in readiness.checks)
            machine = register(orchestration, "did:peaq:42")
            assert (machine.status, machine.identity_ref) == ("draft", "did:peaq:42")
            assert machine.labels == {"env": "dev"} and machine.capabilities == ("gpu",)
            assert machine.identity_proof.signer_address == identities.CONTROLLER.address
            active = orchestration.update_machine(machine.id, UpdateMachineRequest(status="active")).item
            assert active.status == "active"
            assert orchestration.get_machine(machine.id).item == active
            assert [m.id for m in orchestration.list_machines(limit=10).items] == [machine.id]
            renamed = orchestration.update_machine(machine.id, UpdateMachineRequest(display_name="Depot é😀")).item
            assert (renamed.display_name, renamed.status) == ("Depot é😀", "active")
            assert orchestration.archive_machine(machine.id) is None
            assert orchestration.list_machines().items == ()
            pools = client.session.get_adapter(server.url).poolmanager.pools
            assert [pools[key].num_connections for key in pools.keys()] == [1]


# contract: LIFE-12, SWITCH-1, HTTP-12, HTTP-13, HTTP-3
def test_paging_through_a_database_made_by_another_process(registry, tmp_path):
    workspace = ("--port", "0", "--data-dir", tmp_path / "data", "--registry", registry)
    with Server(*workspace) as server, client_of(server) as client:
        made = [register(client.orchestration, f"did:peaq:{n}").id for n in range(40, 47)]
        assert server.stop()[0] == 0
    with Server(*workspace) as server, client_of(server) as client:
        orchestration = client.orchestration
        seen, cursor, pages = [], None, 0
        while True:
            page = orchestration.list_machines(limit=3, cursor=cursor)
            seen += [machine.id for machine in page.items]
            pages, cursor = pages + 1, page.next_cursor
            if cursor is None:
                break
            assert len(page.items) == 3
        assert (seen, pages) == (made, 3)
        assert [machine.id for machine in orchestration.list_machines_all(limit=2)] == made
        assert orchestration.update_machine(made[0], UpdateMachineRequest(status="active")).item.status == "active"


# contract: LIFE-12, ID-21
def test_a_database_of_the_first_version(tmp_path):
    (tmp_path / "data").mkdir()
    shutil.copyfile(WORKSPACE_V1, tmp_path / "data" / "muster.db")
    with Server("--port", "0", "--data-dir", tmp_path / "data") as server, client_of(server) as client:
        orchestration = client.orchestration
        machines = {machine.id: machine for machine in orchestration.list_machines_all()}
        assert {m.status for m in machines.values()} == {"draft", "active", "blocked"}
        odd = machines["mach_029be283b6cff543"]
        assert odd.labels["🔑"] == "{}" and odd.owner_id == "المالك"
        assert odd.identity_ref == f"did:peaq:{2**256 - 1}"
        renamed = orchestration.update_machine(odd.id, UpdateMachineRequest(display_name="Crane")).item
        assert renamed.display_name == orchestration.get_machine(odd.id).item.display_name == "Crane"
        assert orchestration.get_machine("mach_c708a412dcdb3612").item.status == "archived"


# contract: ID-16, LIFE-7
def test_an_identity_is_registered_once(orchestration, did):
    first = register(orchestration, did)
    error = refusal(register, orchestration, did)
    assert (error.code, error.status_code) == ("MACHINE_IDENTITY_EXISTS", 409)
    orchestration.archive_machine(first.id)
    assert register(orchestration, did).id != first.id


# contract: ID-12, LIFE-11
def test_a_stranger_cannot_register(orchestration, did):
    proof = signed_challenge(orchestration, did, identities.STRANGER)
    error = refusal(orchestration.create_machine, creation(did, proof))
    assert (error.code, error.status_code) == ("MACHINE_IDENTITY_PROOF_INVALID", 403)
    assert error.details["reason"] == "signer_not_controller"
    assert error.details["recovered_address"] == identities.STRANGER.address
    assert error.details["controller_addresses"] == [identities.CONTROLLER.address]
    assert did not in [machine.identity_ref for machine in orchestration.list_machines_all()]


# contract: ID-6, ID-9
def test_a_challenge_is_good_once_and_for_its_identity(orchestration, dids):
    did, other = next(dids), next(dids)
    proof = signed_challenge(orchestration, did)
    misused = refusal(orchestration.create_machine, creation(other, proof))
    assert misused.details["reason"] == "challenge_for_other_identity"
    machine = orchestration.create_machine(creation(did, proof)).item
    orchestration.archive_machine(machine.id)
    used = refusal(orchestration.create_machine, creation(did, proof))
    assert (used.code, used.details["reason"]) == ("MACHINE_IDENTITY_PROOF_INVALID", "challenge_used")
    unknown = MachineIdentityProofInput("mic_0123456789abcdef", proof.signature)
    assert refusal(orchestration.create_machine, creation(did, unknown)).details["reason"] == "unknown_challenge"


# contract: ID-11
@pytest.mark.parametrize("mangle", [lambda s: s.removeprefix("0x"), str.upper, lambda s: s[:-2] + (
    "00" if s.endswith("1b") else "01")], ids=["no-prefix", "upper-case", "v-0-or-1"])
def test_signatures_as_clients_spell_them(orchestration, did, mangle):
    proof = signed_challenge(orchestration, did)
    spelt = MachineIdentityProofInput(proof.challenge_id, mangle(proof.signature).replace("0X", "0x"))
    assert orchestration.create_machine(creation(did, spelt)).item.identity_ref == did


# contract: ID-1
def test_the_alias_is_answered_as_the_did(orchestration, did):
    alias = did.replace("did:peaq:", "peaqos:machine:")
    machine = register(orchestration, alias)
    assert machine.identity_ref == machine.identity_proof.identity_ref == did


# contract: ID-15, HTTP-28
def test_an_identity_that_cannot_be_resolved(orchestration):
    for did, reason in ((identities.UNKNOWN, "identity_not_found"), (identities.INACTIVE, "identity_inactive")):
        error = refusal(signed_challenge, orchestration, did)
        assert (error.code, error.status_code) == ("PEAQOS_IDENTITY_UNAVAILABLE", 503)
        assert error.details["reason"] == reason and isinstance(error.details["retryable"], bool)


# contract: HTTP-5, HTTP-28
def test_a_machine_that_does_not_exist(orchestration):
    for call in (orchestration.get_machine, orchestration.archive_machine):
        error = refusal(call, "mach_missing")
        assert (error.code, error.status_code) == ("NOT_FOUND", 404)
    error = refusal(orchestration.update_machine, "mach_missing", UpdateMachineRequest(display_name="x"))
    assert (error.code, error.status_code) == ("NOT_FOUND", 404)


# contract: ID-17
def test_an_identity_stays(orchestration, dids):
    did, other = next(dids), next(dids)
    machine = register(orchestration, did)
    error = refusal(orchestration.update_machine, machine.id, UpdateMachineRequest(identity_ref=other))
    assert (error.code, error.status_code) == ("MACHINE_IDENTITY_IMMUTABLE", 409)
    same = did.replace("did:peaq:", "peaqos:machine:")
    assert orchestration.update_machine(machine.id, UpdateMachineRequest(identity_ref=same)).item.identity_ref == did


# contract: LIFE-2, LIFE-5, LIFE-6, LIFE-7, LIFE-8, ID-27
def test_states_and_the_moves_between_them(orchestration, did):
    machine = register(orchestration, did)

    def move(state):
        return orchestration.update_machine(machine.id, UpdateMachineRequest(status=state))

    error = refusal(move, "degraded")
    assert (error.code, error.status_code) == ("VALIDATION_ERROR", 400)
    assert "draft" in str(error) and "degraded" in str(error) and "active" in str(error)
    for state in ("active", "degraded", "active", "active", "blocked", "degraded", "archived", "archived"):
        assert move(state).item.status == state
    assert orchestration.get_machine(machine.id).item.status == "archived"
    error = refusal(orchestration.update_machine, machine.id, UpdateMachineRequest(display_name="late"))
    assert (error.code, error.status_code) == ("MACHINE_NOT_ACTIVE", 409)
    assert refusal(move, "active").code in ("MACHINE_NOT_ACTIVE", "VALIDATION_ERROR")


# contract: HTTP-20
def test_the_key_is_demanded(server):
    for key, code in (("", "AUTH_REQUIRED"), ("wrong", "AUTH_INVALID")):
        with client_of(server, key) as client:
            assert client.orchestration.check_health().ok is True
            error = refusal(client.orchestration.list_machines)
            assert (error.code, error.status_code) == (code, 401)


# contract: HTTP-8, HTTP-11
def test_faults_are_named_together(orchestration, did):
    request = CreateMachineRequest(display_name="n" * 201, owner_id="o" * 201, machine_type="t" * 101,
                                   runtime_profile="", identity_ref=did,
                                   identity_proof=MachineIdentityProofInput("mic_x", "0x00"))
    error = refusal(orchestration.create_machine, request)
    assert (error.code, error.status_code) == ("VALIDATION_ERROR", 400)
    assert {"/displayName", "/ownerId", "/machineType"} <= {issue["path"] for issue in error.details["issues"]}
