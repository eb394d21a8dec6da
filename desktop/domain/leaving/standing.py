"""The case from which documents want to leave, at one instant: what follows from it is worked out once."""

from collections.abc import Iterator
from datetime import datetime
from functools import cached_property

import msgspec

from desktop.domain import events as e
from desktop.domain.case import Case
from desktop.domain.clocks.hold import Hold
from desktop.domain.decide import missing_for
from desktop.domain.leaving.approvals import asks_for_four_eyes
from desktop.domain.leaving.labels import whole_case
from desktop.domain.leaving.leaks.guarded import Guarded
from desktop.domain.leaving.namings import Naming
from desktop.domain.leaving.traces import namings_without_ground
from desktop.domain.policy import Profile

_AFTER_EXPORT = frozenset({"advisory-exported", "fix.released"})
"""Needs of publication that the export itself serves, or that come out together with it."""


class Standing(msgspec.Struct, frozen=True, dict=True):
    """What the gate looks at beside a document; nobody can hand in what it finds out for itself."""

    case: Case
    profile: Profile
    hold: Hold
    now: datetime
    vault_asks: bool
    """Whether the vault asks for a second person; the policy may ask for one too."""
    guarded: Guarded
    """What the vault keeps to itself."""

    @property
    def four_eyes(self) -> bool:
        """Whether a second person has to approve what leaves."""
        return self.vault_asks or asks_for_four_eyes(self.profile)

    @cached_property
    def against_publishing(self) -> tuple[str, ...]:
        """What stands against any advisory of the case."""
        return (*_goes_on(self.case), *whole_case(self.case), *_stages_done(self.case, self.profile))

    @cached_property
    def against_rejecting(self) -> tuple[str, ...]:
        """What stands against saying that its id is not to be used."""
        return (*_was_rejected(self.case), *whole_case(self.case))

    @cached_property
    def unnamed(self) -> tuple[Naming, ...]:
        """All by which people could be told whom no recorded ground allows to name."""
        return tuple(namings_without_ground(self.case, self.profile))


def _goes_on(case: Case) -> Iterator[str]:
    if case.incident_only:
        yield "No report began this case: an advisory leaves from the case of its vulnerability."
    if case.rejected is not None:
        yield "The report was rejected: there is nothing to publish. Undo the rejection to go on."
    if not case.open:
        yield "The case is closed. Undo the closing to export again."
    if case.purged:
        yield "Content of this case was purged: its facts are no longer whole."


def _was_rejected(case: Case) -> Iterator[str]:
    if case.rejected is None:
        yield "The report was not rejected: its id stays in use."


def _stages_done(case: Case, profile: Profile) -> Iterator[str]:
    missing = missing_for(e.AdvisoryPublished(), case, profile)
    lacks = [need.within for need in missing if need.id not in _AFTER_EXPORT]
    if lacks:
        yield f"Still missing: {'; '.join(lacks)}."
