"""What a template of a letter can name: flat words, kept in groups by what they tell of.

A stranger's words are one line, escaped, and never a template.
"""

from collections.abc import Callable
from typing import get_origin, get_type_hints

import msgspec

OwnTemplate = Callable[[str], bytes]
"""The user's own template of this name, or nothing."""


class Deadline(msgspec.Struct, frozen=True):
    """A promise that runs: the policy's sentence, and the instant with its zone."""

    sentence: str
    due: str


class LetterWords(msgspec.Struct, frozen=True, kw_only=True):
    """The letter itself: who writes to whom, and what it has to say."""

    greeting: str
    handler: str
    says: tuple[str, ...]
    """What the policy has this letter say."""
    deadlines: tuple[Deadline, ...]
    late: bool
    """Whether a promise that this letter keeps is overdue."""


class CaseWords(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of the case."""

    case_id: str
    subject: str
    arrived: str
    severity: str
    findings: str
    """Why the severity was set so, in the handler's words."""
    explanation: str
    duplicate: bool
    """Whether it was rejected as reported before."""
    scope: tuple[str, ...]
    fixes: tuple[str, ...]
    done: tuple[str, ...]
    aware: str
    """When a breach of personal data became known."""
    not_found: tuple[str, ...]
    """What the policy asks reporters to include, and nothing in the report speaks of."""
    advisory_title: str
    published_where: str
    follows_new_policy: bool


class PolicyWords(msgspec.Struct, frozen=True, kw_only=True):
    """Whose policy it is, and what it grants and forbids."""

    organisation: str
    product: str
    address: str
    """Where the policy takes reports by mail."""
    policy_url: str
    new_policy_date: str
    safe_harbour: str
    safe_harbour_conditions: tuple[str, ...]
    bounty: str
    """The policy's word that no bounty is paid."""
    forbidden_channels: tuple[str, ...]


class HoldWords(msgspec.Struct, frozen=True, kw_only=True):
    """Until when details stay private."""

    hold_rules: tuple[str, ...]
    hold_judgement: str
    """How long, where the policy names no date."""
    hold_until: str
    """Empty where no date is known, and once it has passed."""
    hold_ended: str
    hold_may_end_sooner: bool
    planned: str


class CreditWords(msgspec.Struct, frozen=True, kw_only=True):
    """How a reporter is named."""

    credit: str
    """The policy's rule: opt-in, opt-out, unstated."""
    credit_where: str
    credit_only_if: str
    credit_alias: bool
    credit_choice: str
    """What the reporter chose: named, alias, anonymous, or nothing yet."""
    credit_name: str


class Fields(msgspec.Struct, frozen=True):
    """Everything that a template may name, under one name each."""

    letter: LetterWords
    case: CaseWords
    policy: PolicyWords
    hold: HoldWords
    credit: CreditWords

    @property
    def flat(self) -> dict[str, object]:
        """The words by the names that templates know; a template knows no groups."""
        groups = (self.letter, self.case, self.policy, self.hold, self.credit)
        return {name: words for group in groups for name, words in msgspec.structs.asdict(group).items()}


_KINDS = {
    name: kind
    for group in (LetterWords, CaseWords, PolicyWords, HoldWords, CreditWords)
    for name, kind in get_type_hints(group).items()
}
FIELDS = frozenset(_KINDS)
LISTS = frozenset(name for name, kind in _KINDS.items() if get_origin(kind) is tuple)
PARTS = frozenset({*Deadline.__struct_fields__, "last", "first", "index"})
"""What the items of a list, and a loop itself, have."""
