"""The state of an embargo, after Vultron: derived from the history and the policy, never set.

A policy that states a hold makes one by its own terms, from the arrival of the report on. Where it states
none, there is none until both parties agree on a date. While another one is only proposed, the old one holds.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, Literal

import msgspec

from desktop.domain import events as e
from desktop.domain.clocks.chronicle import chronicle_of
from desktop.domain.clocks.hold import concerns_hold, hold_of, read_hold, states_hold
from desktop.domain.clocks.holding import ENDING
from desktop.domain.embargo.parties import BOTH, distinct, message_named
from desktop.domain.event import Event, Recorded
from desktop.domain.occurrences import in_force
from desktop.domain.policy import Profile

State = Literal["none", "proposed", "active", "revised", "exited"]
Answer = Literal["open", "accepted", "refused", "replaced", "overtaken"]
"""What became of a proposal; one that nobody answered is overtaken by an end for good."""
Ended = Literal["agreement", "public", "exploit", "attack", "published", "time"]
FINAL: dict[Ended, str] = {
    "agreement": "both parties agreed to end it",
    "public": "the details are public",
    "exploit": "an exploit is public",
    "attack": "attacks were seen",
    "published": "the advisory is published",
}
"""Ends that no proposal undoes. What ended by its time alone can be agreed on anew: nothing is public yet."""

_FIXED = (e.FixReleased.kind, e.RemediationComplete.kind)


class Proposal(msgspec.Struct, frozen=True):
    """Another end of the embargo, and what became of it; a letter may have proposed no date."""

    id: str
    at: datetime
    until: datetime | None
    by: e.Proposer
    ground: str
    answer: Answer = "open"
    answered_at: datetime | None = None
    reason: str = ""
    """Why it was turned down."""


class Term(msgspec.Struct, frozen=True):
    """A date that held, or holds: by the policy, by agreement of both, or by the decision of one party."""

    at: datetime
    until: datetime | None
    by: Literal["policy", "agreement", "decision"]
    parties: tuple[str, ...] = ()
    evidence: str = ""
    message: str = ""
    """The id of the event of the message that proves it, where the evidence is one."""


class Exit(msgspec.Struct, frozen=True):
    """How the embargo ended."""

    at: datetime
    reason: Ended
    ground: str = ""
    event_id: str = ""
    """The `embargo.exited` of it, where one is recorded."""
    by: str = ""
    """The kind of event that ended the policy's hold, such as `fix.released`, before its time was over."""

    @property
    def final(self) -> bool:
        """Whether no new date can be agreed on."""
        return self.reason in FINAL


class Embargo(msgspec.Struct, frozen=True):
    """How the embargo of a case stands at one moment."""

    state: State
    until: datetime | None
    why: str
    terms: tuple[Term, ...] = ()
    """Every date, oldest first; the last one holds, or held."""
    proposals: tuple[Proposal, ...] = ()
    ended: Exit | None = None
    may_come_sooner: bool = False
    attacks_since: datetime | None = None
    """Attacks were seen while it lasts: it should end, and a person decides."""

    @property
    def open(self) -> tuple[Proposal, ...]:
        """The proposals that nobody answered."""
        return tuple(p for p in self.proposals if p.answer == "open")

    @property
    def term(self) -> Term | None:
        """The date in force."""
        return self.terms[-1] if self.terms else None

    @property
    def holds(self) -> bool:
        """Whether nothing may be told, by a promise."""
        return self.state in ("active", "revised")


class _Story(msgspec.Struct):
    """What the history says, in the making."""

    terms: list[Term]
    proposals: list[Proposal]
    planned: datetime | None = None
    attacks: datetime | None = None
    exits: list[Exit] = msgspec.field(default_factory=list)


def read_embargo(profile: Profile, history: Sequence[Recorded], now: datetime) -> Embargo:
    """The embargo of a case at `now`; total on every history."""
    hold = read_hold(profile, history, now)
    story = _Story(_by_the_policy(profile, history, now), [])
    for recorded in in_force(history):
        note = _NOTES.get(type(recorded.event))
        if note is not None:
            note(story, recorded, history, profile)
    binding = any(term.by != "decision" for term in story.terms)
    ended = _first_exit(story.exits)
    if ended is None and binding and hold.ended(now) and hold.until is not None:
        agreed = any(term.by == "agreement" for term in story.terms)
        ended = Exit(hold.until, "time", by="" if agreed else _ended_by(profile, history, hold.until))
    elif ended is not None and ended.reason == "published" and len(story.terms) == 1:
        ended = _ended_before(profile, history, ended, story.terms[0])
    over = ended is not None and ended.final
    proposals = tuple(_overtaken(p, ended) if ended is not None and over else p for p in story.proposals)
    state = _state(proposals, ended, binding=binding)
    return Embargo(
        state=state,
        until=hold.until,
        why=hold.why,
        terms=tuple(story.terms),
        proposals=proposals,
        ended=ended if state == "exited" else None,
        may_come_sooner=hold.may_come_sooner,
        attacks_since=story.attacks if ended is None else None,
    )


def _ended_before(profile: Profile, history: Sequence[Recorded], published: Exit, term: Term) -> Exit:
    """The end by the policy, where its own term was over when the advisory came out; that stays final."""
    if term.by != "policy" or term.until is None or term.until > published.at:
        return published
    by = _ended_by(profile, history, term.until)
    return msgspec.structs.replace(published, at=term.until, by=by) if by else published


