"""The fields of a letter, filled from the case, its policy and the clocks that run."""

from collections.abc import Iterator
from datetime import UTC, datetime

import msgspec

from desktop.domain.case import Case
from desktop.domain.clocks import Reading
from desktop.domain.clocks.hold import Hold
from desktop.domain.clocks.wall_time import zone_named
from desktop.domain.event import Event
from desktop.domain.inert import Untrusted
from desktop.domain.leaving.marks import without_marks
from desktop.domain.policy import Profile
from desktop.domain.policy.duties import LetterRule
from desktop.domain.policy.intake import AskedField
from desktop.domain.searched import is_duplicate
from desktop.formats.letters.kinds import AUDIENCES, EVENTS, LetterKind
from desktop.formats.letters.vocabulary import (
    CaseWords,
    CreditWords,
    Deadline,
    Fields,
    HoldWords,
    LetterWords,
    PolicyWords,
)

_NAME_LIMIT = 120
"""Characters of a stranger's name that a greeting holds."""
_GREETINGS = {"users": "Dear user,", "authority": "To the supervisory authority,"}
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip
_DONE = {
    "report.confirmed": "the problem was confirmed",
    "report.rejected": "the report was examined and rejected",
    "audit.done": "the search for similar problems was finished",
    "fix.ready": "the fixes were ready",
    "fix.released": "the fix was released",
    "remediation.complete": "the users were protected",
    "advisory.published": "the advisory was published",
    "details.disclosed": "details became public",
    "exploit.published": "an exploit became public",
    "embargo.exited": "the embargo ended",
}


class Situation(msgspec.Struct, frozen=True):
    """What a letter is drafted from."""

    case: Case
    profile: Profile
    readings: tuple[Reading, ...]
    hold: Hold
    handler: str
    now: datetime
    packs: tuple[Profile, ...] = ()
    current: Profile | None = None
    """The policy as it stands today, where the case may be held to an older version."""
    published_where: str = ""
    not_found: tuple[AskedField, ...] = ()
    """What the policy asks for, and the report does not say."""
    proposed: datetime | None = None
    """The end of the embargo that we ask for, while nobody has answered."""


def fields_of(kind: LetterKind, situation: Situation) -> Fields:
    """The fields of one letter."""
    return Fields(
        letter=_letter(kind, situation),
        case=_case(situation),
        policy=_policy(situation),
        hold=_hold(situation),
        credit=_credit(situation),
    )


def _letter(kind: LetterKind, situation: Situation) -> LetterWords:
    case, profile = situation.case, situation.profile
    rules = [rule for p in (profile, *situation.packs) for rule in rules_of(kind, p)]
    return LetterWords(
        greeting=_GREETINGS.get(AUDIENCES.get(kind, "reporter")) or _greeting(case.reporter_name),
        handler=situation.handler,
        says=tuple(dict.fromkeys(token for rule in rules for token in rule.says)),
        deadlines=tuple(_deadlines(kind, situation)),
        late=any(r.state == "overdue" and _keeps(kind, situation, r) for r in situation.readings),
    )


def _case(situation: Situation) -> CaseWords:
    case, profile = situation.case, situation.profile
    return CaseWords(
        case_id=case.case_id,
        subject=_line(case.title),
        arrived=day(case.arrived_at, profile) if case.arrived_at else "",
        severity=case.severity.level if case.severity else "",
        findings=case.severity.rationale if case.severity else "",
        explanation=case.rejected.explanation if case.rejected else "",
        duplicate=is_duplicate(case),
        scope=_outside(case, profile),
        fixes=tuple(f"{record.product} {record.version}" for record in case.fixed),
        done=tuple(_done(case, profile)),
        aware=_milestone(case, profile, "breach.aware"),
        not_found=tuple(field.text for field in situation.not_found),
        advisory_title=case.advisory.title if case.advisory else "",
        published_where=situation.published_where,
        follows_new_policy="policy.repinned" in case.milestones,
    )


def _policy(situation: Situation) -> PolicyWords:
    profile = situation.profile
    return PolicyWords(
        organisation=profile.policy.organisation,
        product=profile.policy.product,
        address=own_address(profile),
        policy_url=profile.policy.namespace,
        new_policy_date=_new_policy_date(situation),
        safe_harbour=profile.safe_harbour.promise,
        safe_harbour_conditions=profile.safe_harbour.conditions,
        bounty=profile.bounty.text if profile.bounty.offered is False else "",
        forbidden_channels=tuple(f.channel for f in profile.forbidden),
    )


