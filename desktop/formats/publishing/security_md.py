"""SECURITY.md: the whole of a policy for whoever reports, in Markdown, every word of the profile escaped."""

import re
from collections.abc import Iterator

import msgspec

from desktop.domain.clocks.words import happens
from desktop.domain.policy import Calendar, Clock, Intake, Profile, SafeHarbour, Term, VersionLine
from desktop.formats.advisories.prose.markdown import markdown_of
from desktop.formats.advisories.prose.page import Block, Bullets, Fields, Line, Page, Span, Table, said
from desktop.formats.advisories.prose.saying import words_of_markdown
from desktop.formats.publishing.promises import (
    FORCE_WORDS,
    Promise,
    Unclear,
    in_words,
    promise_of,
    read_words,
    spelled,
)

PROMISES = "What is promised"
_DAYS = {
    "mon": "Monday",
    "tue": "Tuesday",
    "wed": "Wednesday",
    "thu": "Thursday",
    "fri": "Friday",
    "sat": "Saturday",
    "sun": "Sunday",
}
_BY = {
    "email": "By mail to",
    "web-form": "Through the form at",
    "private-advisory": "As a private advisory at",
    "platform": "On the platform",
    "chat": "By chat at",
    "phone": "By phone at",
}
_SIDES = {
    "in": "In scope",
    "out": "Out of scope",
    "prohibited": "Prohibited",
}
_SUPPORTED = {True: "yes", False: "no", "critical-only": "critical problems only"}
_NAMED = {
    "opt-in": "Reporters are named when they agree to it.",
    "opt-out": "Reporters are named unless they object.",
}
WHOLE = re.compile(rf"- (.*) \(((?:{'|'.join(FORCE_WORDS)}) by .*)\)")
"""A promise as a line of the document: its sentence, and in brackets its exact words."""


def write_security_md(profile: Profile) -> bytes:
    """The document in UTF-8; the same profile always gives the same bytes."""
    policy = profile.policy
    what = f"{policy.organisation}: {policy.product}" if policy.product else policy.organisation
    return markdown_of(Page(policy.id, f"Security policy of {what}", tuple(_blocks(profile))))


def read_promises(content: bytes) -> tuple[Promise, ...]:
    """The promises that stand in a document of ours, read from what its readers see. Raises Unclear."""
    lines = words_of_markdown(content).split("\n")
    found = []
    for line in _under(lines, PROMISES):
        told = WHOLE.fullmatch(line)
        if told is None:
            raise Unclear
        found.append(read_words(told[1], told[2]))
    return tuple(found)


def unlike(profile: Profile, content: bytes) -> tuple[str, ...]:
    """The ids of clocks that the document does not promise exactly as they run; all, where it is unclear."""
    wanted = {clock.id: _asked(promise_of(clock), profile) for clock in profile.clocks}
    try:
        found = read_promises(content)
    except Unclear:
        found = ()
    if len(found) != len(wanted):
        return tuple(wanted)
    return tuple(name for (name, clock), told in zip(wanted.items(), found, strict=True) if clock != told)


def _under(lines: list[str], heading: str) -> Iterator[str]:
    inside = False
    for line in lines:
        if line.startswith("## "):
            inside = line == f"## {heading}"
        elif inside and line:
            yield line


def _asked(promise: Promise, profile: Profile) -> Promise:
    """With the question itself in place of its id, which no reader knows."""
    questions = {condition.id: " ".join(condition.question.split()) for condition in profile.conditions}
    when, where = (questions.get(name, name) for name in (promise.when, promise.outer_when))
    return msgspec.structs.replace(promise, when=when, outer_when=where)


def _blocks(profile: Profile) -> Iterator[Block]:
    yield from _fields(profile)
    yield from _listed("How to report", _channels(profile))
    yield from _listed(
        "What to include", (said(_field(f.text, "" if f.need == "asked" else f.need)) for f in profile.fields)
    )
    if profile.versions:
        rows = tuple(map(_version, profile.versions))
        yield Table("Supported versions", ("Version", "Supported", "Until"), rows)
    yield from _scope(profile)
    yield from _severities(profile)
    steps = (step for step in profile.steps if step.track == "report")
    yield from _listed("What happens to a report", (said(step.text) for step in steps))
    yield from _listed(PROMISES, (_promise(clock, profile) for clock in profile.clocks))
    if profile.clocks:
        counted = tuple((name, said(words)) for name, words in _calendar(profile.calendar))
        yield Fields(counted, "How time is counted")
    yield from _listed("Disclosure", _disclosure(profile))
    yield from _listed("Credit", _credit(profile))
    if profile.bounty.offered != "unstated":
        offered = "A bounty is offered." if profile.bounty.offered else "No bounty is offered."
        yield from _listed("Bounty", iter((said(offered), said(profile.bounty.text))))
    yield from _listed("Safe harbour", _harbour(profile.safe_harbour))
    if profile.retention.after:
        kept = f"Once a case is closed, its content is kept for {spelled(profile.retention.after)}."
        yield from _listed("How long reports are kept", iter((said(kept),)))
    yield from _listed("Laws and standards", (said(_field(c.tag, c.status)) for c in profile.compliance))


def _listed(heading: str, items: Iterator[Line]) -> Iterator[Block]:
    if found := tuple(item for item in items if item):
        yield Bullets(heading, found)


