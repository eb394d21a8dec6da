"""When the hold ends: the policy's expression, read against what happened, and what to do at its limit."""

from collections.abc import Iterator, Sequence
from datetime import datetime

import msgspec

from desktop.domain.clocks.chronicle import DISCLOSURE, Agreed, Chronicle, chronicle_of
from desktop.domain.clocks.durations import known_due, parse_duration
from desktop.domain.clocks.engine import read_chronicle
from desktop.domain.clocks.holding import ENDING
from desktop.domain.clocks.terms import Facts, Found, judgements, resolve, rests_on
from desktop.domain.clocks.wall_time import zone_named
from desktop.domain.clocks.words import both_hours, happened, how_long
from desktop.domain.event import Recorded
from desktop.domain.policy import Profile, Term

_UNSTATED = (
    "The policy states no hold: a person decides when to publish. Record the day, by “Agree on a date…” or "
    "`embargo hold agree`; one party may decide alone while nothing else is proposed."
)
_WAITS = {"overdue": "overdue", "running": "not sent yet"}
_ENDED = {
    "details.disclosed": "Details became public on {when}: holding back protects nobody any more.",
    "exploit.published": "An exploit became public on {when}: holding back protects nobody any more.",
    "embargo.exited": "The embargo was ended on {when}.",
}
_OUT = ("fix.released", "remediation.complete", "advisory.published")


class Hold(msgspec.Struct, frozen=True):
    """Until when nothing may be told; `until` is None while no date is known.

    Where the policy states no hold, it stays closed until a person decides to publish. `publish_by` is when
    the policy publishes, fix or no fix.
    """

    until: datetime | None
    stated: bool
    may_come_sooner: bool
    why: str
    publish_by: datetime | None = None

    def ended(self, now: datetime) -> bool:
        """Whether publication breaks no promise."""
        return self.until is not None and now >= self.until


def read_hold(profile: Profile, events: Sequence[Recorded], now: datetime) -> Hold:
    """The hold of a case under its policy; a dated agreement of both parties overrides either way."""
    return hold_of(profile, chronicle_of(events), now)


def hold_of(profile: Profile, chronicle: Chronicle, now: datetime) -> Hold:
    """The same for a case that is known by its chronicle."""
    disclosure = profile.disclosure
    stated = states_hold(profile)
    ended = chronicle.first(ENDING)
    if ended is not None:
        zone = zone_named(profile.calendar.timezone)
        why = _ENDED[ended.event].format(when=both_hours(ended.at, zone))
        return Hold(ended.at, stated, may_come_sooner=False, why=why)
    agreed = _agreement(profile, chronicle)
    if agreed is not None:
        return Hold(agreed.until, stated, may_come_sooner=False, why=_agreed_on(profile, chronicle, agreed))
    if not stated:
        return Hold(None, stated=False, may_come_sooner=False, why=_UNSTATED)
    readings = {reading.clock: reading for reading in read_chronicle(profile, chronicle, now)}
    facts = Facts(profile, chronicle, readings)
    found = resolve(disclosure.hold, facts) if disclosure.hold else Found()
    until = _after_fix(facts, found.at)
    limit = resolve(disclosure.publish_by, facts).at if disclosure.publish_by else None
    sooner = not found.complete and until is not None and now < until
    why = " ".join((*_reasons(facts, found), *_at_the_limit(facts, limit, until, now)))
    return Hold(until, stated=True, may_come_sooner=sooner, why=why, publish_by=limit)


def _agreed_on(profile: Profile, chronicle: Chronicle, agreed: Agreed) -> str:
    """On what the agreement rests: words, or a message of the case, by what it was and when."""
    proofs = (proof for proofs in chronicle.happened.values() for proof in proofs)
    message = next((proof for proof in proofs if proof.event_id == agreed.evidence), None)
    if message is None or not agreed.evidence:
        return f"Agreed: {agreed.evidence}"
    shown = both_hours(message.at, zone_named(profile.calendar.timezone))
    return f"Agreed by a message: {happened(message.event)} on {shown}."


def states_hold(profile: Profile) -> bool:
    """Whether the policy itself says how long nothing is told."""
    return profile.disclosure.hold is not None or bool(profile.disclosure.publish_after)


def concerns_hold(profile: Profile, policy_id: str, clock_id: str) -> bool:
    """Whether an agreement on this clock moves the hold, which rests on it."""
    hold, clock = profile.disclosure.hold, profile.clock(clock_id)
    own = policy_id == profile.policy.id and clock is not None and clock.force == "rule"
    return own and hold is not None and rests_on(hold, clock_id)


