"""What speaks against an act about the embargo, as a sentence, or ""."""

from collections.abc import Sequence
from datetime import datetime

import msgspec

from desktop.domain import events as e
from desktop.domain.clocks.hold import concerns_hold, states_hold
from desktop.domain.clocks.wall_time import zone_named
from desktop.domain.clocks.words import both_hours
from desktop.domain.embargo.breaking import FACT_OF, is_one_act
from desktop.domain.embargo.parties import BOTH, distinct, message_named, objection_to
from desktop.domain.embargo.state import FINAL, Embargo, read_embargo
from desktop.domain.event import Event, Recorded
from desktop.domain.fold import fold
from desktop.domain.parties.people import person_of
from desktop.domain.policy import Profile

_About = e.EmbargoProposed | e.EmbargoRefused | e.EmbargoExited | e.DisclosureAgreed | e.PersonTold
_FACTS: dict[e.ExitReason, str] = {
    "public": "that the details are public",
    "exploit": "that an exploit is public",
    "attack": "that attacks were seen",
}
_UNDO = "If it was recorded by mistake, undo that first."


def objection(act: Event, history: Sequence[Recorded], profile: Profile, now: datetime) -> str:
    """What speaks against the act at `now`; "" for any that is not about the embargo."""
    if not isinstance(act, _About):
        return ""
    embargo = read_embargo(profile, history, now)
    if isinstance(act, e.EmbargoRefused):
        return _refusal(act, embargo)
    if isinstance(act, e.EmbargoExited):
        return _exit(act, embargo, history)
    if isinstance(act, e.PersonTold):
        return _told(act, history)
    return _date(act, embargo, history, profile, now)


def _date(
    act: e.EmbargoProposed | e.DisclosureAgreed,
    embargo: Embargo,
    history: Sequence[Recorded],
    profile: Profile,
    now: datetime,
) -> str:
    """What speaks against another date, proposed or agreed on."""
    if isinstance(act, e.DisclosureAgreed) and act.clock and not _moves_hold(act, profile):
        return _agreement(act, embargo, history, profile)
    if embargo.ended is not None and embargo.ended.final:
        return _futile(embargo, profile)
    if isinstance(act, e.EmbargoProposed):
        return _proposal(act, now)
    return _agreement(act, embargo, history, profile)


def spelled(act: Event, history: Sequence[Recorded], profile: Profile, now: datetime) -> Event:
    """The act with whole ids, the parties each once, and the only open proposal named."""
    if isinstance(act, e.DisclosureAgreed):
        evidence = _whole(act.evidence, history)
        return msgspec.structs.replace(act, parties=distinct(act.parties), evidence=evidence)
    if isinstance(act, e.EmbargoRefused):
        found = _meant(act.proposal, read_embargo(profile, history, now))
        return msgspec.structs.replace(act, proposal=found[0]) if len(found) == 1 else act
    if isinstance(act, e.EmbargoExited):
        ground = _whole(act.ground, history) if act.reason == "agreement" else act.ground
        return msgspec.structs.replace(act, parties=distinct(act.parties), ground=ground)
    return act


def _whole(evidence: str, history: Sequence[Recorded]) -> str:
    """The whole id of the message that is named, else the words."""
    message = message_named(evidence, history)
    return message.id if message is not None else evidence


def _moves_hold(act: e.DisclosureAgreed, profile: Profile) -> bool:
    return concerns_hold(profile, profile.policy.id, act.clock)


def _futile(embargo: Embargo, profile: Profile) -> str:
    assert embargo.ended is not None
    why = FINAL[embargo.ended.reason]
    ended = both_hours(embargo.ended.at, zone_named(profile.calendar.timezone))
    if embargo.ended.reason in ("agreement", "attack"):
        return f"The embargo ended on {ended}: {why}. What has ended is not revised. {_UNDO}"
    return f"The embargo ended on {ended}: {why}. An embargo on what is public is futile. {_UNDO}"


def _proposal(act: e.EmbargoProposed, now: datetime) -> str:
    if act.until <= now:
        return "An embargo until a time that has passed holds nothing back: propose one that lies ahead."
    if not act.ground.strip():
        return "Say on what the proposal rests: which message or call, and why this date."
    return ""


def _meant(begun: str, embargo: Embargo) -> list[str]:
    return [p.id for p in embargo.open if p.id.startswith(begun.strip().lower())]


def _refusal(act: e.EmbargoRefused, embargo: Embargo) -> str:
    found = _meant(act.proposal, embargo)
    if not embargo.open:
        return "No proposal is open."
    if len(found) != 1:
        return (
            "Say which of the open proposals is turned down."
            if not act.proposal or found
            else ("No open proposal has this id.")
        )
    return "" if act.ground.strip() else "Say why the proposal is turned down."


def _agreement(
    act: e.DisclosureAgreed, embargo: Embargo, history: Sequence[Recorded], profile: Profile
) -> str:
    """Both have to agree on what the policy promised, and wherever a date binds or an answer is waited for.

    Else one party may decide alone, and says who it is.
    """
    bound = bool(act.clock) or states_hold(profile) or embargo.holds or bool(embargo.open)
    parties = len(distinct(act.parties))
    if bound and parties < BOTH:
        return (
            "An agreement names both parties, and two that are told apart at a glance: one party alone "
            "moves no date."
        )
    return objection_to(act.evidence, history) if parties else "Say who decided."


def _exit(act: e.EmbargoExited, embargo: Embargo, history: Sequence[Recorded]) -> str:
    case = fold(history)
    if case.has(e.EmbargoExited):
        return "That the embargo ended is recorded already."
    if not act.ground.strip():
        return "Say on what it rests that the embargo ends."
    if not is_one_act(act, history):
        return "Entries are only joined by breaking the glass itself: leave `together` out."
    if act.reason == "agreement":
        return _exit_by_both(act, embargo, history)
    if case.has(FACT_OF[act.reason]):
        return ""
    return f"Record first {_FACTS[act.reason]}; breaking the glass records both at once."


def _exit_by_both(act: e.EmbargoExited, embargo: Embargo, history: Sequence[Recorded]) -> str:
    if not embargo.holds:
        return "No embargo is in force: there is nothing that both could end."
    if len(distinct(act.parties)) < BOTH:
        return "An agreement to end it names both parties, and two that are told apart at a glance."
    return objection_to(act.ground, history)


def _told(act: e.PersonTold, history: Sequence[Recorded]) -> str:
    case = fold(history)
    handles = bool(case.handler) and e.same_name(case.handler, act.person)
    if not handles and (not act.person.strip() or person_of(case, act.person) is None):
        return "Nobody of this label has part in the case: name the person first."
    return "" if act.how.strip() else "Say how they were told."