def _ended_by(profile: Profile, history: Sequence[Recorded], ended: datetime) -> str:
    """What ended the policy's hold at this instant, where its time did not run out."""
    chronicle = chronicle_of(history)
    stops = [stop for clock in profile.clocks if clock.force == "rule" for stop in clock.stops]
    proofs = (chronicle.first((name,)) for name in (*stops, *_FIXED))
    return next((proof.event for proof in proofs if proof is not None and proof.at == ended), "")


def _state(proposals: Sequence[Proposal], ended: Exit | None, *, binding: bool) -> State:
    if ended is not None and ended.final:
        return "exited"
    holds = binding and ended is None
    if any(p.answer == "open" for p in proposals):
        return "revised" if holds else "proposed"
    if holds:
        return "active"
    return "exited" if ended is not None else "none"


def _overtaken(proposal: Proposal, ended: Exit) -> Proposal:
    if proposal.answer != "open":
        return proposal
    return msgspec.structs.replace(proposal, answer="overtaken", answered_at=ended.at)


def _first_exit(exits: Sequence[Exit]) -> Exit | None:
    """The earliest end; the entry of the exit tells the reason, where one is recorded."""
    if not exits:
        return None
    told = next((known for known in exits if known.event_id), exits[0])
    return msgspec.structs.replace(told, at=min(known.at for known in exits))


def _by_the_policy(profile: Profile, history: Sequence[Recorded], now: datetime) -> list[Term]:
    """The policy's default terms: what it says itself, before anybody agreed on anything."""
    chronicle = chronicle_of(history)
    arrived = chronicle.first((e.ReportReceived.kind,))
    if not states_hold(profile) or arrived is None:
        return []
    happened = {name: proofs for name, proofs in chronicle.happened.items() if name not in ENDING}
    bare = msgspec.structs.replace(chronicle, agreements={}, happened=happened)
    return [Term(arrived.at, hold_of(profile, bare, now).until, "policy")]


# --- what each entry changes -----------------------------------------------------------------------------


def _proposed(story: _Story, recorded: Recorded, _h: Sequence[Recorded], _p: Profile) -> None:
    event: e.EmbargoProposed = recorded.event  # type: ignore[assignment]  # dispatched by type
    story.proposals.append(Proposal(recorded.id, recorded.occurred_at, event.until, event.by, event.ground))


def _wrote(story: _Story, recorded: Recorded, _h: Sequence[Recorded], _p: Profile) -> None:
    """A letter that proposes: of a proposal of ours that is recorded already, it is the letter."""
    if not any(p.by == "us" and p.answer == "open" for p in story.proposals):
        story.proposals.append(Proposal(recorded.id, recorded.occurred_at, story.planned, "us", ""))


def _agreed(story: _Story, recorded: Recorded, history: Sequence[Recorded], profile: Profile) -> None:
    event: e.DisclosureAgreed = recorded.event  # type: ignore[assignment]  # dispatched by type
    if event.clock and not concerns_hold(profile, event.policy_id or profile.policy.id, event.clock):
        return
    message = message_named(event.evidence, history)
    both = len(distinct(event.parties)) >= BOTH
    story.terms.append(
        Term(
            recorded.occurred_at,
            event.publish_at,
            "agreement" if both else "decision",
            distinct(event.parties),
            event.evidence,
            message.id if message is not None else "",
        )
    )
    if not both:
        return
    for number, proposal in enumerate(story.proposals):
        if proposal.answer == "open":
            answer: Answer = "accepted" if proposal.until in (None, event.publish_at) else "replaced"
            story.proposals[number] = _answered(proposal, recorded, answer)


def _refused(story: _Story, recorded: Recorded, _h: Sequence[Recorded], _p: Profile) -> None:
    event: e.EmbargoRefused = recorded.event  # type: ignore[assignment]  # dispatched by type
    for number, proposal in enumerate(story.proposals):
        if proposal.answer == "open" and event.proposal in ("", proposal.id):
            story.proposals[number] = _answered(proposal, recorded, "refused", event.ground)


def _answered(proposal: Proposal, recorded: Recorded, answer: Answer, reason: str = "") -> Proposal:
    return msgspec.structs.replace(proposal, answer=answer, answered_at=recorded.occurred_at, reason=reason)


def _planned(story: _Story, recorded: Recorded, _h: Sequence[Recorded], _p: Profile) -> None:
    story.planned = recorded.event.publish_at  # type: ignore[attr-defined]  # dispatched by type


def _attacked(story: _Story, recorded: Recorded, _h: Sequence[Recorded], _p: Profile) -> None:
    story.attacks = story.attacks or recorded.occurred_at


def _exited(story: _Story, recorded: Recorded, _h: Sequence[Recorded], _p: Profile) -> None:
    event: e.EmbargoExited = recorded.event  # type: ignore[assignment]  # dispatched by type
    story.exits.append(Exit(recorded.occurred_at, event.reason, event.ground, recorded.id))


def _ending(reason: Ended) -> "_Note":
    def note(story: _Story, recorded: Recorded, _h: Sequence[Recorded], _p: Profile) -> None:
        ground = getattr(recorded.event, "ground", "")
        story.exits.append(Exit(recorded.occurred_at, reason, ground))

    return note


_Note = Callable[[_Story, Recorded, Sequence[Recorded], Profile], Any]
_NOTES: dict[type[Event], _Note] = {
    e.EmbargoProposed: _proposed,
    e.DisclosureProposed: _wrote,
    e.DisclosureAgreed: _agreed,
    e.EmbargoRefused: _refused,
    e.DisclosurePlanned: _planned,
    e.ExploitationAware: _attacked,
    e.EmbargoExited: _exited,
    e.DetailsDisclosed: _ending("public"),
    e.ExploitPublished: _ending("exploit"),
    e.AdvisoryPublished: _ending("published"),
}