def _agreement(profile: Profile, chronicle: Chronicle) -> Agreed | None:
    """The latest word of both parties about the disclosure, or about a clock that the hold rests on."""
    owner = profile.policy.id
    about = [DISCLOSURE, *((owner, c.id) for c in profile.clocks if concerns_hold(profile, owner, c.id))]
    made = [chronicle.agreements[subject] for subject in about if subject in chronicle.agreements]
    return max(made, key=lambda agreed: agreed.at, default=None)


def furthest_agreement(
    profile: Profile, events: Sequence[Recorded], now: datetime, clock_id: str = ""
) -> datetime | None:
    """The latest date that an agreement may set for the hold, or for the clock of a hold.

    None where the policy sets no bound, or the date that it would be counted from is not known yet.
    """
    extension = profile.disclosure.extension
    clock = profile.clock(clock_id)
    if extension is None or (clock is not None and clock.force != "rule"):
        return None
    chronicle = msgspec.structs.replace(chronicle_of(events), agreements={})
    readings = read_chronicle(profile, chronicle, now) if clock_id else ()
    dues = [reading.due for reading in readings if reading.clock == clock_id]
    original = dues[0] if dues else hold_of(profile, chronicle, now).until
    return known_due(original, parse_duration(extension.longest), profile.calendar) if original else None


def _after_fix(facts: Facts, until: datetime | None) -> datetime | None:
    """The end of the hold with the time that the policy waits after a fix, by severity.

    Before the severity is set, the longest of them is kept.
    """
    fix = facts.chronicle.first(("fix.released",))
    if fix is None:
        return until
    severity, profile = facts.chronicle.severity, facts.profile
    waits = [w.after for w in profile.disclosure.publish_after if severity in ("", w.severity)]
    ends = [
        known_due(fix.at, parse_duration(wait), profile.calendar, profile.release.dates) for wait in waits
    ]
    return max((end for end in (until, *ends) if end is not None), default=None)


def _reasons(facts: Facts, found: Found) -> Iterator[str]:
    disclosure = facts.profile.disclosure
    clauses = f" ({', '.join(disclosure.clauses)})" if disclosure.clauses else ""
    yield f"By the policy{clauses}."
    for term in judgements(disclosure.hold) if disclosure.hold else ():
        yield _judgement(term, facts)
    if "ack.sent" in found.counted_from:
        yield from _acknowledgement(facts, found)


def _at_the_limit(
    facts: Facts, limit: datetime | None, until: datetime | None, now: datetime
) -> Iterator[str]:
    """What to do when the policy publishes, fix or no fix; while the hold lasts only an agreement ends it."""
    if limit is None or now < limit or facts.chronicle.first(_OUT) is not None:
        return
    may_agree = facts.profile.disclosure.waiver == "agreement"
    if until is not None and now >= until:
        choice = "publish, or record an agreement" if may_agree else "publish"
    else:
        choice = "the hold goes on all the same"
        choice = f"{choice}, unless you record an agreement" if may_agree else choice
    shown = both_hours(limit, zone_named(facts.profile.calendar.timezone))
    yield f"The limit of {shown} has come without a fix: {choice}."


def _judgement(term: Term, facts: Facts) -> str:
    zone = zone_named(facts.profile.calendar.timezone)
    hints = [facts.readings[name] for name in term.hint if name in facts.readings]
    named = [f"{r.sentence} ({both_hours(r.due, zone)})" if r.due else r.sentence for r in hints]
    help_ = f" What may help to judge: {' '.join(named)}" if named else ""
    return f"It gives no date ({term.judgement}): only a dated agreement sets one.{help_}"


def _acknowledgement(facts: Facts, found: Found) -> Iterator[str]:
    """What our own acknowledgement does to a hold that is counted from it (M87-2k)."""
    names = [c.id for c in facts.profile.clocks if "ack.sent" in c.stops and c.force != "rule"]
    ack = next((facts.readings[name] for name in names if name in facts.readings), None)
    sent = facts.chronicle.first(found.counted_from)
    if ack is None or ack.due is None:
        return
    if found.at is None:
        waits = _WAITS.get(ack.state, "not sent")
        yield f"No date: it counts from our own acknowledgement, which is {waits}."
    elif sent is not None and sent.at > ack.due:
        late = how_long(sent.at - ack.due)
        yield f"The acknowledgement was {late} late, and the hold lasts that much longer."
