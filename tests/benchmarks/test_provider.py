"""What advisories cost on their way out, beside the bare gpg signatures that they cannot do without."""

import subprocess
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from desktop.domain.event import Draft
from desktop.formats.advisories.findings import errors_of
from desktop.formats.advisories.forms import FORMS
from desktop.workflows.ports import Desk, Silent
from desktop.workflows.provider.extend_provider import extend_provider
from desktop.workflows.publication.preview_advisory import preview_advisory
from desktop.workflows.publication.publish_advisory import publish_advisory
from tests.fakes import InMemoryVault
from tests.workflows.conftest import Keyholder
from tests.workflows.desks import CASE, desk_on, ready_to_publish, receive

pytestmark = pytest.mark.soak

MANY = 500
AT_MOST = 3
"""Times the bare signatures, for one advisory in all formats."""
PER_SECOND = 20
"""Advisories into a tree, unless the bare signatures alone are slower."""
ROUNDS = 5


@pytest.fixture
def us() -> Iterator[Keyholder]:
    keyholder = Keyholder("MushinAI Security", "security@mushinai.com")
    yield keyholder
    keyholder.leave()


@pytest.fixture
def desk(us: Keyholder) -> Desk:
    desk = desk_on(InMemoryVault(), us.gpg)
    receive(desk)
    ready_to_publish(desk)
    return desk


def bare_signatures(us: Keyholder, documents: Sequence[bytes]) -> float:
    began = time.perf_counter()
    command = ["gpg", "--homedir", str(us.home), "--batch", "--armor", "--local-user", us.key.fingerprint]
    for document in documents:
        subprocess.run([*command, "--detach-sign"], input=document, capture_output=True, check=True)
    return time.perf_counter() - began


def test_one_advisory_in_all_formats_costs_little_more_than_its_signatures(
    desk: Desk, us: Keyholder, tmp_path: Path
) -> None:
    documents = [document.content for document in preview_advisory(desk, CASE).documents]
    floors, ours = [], []
    for number in range(ROUNDS):
        floors.append(bare_signatures(us, documents))
        began = time.perf_counter()
        publish_advisory(desk, CASE, tmp_path / str(number), sign_with=us.key.fingerprint, progress=Silent())
        ours.append(time.perf_counter() - began)
    ratio = min(ours) / min(floors)
    print(f"{len(documents)} of {len(FORMS)} formats: {min(ours):.3f} s, {ratio:.2f} times their signatures")  # noqa: T201
    assert ratio < AT_MOST


def copies(desk: Desk, count: int) -> list[str]:
    """The same case so many times, under other ids."""
    ids = [f"MUS-2026-{number:07}" for number in range(1, count + 1)]
    history = desk.vault.history(CASE)
    for case_id in ids:
        for recorded in history:
            draft = Draft(recorded.event, recorded.occurred_at)
            desk.vault.append(case_id, [draft], author=desk.handler, now=recorded.recorded_at)
    return ids


def test_many_advisories_go_into_a_tree_nearly_as_fast_as_gpg_signs(
    desk: Desk, us: Keyholder, tmp_path: Path
) -> None:
    ids = copies(desk, MANY)
    documents = [preview_advisory(desk, ids[0], ("csaf",)).documents[0].content] * MANY
    began = time.perf_counter()
    extended = extend_provider(
        desk,
        tmp_path / "csaf",
        ids,
        sign_with=us.key.fingerprint,
        base_url="https://mushinai.example/csaf",
        progress=Silent(),
    )
    took = time.perf_counter() - began
    floor = bare_signatures(us, documents)
    assert extended.documents == MANY
    assert not errors_of(extended.findings)
    print(f"{MANY / took:.1f} advisories/s, gpg alone {MANY / floor:.1f}/s, {took / floor:.2f} times")  # noqa: T201
    assert MANY / took > PER_SECOND or took < AT_MOST * floor
