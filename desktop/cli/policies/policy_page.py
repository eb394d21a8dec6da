"""A policy as a page of text: its promises, what was assumed, where it is silent, what is not carried."""

import textwrap
from collections.abc import Iterable, Iterator

from desktop.cli.policies.adoption_text import answers_in_words
from desktop.domain.policy import (
    AskedField,
    Clock,
    Disclosure,
    Item,
    Profile,
    Release,
    Severities,
    Step,
    Term,
    VersionLine,
)
from desktop.domain.policy.clauses import carriers, not_carried

_WIDTH = 100
_SILENT = "Not stated."
_NEVER_SILENT = ("Questions that come first", "What is not carried")
"""Sections that answer to nothing a policy could have said."""
_FORCE = {
    "commit": "promised",
    "target": "aimed at",
    "expect": "expected",
    "request": "asked for",
    "rule": "rule",
    "legal": "law",
}

Entry = tuple[str, ...]
"""The first line of an item, and the lines below it."""


def describe(profile: Profile) -> str:
    """The whole profile for people; where it says nothing, the page says so and shows no default.

    A pack is no policy of its own: of it only the tables stand here that it fills.
    """
    policy = profile.kind == "policy"
    parts = [
        _section(title, entries)
        for title, entries in _sections(profile)
        if entries or (policy and title not in _NEVER_SILENT)
    ]
    return "\n\n".join([_heading(profile), *parts])


def _sections(profile: Profile) -> Iterator[tuple[str, list[Entry]]]:
    yield "Where reports arrive", list(_channels(profile))
    yield (
        "What a report should say",
        [_asked(f) for f in profile.fields],
    )
    yield "Scope", list(_scope(profile))
    yield "Versions", [_entry(v, _version(v)) for v in profile.versions]
    yield "Severities", list(_severities(profile.severity)) if profile.kind == "policy" else []
    yield "Releases", list(_releases(profile.release))
    yield "Steps of a report", [_step(s) for s in profile.steps if s.track == "report"]
    yield "Steps of an incident", [_step(s) for s in profile.steps if s.track == "incident"]
    yield "Questions that come first", [_entry(c, f"{c.id}: {c.question}") for c in profile.conditions]
    yield "Clocks", list(_clocks(profile))
    held = profile.kind == "policy" or profile.disclosure.hold is not None
    yield "Hold", list(_hold(profile.disclosure)) if held else []
    yield "Credit", list(_credit(profile))
    yield "Bounty", [_entry(profile.bounty, profile.bounty.text)] * (profile.bounty.offered != "unstated")
    harbour = profile.safe_harbour
    yield "Safe harbour", [_entry(harbour, harbour.promise, *harbour.conditions)] * bool(harbour.promise)
    yield "Laws and standards", [_entry(c, _field(c.tag, c.status)) for c in profile.compliance]
    yield "Letters", [_entry(x, f"{x.event}: {', '.join(x.says)}") for x in profile.letters]
    yield "How long content is kept", _retention(profile)
    yield "What leaves", [_entry(x, f"{x.artefact}: {x.text}") for x in profile.exports]
    yield "What the desk owes", [_entry(t, _field(f"{t.need}: {t.text}", t.value)) for t in profile.tool]
    yield "What is not carried", [_entry(n, n.reason) for n in profile.not_carried]


