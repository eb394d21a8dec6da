"""What is found in a damaged vault, and what a new vault was made of."""

from typing import Literal

import msgspec


class CaseRemains(msgspec.Struct, frozen=True):
    """What can be read of one case.

    "whole": every entry and every file is what was written. "damaged": something is missing, or it cannot be
    told that nothing is. "lost": no entry can be read.
    """

    case_id: str
    state: Literal["whole", "damaged", "lost"]
    entries: int
    expected: int | None
    """How many entries the case had; None where the list that said so is lost too."""
    lost_files: int = 0


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
        """All the others."""
        return tuple(case for case in self.cases if case.state != "whole")

    @property
    def nothing_lost(self) -> bool:
        """Whether every entry and every file is there: at most what is made again from them is damaged."""
        return not (self.lost_entries or self.lost_files or self.harmed)


class Salvaged(msgspec.Struct, frozen=True):
    """A new vault, what of the old one it was made from, and the recovery code to print."""

    damage: Damage
    recovery_code: str
