"""What advisories cost on their way out, beside what they cannot do without: what gpg does for them.

Each signature is verified after its file was written, so that more than half of gpg's work is no signature:
both floors are told, and the goal is held against the signatures alone. Processor time is compared, of this
process and of every gpg: that a disk syncs slowly, or that another program is busy, says nothing of this one.
By the clock, which a person waits for, it is told beside the same floor: two signatures are made at a time
there, and what else runs on the machine counts. The vault is a real one. The best of several rounds counts,
as for a desk that stays open: its key is looked up and imported to verify by in the first.
"""

import subprocess
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage
from typing import NamedTuple

import pytest

from desktop.domain.event import Draft
from desktop.formats.advisories.findings import errors_of
from desktop.formats.advisories.forms import FORMS
from desktop.workflows.ports import Desk, Silent
from desktop.workflows.provider.extend_provider import extend_provider
from desktop.workflows.publication.preview_advisory import preview_advisory
from desktop.workflows.publication.publish_advisory import publish_advisory
from tests.vault.conftest import Bench
from tests.workflows.conftest import Keyholder
from tests.workflows.desks import CASE, desk_on, ready_to_publish, receive

pytestmark = pytest.mark.soak

MANY = 500
AT_MOST = 3
"""Times what gpg takes to sign; to verify is no part of it."""
PER_SECOND = 20
"""Advisories into a tree, by processor time, unless gpg alone is slower."""
ROUNDS = 5


@pytest.fixture
def us() -> Iterator[Keyholder]:
    keyholder = Keyholder("MushinAI Security", "security@mushinai.com")
    yield keyholder
    keyholder.leave()


@pytest.fixture
def desk(us: Keyholder, tmp_path: Path) -> Iterator[Desk]:
    bench = Bench(tmp_path)
    desk = desk_on(bench.make(), us.gpg)
    receive(desk)
    ready_to_publish(desk)
    yield desk
    bench.close()


def spent() -> float:
    """Processor seconds, of this process and of its children that ended."""
    used = [getrusage(whose) for whose in (RUSAGE_SELF, RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


class Floor(NamedTuple):
    """Seconds of gpg alone."""

    signing: float
    verifying: float
    waiting: float
    """By the clock, until all is signed."""

    @property
    def both(self) -> float:
        """Signing and verifying."""
        return self.signing + self.verifying


def gpg_alone(us: Keyholder, documents: Sequence[bytes], folder: Path) -> Floor:
    command = ["gpg", "--homedir", str(us.home), "--batch", "--local-user", us.key.fingerprint]
    signature = folder / "bare.asc"
    signing = verifying = waiting = 0.0
    for document in documents:
        began, clock = spent(), time.perf_counter()
        signed = subprocess.run(
            [*command, "--armor", "--detach-sign"], input=document, capture_output=True, check=True
        )
        signing += spent() - began
        waiting += time.perf_counter() - clock
        signature.write_bytes(signed.stdout)
        began = spent()
        subprocess.run(
            [*command, "--verify", str(signature), "-"], input=document, capture_output=True, check=True
        )
        verifying += spent() - began
    return Floor(signing, verifying, waiting)


def test_one_advisory_in_all_formats_costs_little_more_than_what_gpg_does_for_it(
    desk: Desk, us: Keyholder, tmp_path: Path
) -> None:
    documents = [document.content for document in preview_advisory(desk, CASE).documents]
    floors, ours, walls = [], [], []
    for number in range(ROUNDS):
        floors.append(gpg_alone(us, documents, tmp_path))
        began, clock = spent(), time.perf_counter()
        publish_advisory(desk, CASE, tmp_path / str(number), sign_with=us.key.fingerprint, progress=Silent())
        ours.append(spent() - began)
        walls.append(time.perf_counter() - clock)
    signing, waiting = min(floor.signing for floor in floors), min(floor.waiting for floor in floors)
    both = min(floor.both for floor in floors)
    print(  # noqa: T201
        f"{len(documents)} of {len(FORMS)} formats: {min(ours):.3f} s of processor ({min(walls):.3f} s "
        f"by the clock), {min(ours) / signing:.2f} times gpg signing ({min(walls) / waiting:.2f} by the "
        f"clock), {min(ours) / both:.2f} times gpg signing and verifying"
    )
    assert min(ours) / signing < AT_MOST


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
    began, clock = spent(), time.perf_counter()
    extended = extend_provider(
        desk,
        tmp_path / "csaf",
        ids,
        sign_with=us.key.fingerprint,
        base_url="https://mushinai.example/csaf",
        progress=Silent(),
    )
    took, wall = spent() - began, time.perf_counter() - clock
    floor = gpg_alone(us, documents, tmp_path)
    assert extended.documents == MANY
    assert not errors_of(extended.findings)
    print(  # noqa: T201
        f"{MANY / took:.1f} advisories/s of processor ({MANY / wall:.1f}/s by the clock), gpg alone "
        f"{MANY / floor.signing:.1f}/s signing, {MANY / floor.both:.1f}/s with verifying: "
        f"{took / floor.signing:.2f} and {took / floor.both:.2f} times"
    )
    assert MANY / took > PER_SECOND or took < AT_MOST * floor.signing
