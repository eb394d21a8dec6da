"""A person goes through a proposal: value by value, question by question. Nothing is accepted in advance."""

from collections.abc import Iterable, Mapping
from typing import Any, Literal

import msgspec

from desktop.domain.policy.proposing.accepting import Decisions
from desktop.domain.policy.proposing.proposal import Conflict, Open, Proposal, Proposed

Verdict = Literal["", "accepted", "refused"]


class Review(msgspec.Struct, frozen=True, kw_only=True):
    """What was decided so far; a value that stands in neither is undecided."""

    accepted: Mapping[str, Mapping[str, Any]] = msgspec.field(default_factory=dict)
    """For each accepted value the keys that were corrected."""
    refused: frozenset[str] = frozenset()
    answers: Mapping[str, str] = msgspec.field(default_factory=dict)

    def accept(self, name: str, corrected: Mapping[str, Any] | None = None) -> "Review":
        """Take this value, with these keys in place of what was proposed."""
        kept = self.accepted.get(name, {}) if corrected is None else corrected
        return msgspec.structs.replace(
            self, accepted={**self.accepted, name: dict(kept)}, refused=self.refused - {name}
        )

    def refuse(self, name: str) -> "Review":
        """Leave this value out."""
        return msgspec.structs.replace(
            self, accepted=_without(self.accepted, name), refused=self.refused | {name}
        )

    def answer(self, name: str, words: str | None) -> "Review":
        """Answer an open question; None takes the answer back."""
        answers = _without(self.answers, name) if words is None else {**self.answers, name: words}
        return msgspec.structs.replace(self, answers=answers)

    def verdict(self, name: str) -> Verdict:
        """What was decided about a value."""
        return "accepted" if name in self.accepted else "refused" if name in self.refused else ""

    def decisions(self, read_on: str) -> Decisions:
        """The decisions as a profile is made of them."""
        return Decisions(accepted=self.accepted, answers=self.answers, read_on=read_on)


class Lacks(msgspec.Struct, frozen=True):
    """What stands between a proposal and its adoption."""

    undecided: tuple[Proposed, ...] = ()
    unanswered: tuple[Open, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    """Of which more than one value is accepted."""
    missing: tuple[tuple[Proposed, str], ...] = ()
    """Accepted values, each with another that it rests on and that was refused."""
    nothing: bool = False
    """Whether nothing at all was accepted."""

    def __bool__(self) -> bool:
        """Whether anything is lacking."""
        return bool(self.undecided or self.unanswered or self.conflicts or self.missing or self.nothing)


def lacks_of(proposal: Proposal, review: Review) -> Lacks:
    """What is still to be decided or answered before the proposal can become a profile."""
    taken = review.accepted.keys()
    promises = [item for item in proposal.items if item.id in taken and item.table != "policy"]
    return Lacks(
        undecided=tuple(item for item in proposal.items if not review.verdict(item.id)),
        unanswered=tuple(q for q in asked(proposal, review) if not _is_answered(q, review)),
        conflicts=tuple(c for c in proposal.conflicts if sum(name in taken for name in c.ids) > 1),
        missing=tuple(
            (item, need)
            for item in proposal.items
            if item.id in taken
            for need in item.needs
            if need not in taken and review.verdict(need)
        ),
        nothing=not promises,
    )


def asked(proposal: Proposal, review: Review) -> tuple[Open, ...]:
    """The questions that matter: those about the policy and its calendar, and about values not refused."""
    return tuple(
        q for q in proposal.questions if q.about in ("policy", "calendar") or q.id not in review.refused
    )


def with_decisions_for(review: Review, names: Iterable[str]) -> Review:
    """Several values accepted at once, because a person said so of all of them; those decided stay."""
    for name in names:
        if not review.verdict(name):
            review = review.accept(name)
    return review


def _is_answered(question: Open, review: Review) -> bool:
    if question.id not in review.answers:
        return False
    return bool(question.choices) or bool(review.answers[question.id].strip())


def _without(mapping: Mapping[str, Any], name: str) -> dict[str, Any]:
    return {key: value for key, value in mapping.items() if key != name}
