"""What is owed beside the clocks: credit, safe harbour, letters, exports, and what the tool must do."""

import re
from typing import Literal

from desktop.domain.policy.item import Item, Name

_MINUTES = re.compile(r"(\d{1,4})m")
Saying = Literal[
    "receipt",
    "thanks",
    "welcome",
    "safe-harbour",
    "no-bounty",
    "hold-rule",
    "review-policy",
    "severity",
    "next-steps",
    "progress",
    "resolved",
    "credit-choice",
    "credit-permission",
    "what-happened",
    "what-to-do",
    "new-date",
    "reasons",
    "version-fixed",
]
"""What a letter may have to say."""


class Credit(Item, frozen=True, kw_only=True):
    """Whether a reporter is named unless they object (opt-out), or only when they agree (opt-in)."""

    mode: Literal["opt-in", "opt-out", "unstated"] = "unstated"
    name: Literal["", "given", "name-or-alias"] = ""
    where: tuple[str, ...] = ()
    only_if: tuple[str, ...] = ()
    listed: tuple[str, ...] = ()
    """Who stands on the policy's own list of thanks."""


class Retention(Item, frozen=True, kw_only=True):
    """How long content is kept once a case is closed; nothing is purged by itself, a person confirms it."""

    after: str = ""
    """Days, weeks or months, such as 24mo; empty where the policy does not say."""
    what: Literal["everything", "report", "reporter"] = "everything"


class Bounty(Item, frozen=True, kw_only=True):
    """Whether money is offered; unstated is neither yes nor no."""

    offered: bool | Literal["unstated"] = "unstated"
    text: str = ""


class SafeHarbour(Item, frozen=True, kw_only=True):
    """What good-faith research is promised, and under which conditions; none where not stated."""

    promise: str = ""
    conditions: tuple[str, ...] = ()


class Compliance(Item, frozen=True, kw_only=True):
    """A law or standard that the policy names, and what it says of it."""

    tag: Name
    status: str = ""


class LetterRule(Item, frozen=True, kw_only=True):
    """What a letter of this kind has to say under the policy."""

    event: Name
    """The event that sending it records."""
    says: tuple[Saying, ...]
    channels: tuple[str, ...] = ()


class ExportRule(Item, frozen=True, kw_only=True):
    """A condition on something that leaves the desk."""

    artefact: Literal["advisory", "credit", "acknowledgements", "case-data", "journal", "review"]
    text: Name
    needs: tuple[
        Literal["consent", "encrypted", "logged", "permission", "identity-removed", "restricted-removed"], ...
    ] = ()


class ToolDuty(Item, frozen=True, kw_only=True):
    """Something that the desk itself owes under the policy."""

    need: Name
    text: Name
    value: str = ""
    """A figure where the policy gives one, such as "45m"."""

    @property
    def minutes(self) -> int:
        """The figure as minutes; 0 where it is none."""
        written = _MINUTES.fullmatch(self.value)
        return int(written[1]) if written else 0


class NotCarried(Item, frozen=True, kw_only=True):
    """Clauses that no desktop client can keep, and why."""

    reason: Name