def _heading(profile: Profile) -> str:
    policy = profile.policy
    name = f"{policy.organisation}: {policy.product}" if policy.product else policy.organisation
    dated = "no date" if not policy.updated else f"as of {policy.updated}"
    effective = f", in force since {policy.effective}" if policy.effective else ""
    calendar = profile.calendar
    lines = [
        name,
        f"{policy.id} ({policy.code}), {dated}{effective}{_ids(policy)}",
        f"Days are counted in {calendar.timezone}; the weekend is {', '.join(calendar.weekend) or 'none'}.",
    ]
    clauses, without = len(carriers(profile)), len(not_carried(profile))
    if clauses:
        lines.append(f"{clauses} clauses: {clauses - without} carried here, {without} not.")
    if calendar.assumed:
        lines.append(f"Assumed there, as nothing is stated: {', '.join(calendar.assumed)}.")
    if policy.assumed:
        lines.append(f"Assumed: {policy.assumed}")
    if profile.adopted is not None:
        answers = "; ".join(answers_in_words(profile.adopted)) or "no question answered"
        lines.append(f"Taken into use on {profile.adopted.on}: {answers}.")
    if policy.related:
        lines.append(f"Belongs with: {', '.join(policy.related)}.")
    return "\n".join(
        folded for line in lines for folded in textwrap.wrap(line, _WIDTH, subsequent_indent="  ")
    )


def _channels(profile: Profile) -> Iterator[Entry]:
    for channel in profile.intake:
        below = [f"Subject expected: {channel.subject}"] if channel.subject else []
        below += [f"For: {', '.join(channel.severities)}"] if channel.severities else []
        below += ["Preferred."] if channel.preferred else []
        below += [f"Key, unverified: {channel.key}"] if channel.key else []
        yield _entry(channel, f"{channel.kind} {channel.address}, for {', '.join(channel.purposes)}", *below)
    for forbidden in profile.forbidden:
        yield _entry(forbidden, f"never: {forbidden.channel}. {forbidden.on_arrival}")


def _scope(profile: Profile) -> Iterator[Entry]:
    if profile.scope_condition is not None:
        yield _entry(profile.scope_condition, f"only if: {profile.scope_condition.text}")
    for scoped in profile.scope:
        hosts = [f"Hosts: {', '.join(scoped.hosts)}"] if scoped.hosts else []
        action = [f"Then: {scoped.action}"] if scoped.action else []
        yield _entry(scoped, f"{scoped.side}: {scoped.text}", *hosts, *action)


def _severities(severity: Severities) -> Iterator[Entry]:
    levels = ", ".join(severity.levels)
    yield _entry(severity, f"{levels}." if severity.stated else f"{_SILENT} The desk uses {levels}.")
    for rule in severity.rules:
        yield _entry(rule, f"{rule.level} if {rule.match}")
    for effect in severity.effects:
        yield _entry(effect, f"{effect.level}: {effect.effect}")


def _step(step: Step) -> Entry:
    needs = [f"Needs: {', '.join(step.needs)}"] if step.needs else []
    return _entry(step, f"{step.text} ({step.event})", *needs)


def _clocks(profile: Profile) -> Iterator[Entry]:
    if not any("ack.sent" in clock.stops for clock in profile.clocks) and profile.kind == "policy":
        yield (f"An acknowledgement: {_SILENT}",)
    for clock in profile.clocks:
        yield _entry(clock, f"{clock.id}: {clock.sentence}", *_terms(clock))


def _terms(clock: Clock) -> Iterator[str]:
    yield f"{_span(clock)}, from {_either(clock.starts)} to {_either(clock.stops) or 'no end'}"
    owed = f" to {clock.audience}" if clock.audience else ""
    yield f"{_FORCE[clock.force]}, owed by {clock.owed_by}{owed}, on the {clock.track} track"
    if clock.severities:
        yield f"only for {', '.join(clock.severities)}"
    if clock.when:
        yield f"only once {clock.when} is answered with yes"
    if clock.outer:
        yield f"no longer than {clock.outer}{f', where {clock.outer_when}' if clock.outer_when else ''}"
    if clock.rollover != "none":
        yield f"moves to the {clock.rollover} business day"
    for pause in clock.pauses:
        yield f"pauses from {pause.since} until {pause.until}"
    if clock.waiver:
        yield "a dated agreement of both parties replaces the date"
    for other in clock.alternatives:
        yield f"other reading {other.id}: {other.text}"


