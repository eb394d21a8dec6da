"""A policy as a page of text: its promises, what was assumed, where it is silent, what is not carried."""

import textwrap
from collections.abc import Iterator

import msgspec

from desktop.cli.policies.adoption_text import answers_in_words
from desktop.cli.policies.item_words import cadence_words, item_words
from desktop.cli.policies.promise_words import clock_words, disclosure_words, notice_words, when_words
from desktop.domain.policy import (
    AskedField,
    Clock,
    Item,
    LetterRule,
    Profile,
    Release,
    Severities,
    Step,
)
from desktop.domain.policy.clauses import carriers, not_carried
from desktop.formats.policies.rewording import duration_words

_WIDTH = 100
_SILENT = "Not stated."
_NEVER_SILENT = ("Questions that come first", "What is not carried")
"""Sections that answer to nothing a policy could have said."""
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
    yield "Versions", [_said(line) for line in profile.versions]
    yield "Severities", list(_severities(profile.severity)) if profile.kind == "policy" else []
    yield "Releases", list(_releases(profile.release))
    yield "Steps of a report", [_step(s) for s in profile.steps if s.track == "report"]
    yield "Steps of an incident", [_step(s) for s in profile.steps if s.track == "incident"]
    yield "Questions that come first", [_said(asked) for asked in profile.conditions]
    yield "Clocks", list(_clocks(profile))
    held = profile.kind == "policy" or profile.disclosure.hold is not None
    yield "Hold", list(_hold(profile)) if held else []
    yield "Credit", list(_credit(profile))
    yield "Bounty", [_entry(profile.bounty, profile.bounty.text)] * (profile.bounty.offered != "unstated")
    harbour = profile.safe_harbour
    yield "Safe harbour", [_entry(harbour, harbour.promise, *harbour.conditions)] * bool(harbour.promise)
    yield "Laws and standards", [_entry(c, _field(c.tag, c.status)) for c in profile.compliance]
    yield "Letters", [_letter(rule) for rule in profile.letters]
    yield "How long content is kept", _retention(profile)
    yield "What leaves", [_entry(x, f"{_plain(x.artefact)}: {x.text}") for x in profile.exports]
    yield "What the desk owes", [_entry(t, _field(t.text, t.value)) for t in profile.tool]
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
        first, *below = item_words(channel, ())
        yield _entry(channel, f"{first}, for {', '.join(map(_plain, channel.purposes))}", *below)
    yield from (_said(forbidden) for forbidden in profile.forbidden)


def _scope(profile: Profile) -> Iterator[Entry]:
    if profile.scope_condition is not None:
        yield _entry(profile.scope_condition, f"Only if: {profile.scope_condition.text}")
    for scoped in profile.scope:
        hosts = [f"Hosts: {', '.join(scoped.hosts)}"] if scoped.hosts else []
        action = [f"Then: {_plain(scoped.action)}"] if scoped.action else []
        yield _entry(scoped, *item_words(scoped, ()), *hosts, *action)


def _severities(severity: Severities) -> Iterator[Entry]:
    levels = ", ".join(severity.levels)
    yield _entry(severity, f"{levels}." if severity.stated else f"{_SILENT} The desk uses {levels}.")
    for rule in severity.rules:
        yield _entry(rule, f"{rule.level} if {rule.match}")
    for effect in severity.effects:
        yield _entry(effect, f"{effect.level}: {effect.effect}")


def _step(step: Step) -> Entry:
    needs = [f"Needs: {', '.join(map(_plain, step.needs))}"] if step.needs else []
    return _entry(step, step.text, f"Done once {when_words((step.event,))}.", *needs)


def _letter(rule: LetterRule) -> Entry:
    said = ", ".join(map(_plain, rule.says))
    return _entry(rule, f"Once {when_words((rule.event,))}, it says: {said}")


def _clocks(profile: Profile) -> Iterator[Entry]:
    if not any("ack.sent" in clock.stops for clock in profile.clocks) and profile.kind == "policy":
        yield (f"An acknowledgement: {_SILENT}",)
    asked = {condition.id: condition.question for condition in profile.conditions}
    for clock in profile.clocks:
        yield _entry(clock, clock.sentence, *clock_words(clock, asked), *_readings(clock))


def _readings(clock: Clock) -> Iterator[str]:
    track = {"report": "", "incident": "It is for incidents.", "tool": "It is for the desk itself."}[
        clock.track
    ]
    yield f"{track} Its name is {clock.id}.".strip()
    yield from (f"Another reading, {other.id}: {other.text}" for other in clock.alternatives)


def _hold(profile: Profile) -> Iterator[Entry]:
    disclosure = profile.disclosure
    alone = msgspec.structs.replace(disclosure, publish_after=(), predisclosure=())
    first, *below = [*([] if disclosure.hold else [_SILENT]), *disclosure_words(alone, profile.clocks)]
    below += [f"Another reading, {other.id}: {other.text}" for other in disclosure.alternatives]
    yield _entry(disclosure, first, *below)
    for after in disclosure.publish_after:
        span = duration_words(after.after)
        yield _entry(after, f"For severity {after.severity} details are published {span} after the fix.")
    yield from (_entry(notice, notice.sentence, notice_words(notice)) for notice in disclosure.predisclosure)


def _credit(profile: Profile) -> Iterator[Entry]:
    credit = profile.credit
    first, *below = item_words(credit, ())
    below += [f"Listed: {', '.join(credit.listed)}"] if credit.listed else []
    if credit.mode != "unstated" or profile.kind == "policy":
        yield _entry(credit, _SILENT if credit.mode == "unstated" else first, *below)


def _retention(profile: Profile) -> list[Entry]:
    kept = profile.retention
    span = duration_words(kept.after) if kept.after else ""
    return [_entry(kept, f"{span} after closing, then purge: {kept.what}.")] if span else []


def _field(text: str, remark: str) -> str:
    return f"{text} ({remark})" if remark else text


def _asked(field: AskedField) -> Entry:
    accepts = [f"Accepted: {', '.join(field.accepts)}"] if field.accepts else []
    unknown = ["May stay unknown."] if field.may_be_unknown else []
    return _entry(field, *item_words(field, ()), *accepts, *unknown)


def _releases(release: Release) -> Iterator[Entry]:
    if release.cadence or release.dates or _says(release):
        dates = [f"Planned: {', '.join(map(str, release.dates))}"] if release.dates else []
        yield _entry(release, cadence_words(release.cadence) or _SILENT, *dates)


def _says(item: Item) -> bool:
    return bool(item.clauses or item.assumed)


def _said(item: Item) -> Entry:
    """An item as its own sentences say it."""
    return _entry(item, *item_words(item, ()))


def _plain(name: str) -> str:
    """A name of the schema as words."""
    return name.replace("-", " ")


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
