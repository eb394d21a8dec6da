"""What a reader found in a policy's own text: values with their lines, open questions, what it left out."""

from typing import Any, Literal

import msgspec

from desktop.domain.policy.adoption import Choice
from desktop.domain.policy.clock import Clock, Condition
from desktop.domain.policy.disclosure import Disclosure
from desktop.domain.policy.duties import Bounty, Credit, SafeHarbour
from desktop.domain.policy.identity import Identity, Release
from desktop.domain.policy.intake import AskedField, ForbiddenChannel, Intake
from desktop.domain.policy.item import Item
from desktop.domain.policy.scope import ScopeCondition, ScopeLine, Severities, VersionLine

TableName = Literal[
    "policy",
    "intake",
    "forbidden",
    "fields",
    "severity",
    "scope_condition",
    "scope",
    "versions",
    "release",
    "conditions",
    "clocks",
    "disclosure",
    "credit",
    "bounty",
    "safe_harbour",
]
"""The table of a profile that a value belongs to; those of `LISTS` take any number of values."""
TABLES: dict[TableName, type[Item]] = {
    "policy": Identity,
    "intake": Intake,
    "forbidden": ForbiddenChannel,
    "fields": AskedField,
    "severity": Severities,
    "scope_condition": ScopeCondition,
    "scope": ScopeLine,
    "versions": VersionLine,
    "release": Release,
    "conditions": Condition,
    "clocks": Clock,
    "disclosure": Disclosure,
    "credit": Credit,
    "bounty": Bounty,
    "safe_harbour": SafeHarbour,
}
LISTS = frozenset({"intake", "forbidden", "fields", "scope", "versions", "conditions", "clocks"})

Reason = Literal[
    "placeholder",
    "template",
    "comment",
    "code",
    "example",
    "image",
    "other-organisation",
    "reporters-right",
    "reporters-duty",
    "no-promise",
    "unclear",
    "elsewhere",
    "past-date",
    "too-long",
]
"""Why something that was seen is not proposed."""
_SAID_AS_WELL = frozenset({"unclear", "no-promise", "elsewhere", "past-date", "reporters-duty"})


class Source(msgspec.Struct, frozen=True):
    """A text that was read."""

    name: str
    sha256: str


class Passage(msgspec.Struct, frozen=True):
    """Where something stands: its lines, counted from 1, and the words themselves, as readers see them."""

    first: int
    last: int
    quote: str
    source: int = 0
    """Which of the proposal's sources."""

    @property
    def lines(self) -> str:
        """Such as 20 or 20-21, as `policy.lines` of a profile has them."""
        return str(self.first) if self.first == self.last else f"{self.first}-{self.last}"


class Proposed(msgspec.Struct, frozen=True, kw_only=True):
    """One value for one table of a profile, to be accepted, corrected or refused."""

    id: str
    """Unique in its proposal: the table, then which one of it, such as `clocks:ack` or `credit`."""
    table: TableName
    value: dict[str, Any]
    """Keys of the table as a profile has them; what the text leaves open is said by its `assumed`."""
    passages: tuple[Passage, ...]
    needs: tuple[str, ...] = ()
    """Other values of the proposal that this one makes no sense without."""

    def item(self) -> Item:
        """The value as the schema's own type; raises ValueError where it does not fit."""
        return msgspec.convert(self.value, TABLES[self.table])


class Open(msgspec.Struct, frozen=True, kw_only=True):
    """What the text does not say; the first choice holds unasked, without choices an answer is words.

    `id` is that of the value it is about, or `policy.KEY` or `calendar.KEY`. The choices for a value are
    those of its alternatives; `AS_WRITTEN` stands for what is proposed.
    """

    id: str
    about: Literal["policy", "calendar", "clock", "disclosure"]
    text: str
    choices: tuple[Choice, ...] = ()
    passages: tuple[Passage, ...] = ()


class LeftOut(msgspec.Struct, frozen=True):
    """Something seen that is not proposed; `words` says why in a sentence."""

    reason: Reason
    words: str
    passage: Passage

    @property
    def said_as_well(self) -> bool:
        """Whether the policy does say it, and only no clock can be made of it."""
        return self.reason in _SAID_AS_WELL


class Conflict(msgspec.Struct, frozen=True):
    """Values that cannot hold together: at most one of them may be accepted."""

    text: str
    ids: tuple[str, ...]


class Proposal(msgspec.Struct, frozen=True, kw_only=True):
    """All that one or several texts say; nothing of it holds before a person accepts it."""

    sources: tuple[Source, ...]
    form: Literal["markdown", "security-txt"] = "markdown"
    language: str = "en"
    items: tuple[Proposed, ...] = ()
    questions: tuple[Open, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    not_a_policy: bool = False
    """Whether the text says nothing that a policy says: an unfilled template, a pointer, badges alone."""

    def proposed(self, table: TableName) -> tuple[Proposed, ...]:
        """The values for one table, in the order of the text."""
        return tuple(item for item in self.items if item.table == table)


def ids_of(proposal: Proposal) -> frozenset[str]:
    """The ids of everything that can be accepted."""
    return frozenset(item.id for item in proposal.items)