def _span(clock: Clock) -> str:
    written = clock.within or clock.every
    if written.startswith("undated:"):
        said = f"no number is given: {written.removeprefix('undated:').strip()}"
    else:
        said = f"within {written}" if clock.within else f"every {written}"
    return f"{said}, again after each {clock.tick}" if clock.every else said


def _hold(disclosure: Disclosure) -> Iterator[Entry]:
    until = f"Until {_words(disclosure.hold)}." if disclosure.hold else _SILENT
    below = [f"To be published by {_words(disclosure.publish_by)}."] if disclosure.publish_by else []
    if disclosure.waiver:
        below.append("A dated agreement of both parties overrides it.")
    below += [f"Other reading {a.id}: {a.text}" for a in disclosure.alternatives]
    yield _entry(disclosure, until, *below)
    for after in disclosure.publish_after:
        yield _entry(after, f"{after.severity}: published {after.after} after the fix")
    for notice in disclosure.predisclosure:
        yield _entry(notice, f"{notice.audience}: {notice.sentence}")


def _words(term: Term) -> str:
    if term.op:
        which = "earliest" if term.op == "min" else "latest"
        return f"the {which} of: {'; '.join(map(_words, term.of))}"
    if term.judgement:
        hints = f", with a look at {_either(term.hint)}" if term.hint else ""
        return f"a judgement, no date: {term.judgement}{hints}"
    if term.clock:
        return f"the end of the clock {term.clock}"
    return term.event or f"{term.after} after {term.start}"


def _credit(profile: Profile) -> Iterator[Entry]:
    credit = profile.credit
    below = [f"Name: {credit.name}"] if credit.name else []
    below += [f"Where: {', '.join(credit.where)}"] if credit.where else []
    below += [f"Only if: {'; '.join(credit.only_if)}"] if credit.only_if else []
    below += [f"Listed: {', '.join(credit.listed)}"] if credit.listed else []
    if credit.mode != "unstated" or profile.kind == "policy":
        yield _entry(credit, _SILENT if credit.mode == "unstated" else f"{credit.mode}.", *below)


def _retention(profile: Profile) -> list[Entry]:
    kept = profile.retention
    return [_entry(kept, f"{kept.after} after closing, then purge: {kept.what}.")] if kept.after else []


def _field(text: str, remark: str) -> str:
    return f"{text} ({remark})" if remark else text


def _asked(field: AskedField) -> Entry:
    accepts = [f"Accepted: {', '.join(field.accepts)}"] if field.accepts else []
    unknown = ["May stay unknown."] if field.may_be_unknown else []
    return _entry(field, _field(field.text, field.need), *accepts, *unknown)


def _version(line: VersionLine) -> str:
    until = f", until {line.until}" if line.until else ""
    return f"{line.as_written}: {_supported(line.supported)}{until}"


def _supported(supported: bool | str) -> str:
    if supported is True:
        return "supported"
    return "critical problems only" if supported else "not supported"


def _releases(release: Release) -> Iterator[Entry]:
    if release.cadence or release.dates or _says(release):
        dates = [f"Planned: {', '.join(map(str, release.dates))}"] if release.dates else []
        yield _entry(release, release.cadence or _SILENT, *dates)


def _says(item: Item) -> bool:
    return bool(item.clauses or item.assumed)


def _either(names: Iterable[str]) -> str:
    return " or ".join(names)


def _ids(item: Item) -> str:
    return f" [{', '.join(item.clauses)}]" if item.clauses else ""


def _entry(item: Item, text: str, *below: str) -> Entry:
    assumed = [f"Assumed: {item.assumed}"] if item.assumed else []
    return (f"{text}{_ids(item)}", *below, *assumed)


def _section(title: str, entries: list[Entry]) -> str:
    lines = [title]
    for first, *below in entries or [(_SILENT,)]:
        lines += textwrap.wrap(first, _WIDTH, initial_indent="  ", subsequent_indent="    ")
        for line in below:
            lines += textwrap.wrap(line, _WIDTH, initial_indent="      ", subsequent_indent="        ")
    return "\n".join(lines)
