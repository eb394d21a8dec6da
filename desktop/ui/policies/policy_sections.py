"""What a policy says, section by section, in the order in which a handler asks for it. Pure: no widget."""

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication

from desktop.domain.policy import (
    AskedField,
    Clock,
    Condition,
    Profile,
    ScopeLine,
    Step,
    VersionLine,
)
from desktop.ui.look.act_words import event_words
from desktop.ui.look.wording import level_words
from desktop.ui.policies import policy_words as words
from desktop.ui.policies.policy_lines import Line, Section, line_of
from desktop.ui.policies.regions import place_name
from desktop.ui.policies.term_words import term_words


def sections_of(profile: Profile) -> tuple[Section, ...]:
    """The whole policy."""
    translate = QCoreApplication.translate
    titled: tuple[tuple[str, Iterable[Line], bool], ...] = (
        (translate("Policy", "Promises"), _clocks(profile, "report"), False),
        (translate("Policy", "Promises in an incident"), _clocks(profile, "incident"), True),
        (translate("Policy", "Questions that it asks first"), map(_condition, profile.conditions), True),
        (translate("Policy", "When details may be told"), _disclosure(profile), False),
        (translate("Policy", "Channels"), _channels(profile), False),
        (translate("Policy", "What a report should say"), map(_field, profile.fields), False),
        (translate("Policy", "Scope"), _scope(profile), False),
        (translate("Policy", "Supported versions"), map(_version, profile.versions), False),
        (translate("Policy", "Severities"), _severities(profile), False),
        (translate("Policy", "Its own procedure"), map(_step, profile.steps), True),
        (translate("Policy", "Credit"), _credit(profile), False),
        (translate("Policy", "Bounty"), _bounty(profile), False),
        (translate("Policy", "Safe harbour"), _harbour(profile), False),
        (translate("Policy", "Laws and standards"), _compliance(profile), False),
        (translate("Policy", "Calendar"), _calendar(profile), False),
        (translate("Policy", "What its letters say"), _letters(profile), True),
        (translate("Policy", "What may leave, and how"), _exports(profile), True),
        (translate("Policy", "How long content is kept"), _retention(profile), True),
        (translate("Policy", "What this desk owes"), _duties(profile), False),
        (translate("Policy", "Not carried by a desk"), _not_carried(profile), True),
    )
    found = (Section(title, tuple(lines), optional) for title, lines, optional in titled)
    return tuple(s for s in found if s.lines or not (s.optional or profile.kind == "pack"))


def _clocks(profile: Profile, track: str) -> list[Line]:
    return [_clock(clock) for clock in profile.clocks if clock.track == track]


def _clock(clock: Clock) -> Line:
    translate = QCoreApplication.translate
    parts = [words.span_words(clock)]
    if clock.severities:
        parts.append(translate("Policy", "only: {levels}").format(levels=", ".join(clock.severities)))
    if clock.stops:
        parts.append(words.kept_words(clock))
    if clock.outer:
        longest = words.duration_words(clock.outer)
        parts.append(translate("Policy", "{span} at the longest").format(span=longest))
    parts.append(words.owed_words(clock))
    return line_of(clock, clock.sentence, " · ".join(parts))


def _condition(condition: Condition) -> Line:
    return line_of(condition, condition.question)


def _disclosure(profile: Profile) -> list[Line]:
    translate, told = QCoreApplication.translate, profile.disclosure
    lines = []
    if told.hold is None and not told.publish_after and profile.kind == "policy":
        silent = translate("Policy", "Not stated: details stay closed until a person decides to publish.")
        lines.append(Line(silent, clauses=told.clauses))
    if told.hold is not None:
        text = translate("Policy", "Held until {term}.").format(term=term_words(told.hold, profile.clocks))
        lines.append(line_of(told, text))
    if told.publish_by is not None:
        text = translate("Policy", "Published by {term}.").format(
            term=term_words(told.publish_by, profile.clocks)
        )
        lines.append(Line(text, clauses=told.clauses))
    for after in told.publish_after:
        text = translate("Policy", "{severity}: published {span} after the fix.")
        span = words.duration_words(after.after)
        lines.append(line_of(after, text.format(severity=level_words(after.severity), span=span)))
    lines += [line_of(before, before.sentence) for before in told.predisclosure]
    if told.extension is not None:
        text = translate("Policy", "An agreement may move it by {span}.")
        lines.append(line_of(told.extension, text.format(span=words.duration_words(told.extension.longest))))
    elif told.waiver:
        text = translate("Policy", "Both sides may agree on another date.")
        lines.append(Line(text, clauses=told.clauses))
    return lines


def _channels(profile: Profile) -> list[Line]:
    translate = QCoreApplication.translate
    lines = []
    for channel in profile.intake:
        purposes = ", ".join(words.purpose_words(purpose) for purpose in channel.purposes)
        parts = [words.channel_kind(channel.kind), translate("Policy", "for {what}").format(what=purposes)]
        if channel.subject:
            parts.append(translate("Policy", "subject “{subject}” expected").format(subject=channel.subject))
        if channel.key:
            parts.append(translate("Policy", "names a key, which is not verified"))
        lines.append(line_of(channel, channel.address, " · ".join(parts)))
    for forbidden in profile.forbidden:
        text = translate("Policy", "Not through {channel}").format(channel=forbidden.channel)
        lines.append(line_of(forbidden, text, forbidden.on_arrival))
    return lines