def _fields(profile: Profile) -> Iterator[Fields]:
    policy = profile.policy
    entries = (
        ("Organisation", (Span(f"{policy.organisation} ("), Span(policy.namespace, "link"), Span(")"))),
        ("Product", said(policy.product)),
        ("Updated", said(policy.updated)),
        ("In force since", said(policy.effective)),
        ("Languages", said(policy.language)),
    )
    yield Fields(tuple((name, line) for name, line in entries if line))


def _channels(profile: Profile) -> Iterator[Line]:
    for channel in sorted(profile.intake, key=lambda one: not one.preferred):
        about = [name for name, there in _about(channel) if there]
        shown = Span(channel.address, "link") if "://" in channel.address else Span(channel.address)
        yield (Span(f"{_BY[channel.kind]} "), shown, *said(f" ({'; '.join(about)})" if about else ""))
    for forbidden in profile.forbidden:
        yield said(f"Never through {forbidden.channel}.")


def _about(channel: Intake) -> Iterator[tuple[str, bool]]:
    yield "preferred", channel.preferred
    yield f"subject: {channel.subject}", bool(channel.subject)
    yield f"for {', '.join(channel.severities)} problems", bool(channel.severities)
    purposes = ", ".join(purpose.replace("-", " ") for purpose in channel.purposes)
    yield f"for: {purposes}", channel.purposes != ("vulnerability",)
    yield f"key: {channel.key}", bool(channel.key)


def _version(line: VersionLine) -> tuple[Line, ...]:
    return (said(line.as_written), said(_SUPPORTED[line.supported]), said(str(line.until or "")))


def _scope(profile: Profile) -> Iterator[Block]:
    if profile.scope_condition is not None:
        yield from _listed("Scope", iter((said(f"Only if {profile.scope_condition.text}."),)))
    for side, heading in _SIDES.items():
        lines = [scoped for scoped in profile.scope if scoped.side == side]
        hosts = [f" ({', '.join(scoped.hosts)})" if scoped.hosts else "" for scoped in lines]
        yield from _listed(heading, (said(s.text, more) for s, more in zip(lines, hosts, strict=True)))


def _severities(profile: Profile) -> Iterator[Block]:
    severity = profile.severity
    if not severity.stated:
        return
    rows = tuple(
        (
            said(level),
            said("; ".join(rule.match for rule in severity.rules if rule.level == level)),
            said("; ".join(effect.effect for effect in severity.effects if effect.level == level)),
        )
        for level in severity.levels
    )
    yield Table("Severities", ("Severity", "Always if", "What changes"), rows)


def _promise(clock: Clock, profile: Profile) -> Line:
    promise = _asked(promise_of(clock), profile)
    return said(f"{promise.sentence} ({in_words(promise)})")


def _calendar(calendar: Calendar) -> Iterator[tuple[str, str]]:
    yield "Time zone", calendar.timezone
    weekend = " and ".join(_DAYS[day] for day in calendar.weekend)
    yield "Business days", f"every day but {weekend}, and holidays" if weekend else "every day but holidays"
    dates = [str(day) for day in calendar.holidays]
    yield (
        "Holidays",
        ", ".join([*dates, *([calendar.national_holidays] if calendar.national_holidays else [])]) or "none",
    )
    if calendar.office_hours:
        yield "Business hours", ", ".join(calendar.office_hours)


def _disclosure(profile: Profile) -> Iterator[Line]:
    disclosure = profile.disclosure
    if disclosure.hold is not None:
        yield said(f"Details stay private until {_term(disclosure.hold, profile)}.")
    if disclosure.publish_by is not None:
        yield said(f"They are published at the latest when {_term(disclosure.publish_by, profile)}.")
    for after in disclosure.publish_after:
        yield said(
            f"Details of severity {after.severity} are published {spelled(after.after)} after the fix."
        )
    for notice in disclosure.predisclosure:
        yield said(f"{notice.sentence} ({notice.audience})")
    if disclosure.waiver:
        yield said("Both sides may agree on another date.")
    if disclosure.extension is not None:
        needs = "; ".join(disclosure.extension.needs)
        longest = f"It may be moved by {spelled(disclosure.extension.longest)} at most"
        yield said(_field(longest, needs), ".")


def _term(term: Term, profile: Profile) -> str:
    if term.op:
        which = "the first" if term.op == "min" else "the last"
        return f"{which} of these happens: {'; '.join(_term(one, profile) for one in term.of)}"
    if term.judgement:
        return f"both sides agree on a date ({term.judgement})"
    if term.clock:
        clock = profile.clock(term.clock)
        promised = clock.sentence.rstrip(".") if clock else term.clock
        return f"the time of this promise is over: “{promised}”"
    if term.event:
        return happens((term.event,))
    return f"{spelled(term.after)} have passed from when {happens((term.start,))}"


def _credit(profile: Profile) -> Iterator[Line]:
    credit = profile.credit
    yield said(_NAMED.get(credit.mode, ""))
    if credit.name:
        yield said("By their name." if credit.name == "given" else "By their name or an alias.")
    if credit.where:
        yield said(f"Where: {', '.join(credit.where)}.")
    if credit.only_if:
        yield said(f"Only if {'; '.join(credit.only_if)}.")


def _harbour(harbour: SafeHarbour) -> Iterator[Line]:
    yield said(harbour.promise)
    yield from (said(f"On condition: {condition}.") for condition in harbour.conditions)


def _field(text: str, remark: str) -> str:
    return f"{text} ({remark.replace('-', ' ')})" if remark else text
