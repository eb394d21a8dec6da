"""Profiles written as TOML read back equal."""

from pathlib import Path

import pytest

from desktop.domain.failures import InvalidPolicy
from desktop.domain.policy.proposing import Decisions, Passage, Proposal, Proposed, Source
from desktop.formats.policies.writing import write_accepted, write_profile
from desktop.formats.policy import read_profile

SHIPPED = sorted(Path("resources/policies").glob("*.toml"))


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_every_shipped_profile_is_written_and_read_back_equal(path: Path) -> None:
    profile = read_profile(path.read_bytes())
    assert read_profile(write_profile(profile)) == profile


def _accepted(within: str) -> bytes:
    identity = {"id": "acme", "code": "ACME", "organisation": "Acme", "namespace": "https://acme.example"}
    clock = {"id": "ack", "sentence": 'They say "soon".\n', "starts": ["report.received"], "within": within}
    where = (Passage(3, 3, 'We \\ "answer" \x7f'),)
    proposal = Proposal(
        sources=(Source("SECURITY.md", "ab" * 32),),
        items=(
            Proposed(id="policy", table="policy", value=identity, passages=()),
            Proposed(id="clocks:ack", table="clocks", value=clock | {"stops": ["ack.sent"]}, passages=where),
        ),
    )
    return write_accepted(proposal, Decisions(accepted={"policy": {}, "clocks:ack": {}}))


def test_accepted_values_are_a_profile_that_can_be_used() -> None:
    profile = read_profile(_accepted("48h"))
    assert profile.policy.quotes == {"3a": 'We \\ "answer" \x7f'}
    assert profile.clocks[0].within == "48h"


def test_accepted_values_that_make_no_usable_profile_are_refused_with_every_mistake() -> None:
    with pytest.raises(InvalidPolicy, match=r"clocks\[0\]"):
        _accepted("soon")