def _hold(situation: Situation) -> HoldWords:
    profile, hold = situation.profile, situation.hold
    planned = situation.proposed or situation.case.planned
    ended = hold.ended(situation.now)
    return HoldWords(
        hold_rules=tuple(c.sentence for c in profile.clocks if c.force in ("rule", "request")),
        hold_judgement=profile.disclosure.hold.judgement if profile.disclosure.hold else "",
        hold_until=instant(hold.until, profile) if hold.until and not ended else "",
        hold_ended=instant(hold.until, profile) if hold.until and ended else "",
        hold_may_end_sooner=hold.may_come_sooner,
        planned=instant(planned, profile) if planned else "",
    )


def _credit(situation: Situation) -> CreditWords:
    rule, recorded = situation.profile.credit, situation.case.credit
    return CreditWords(
        credit=rule.mode,
        credit_where=" and ".join(rule.where),
        credit_only_if=" and ".join(rule.only_if),
        credit_alias=rule.name == "name-or-alias",
        credit_choice=recorded.choice if recorded else "",
        credit_name=without_marks(recorded.name) if recorded else "",
    )


def rules_of(kind: LetterKind, profile: Profile) -> tuple[LetterRule, ...]:
    """What the policy says of letters of this kind."""
    return tuple(rule for rule in profile.letters if rule.event == _recorded(kind))


def own_address(profile: Profile) -> str:
    """The address that letters come from: the first of the policy that takes vulnerabilities by mail."""
    mail = [intake for intake in profile.intake if intake.kind == "email"]
    first = [intake for intake in mail if "vulnerability" in intake.purposes] or mail
    return first[0].address if first else ""


def instant(moment: datetime, profile: Profile) -> str:
    """`Mon 12 January 2026, 11:00 EST (16:00 UTC)`: never a time without its zone."""
    local, utc = moment.astimezone(zone_named(profile.calendar.timezone)), moment.astimezone(UTC)
    written = f"{_day(local)}, {local:%H:%M} {local.tzname()}"
    if local.utcoffset() == utc.utcoffset():
        return f"{_day(utc)}, {utc:%H:%M} UTC"
    other_day = "" if local.date() == utc.date() else f"{_day(utc)}, "
    return f"{written} ({other_day}{utc:%H:%M} UTC)"


def day(moment: datetime, profile: Profile) -> str:
    """`9 January 2026`, where the policy counts its days."""
    local = moment.astimezone(zone_named(profile.calendar.timezone))
    return f"{local.day} {_MONTHS[local.month - 1]} {local.year}"


def _day(moment: datetime) -> str:
    """Our own names of days and months: the machine's language is nobody else's business."""
    return f"{_DAYS[moment.weekday()]} {moment.day} {_MONTHS[moment.month - 1]} {moment.year}"


def _line(text: Untrusted) -> str:
    return without_marks(text.line[:_NAME_LIMIT].strip())


def _greeting(name: Untrusted) -> str:
    line = _line(name)
    return f"Dear {line}," if line else "Hello,"


def _recorded(kind: LetterKind) -> str:
    event: type[Event] | None = EVENTS.get(kind)
    return event.kind if event else ""


def _deadlines(kind: LetterKind, situation: Situation) -> Iterator[Deadline]:
    """What is promised to the reporter next, beyond what this very letter keeps."""
    profile = situation.profile
    running = [
        (reading.due, reading.sentence)
        for reading in situation.readings
        if (reading.state, reading.track, reading.audience) == ("running", "report", "")
        and reading.policy_id in ("", profile.policy.id)
        and reading.owed_by != "reporter"
        and reading.due is not None
        and not _keeps(kind, situation, reading)
    ]
    for due, sentence in sorted(running):
        yield Deadline(sentence, instant(due, profile))


def _keeps(kind: LetterKind, situation: Situation, reading: Reading) -> bool:
    profiles = (situation.profile, *situation.packs)
    owner = next((p for p in profiles if p.policy.id == reading.policy_id), situation.profile)
    clock = owner.clock(reading.clock)
    return clock is not None and _recorded(kind) in (*clock.stops, clock.tick)


def _outside(case: Case, profile: Profile) -> tuple[str, ...]:
    """The lines that put the report outside the scope, where a person judged that it is."""
    if case.scope is None or case.scope.verdict == "in":
        return ()
    inside = {line.text for line in profile.scope if line.side == "in"}
    return tuple(line for line in case.scope.lines if line not in inside)


def _done(case: Case, profile: Profile) -> Iterator[str]:
    for name, words in _DONE.items():
        if name in case.milestones:
            yield f"on {day(case.milestones[name], profile)} {words}"


def _milestone(case: Case, profile: Profile, name: str) -> str:
    return instant(case.milestones[name], profile) if name in case.milestones else ""


def _new_policy_date(situation: Situation) -> str:
    """The date of the policy as it stands today, where it is not the one that the case arrived under."""
    if situation.current is None:
        return ""
    then, now = situation.profile.policy, situation.current.policy
    changed = (now.effective, now.updated) != (then.effective, then.updated)
    repinned = "policy.repinned" in situation.case.milestones
    return (now.effective or now.updated) if changed or repinned else ""
