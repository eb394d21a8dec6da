"""What is found in a damaged vault, and what a new vault was made of."""

from typing import Literal

import msgspec

CaseState = Literal["whole", "salvaged", "damaged", "lost"]
"""whole: every entry and every file is what was written; salvaged: so is all that could be read when the
vault was salvaged before; damaged: something is missing, or it cannot be told that nothing is; lost: no entry
can be read."""


class CaseRemains(msgspec.Struct, frozen=True):
    """What can be read of one case."""

    case_id: str
    state: CaseState
    entries: int
    expected: int | None
    """How many entries the case had; None where the list that said so is lost too."""
    lost_files: int = 0
    """Those among them that were lost before an earlier salvage."""


class Damage(msgspec.Struct, frozen=True):
    """What a damaged vault still holds; nothing of it is content."""

    pages: int
    bad_pages: int
    """Pages of the database that are not what was written; those that were cut off are not counted."""
    cases: tuple[CaseRemains, ...]
    entries: int
    lost_entries: int
    """Entries of the journal that are missing, or of which only the header is there."""
    lost_files: int
    head: str
    """The latest head that can be read."""

    @property
    def whole(self) -> tuple[CaseRemains, ...]:
        """The cases of which nothing is missing."""
        return tuple(case for case in self.cases if case.state == "whole")

    @property
    def harmed(self) -> tuple[CaseRemains, ...]:
        """Those of which something is missing that was there until now."""
        return tuple(case for case in self.cases if case.state in ("damaged", "lost"))

    @property
    def salvaged(self) -> tuple[CaseRemains, ...]:
        """Those of which something was lost before, and nothing since."""
        return tuple(case for case in self.cases if case.state == "salvaged")

    @property
    def nothing_lost(self) -> bool:
        """Whether every entry and every file is there: at most what is made again from them is damaged."""
        return not (self.lost_entries or self.lost_files or self.harmed)


class Salvaged(msgspec.Struct, frozen=True):
    """A new vault, what of the old one it was made from, and the recovery code to print."""

    damage: Damage
    recovery_code: str
