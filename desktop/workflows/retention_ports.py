"""What is asked of a vault about how long content is kept, and its end."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

import msgspec

from desktop.domain.event import Draft, Recorded
from desktop.domain.events import Purgeable
from desktop.domain.inert import Untrusted


class RetainedCase(msgspec.Struct, frozen=True):
    """A closed case whose content is still kept."""

    case_id: str
    title: Untrusted
    policy_id: str
    closed_at: datetime
    held: bool


class Retention(Protocol):
    """What removes content for good; a part of `Vault`."""

    def retained(
        self, policy_id: str, what: Purgeable, before: datetime, limit: int = 500
    ) -> list[RetainedCase]:
        """Cases of a policy that were closed by then and still have this to be purged, the longest first."""

    def retained_policies(self) -> list[str]:
        """The policies of all closed cases."""

    def purge(
        self, case_id: str, drafts: Sequence[Draft], *, author: str, now: datetime, revision: int
    ) -> list[Recorded]:
        """Append each `content.purged` and empty what it names, in one transaction.

        Files that nothing else needs go too, with every row and draft made of them. Raises CaseChanged.
        """

    def compact(self) -> bool:
        """Give back the space of what was purged; False when there was nothing to do.

        Raises VaultInUse while others read, WriteFailed on a full disk; nothing is lost then.
        """