def _field(asked: AskedField) -> Line:
    may = QCoreApplication.translate("Policy", "may be unknown") if asked.may_be_unknown else ""
    return line_of(asked, asked.text, " · ".join(filter(None, (words.need_words(asked.need), may))))


def _scope(profile: Profile) -> list[Line]:
    translate = QCoreApplication.translate
    sides = {
        "in": translate("Policy", "In: {text}"),
        "out": translate("Policy", "Out: {text}"),
        "prohibited": translate("Policy", "Prohibited: {text}"),
    }
    lines = []
    if profile.scope_condition is not None:
        text = translate("Policy", "All of it only if: {text}").format(text=profile.scope_condition.text)
        lines.append(line_of(profile.scope_condition, text))
    ordered = sorted(profile.scope, key=lambda line: list(sides).index(line.side))
    return lines + [line_of(line, sides[line.side].format(text=line.text), _hosts(line)) for line in ordered]


def _hosts(line: ScopeLine) -> str:
    told = QCoreApplication.translate("Policy", "hosts: {globs}")
    return told.format(globs=", ".join(line.hosts)) if line.hosts else ""


def _version(version: VersionLine) -> Line:
    translate = QCoreApplication.translate
    told = {
        "True": translate("Policy", "supported"),
        "False": translate("Policy", "not supported"),
        "critical-only": translate("Policy", "only critical fixes"),
    }[str(version.supported)]
    if version.until is not None:
        told = translate("Policy", "{told} until {day}").format(told=told, day=version.until.isoformat())
    return line_of(version, version.as_written, told)


def _severities(profile: Profile) -> list[Line]:
    translate, severity = QCoreApplication.translate, profile.severity
    lines = []
    if severity.stated:
        lines.append(line_of(severity, ", ".join(severity.levels)))
    rule = translate("Policy", "{match}: always {level}")
    effect = translate("Policy", "{level}: {effect}")
    lines += [line_of(r, rule.format(match=r.match, level=r.level)) for r in severity.rules]
    lines += [
        line_of(x, effect.format(level=level_words(x.level), effect=x.effect)) for x in severity.effects
    ]
    return lines


def _step(step: Step) -> Line:
    return line_of(step, step.text, event_words(step.event))


def _credit(profile: Profile) -> list[Line]:
    credit = profile.credit
    if credit.mode == "unstated":
        return []
    translate = QCoreApplication.translate
    where = translate("Policy", "in: {places}").format(places=", ".join(credit.where)) if credit.where else ""
    only = translate("Policy", "only if: {what}").format(what=", ".join(credit.only_if))
    parts = [where, only if credit.only_if else ""]
    return [line_of(credit, words.credit_words(credit.mode), " · ".join(filter(None, parts)))]


def _bounty(profile: Profile) -> list[Line]:
    if profile.bounty.offered == "unstated":
        return []
    translate = QCoreApplication.translate
    offered = translate("Policy", "Money is offered.")
    none = translate("Policy", "No money is offered.")
    return [line_of(profile.bounty, offered if profile.bounty.offered else none, profile.bounty.text)]


def _harbour(profile: Profile) -> list[Line]:
    harbour = profile.safe_harbour
    if not harbour.promise:
        return []
    told = QCoreApplication.translate("Policy", "if: {conditions}")
    conditions = told.format(conditions="; ".join(harbour.conditions)) if harbour.conditions else ""
    return [line_of(harbour, harbour.promise, conditions)]


def _compliance(profile: Profile) -> list[Line]:
    return [line_of(item, item.tag, item.status) for item in profile.compliance]


def _calendar(profile: Profile) -> list[Line]:
    translate, calendar = QCoreApplication.translate, profile.calendar
    assumed = translate("Policy", "the policy does not say.")
    weekend = ", ".join(words.weekday_words(day) for day in calendar.weekend)
    days = ", ".join(day.isoformat() for day in calendar.holidays)
    place = place_name(calendar.national_holidays) if calendar.national_holidays else ""
    named = ", ".join(filter(None, (place, days)))
    none = translate("Policy", "none")
    rows = (
        ("timezone", translate("Policy", "Time zone: {value}"), calendar.timezone),
        ("weekend", translate("Policy", "Weekend: {value}"), weekend or none),
        ("holidays", translate("Policy", "Public holidays: {value}"), named or none),
        ("office_hours", translate("Policy", "Office hours: {value}"), ", ".join(calendar.office_hours)),
    )
    return [
        Line(text.format(value=value), assumed=assumed if key in calendar.assumed else "")
        for key, text, value in rows
        if value
    ]


def _letters(profile: Profile) -> list[Line]:
    return [line_of(rule, event_words(rule.event), _plain(rule.says)) for rule in profile.letters]


def _plain(codes: tuple[str, ...]) -> str:
    """Codes of a letter's contents, such as "safe-harbour", as words."""
    return ", ".join(code.replace("-", " ") for code in codes)


def _exports(profile: Profile) -> list[Line]:
    return [line_of(rule, rule.text) for rule in profile.exports]


def _retention(profile: Profile) -> list[Line]:
    kept = profile.retention
    words = QCoreApplication.translate("Policy", "{after} after closing, then a purge is proposed")
    return [line_of(kept, words.format(after=kept.after), kept.what)] if kept.after else []


def _duties(profile: Profile) -> list[Line]:
    return [*_clocks(profile, "tool"), *(line_of(duty, duty.text) for duty in profile.tool)]


def _not_carried(profile: Profile) -> list[Line]:
    return [line_of(item, item.reason) for item in profile.not_carried]
