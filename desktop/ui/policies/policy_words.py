"""The words for what profiles keep as codes: durations, channels, sides, forces."""

import re

from PySide6.QtCore import QCoreApplication

from desktop.domain.clocks.words import happens
from desktop.domain.policy import Clock
from desktop.ui.look.act_words import event_words
from desktop.ui.look.counted import Counted
from desktop.ui.look.sentences import said

_ANSWERS = frozenset({"ack.sent", "question.sent", "assessment.sent", "rejection.sent"})
_SEVERAL = 3
_PART = re.compile(r"(\d+)([a-z]+)")


def duration_words(written: str) -> str:
    """`48h` as `48 hours`; a duration without a number keeps the word that stands for it."""
    translate = QCoreApplication.translate
    if written.startswith("undated:"):
        words = written.removeprefix("undated:").strip()
        return translate("PolicyWords", "no number is given, only “{words}”").format(words=words)
    if written.startswith("next:"):
        return translate("PolicyWords", "with the next scheduled release")
    return translate("PolicyWords", " to ").join(_part(part) for part in written.split(".."))


def _part(written: str) -> str:
    translate, found = QCoreApplication.translate, _PART.fullmatch(written)
    if found is None:
        return written
    amount, unit = int(found[1]), found[2]
    one, many = {
        "h": (translate("PolicyWords", "1 hour"), Counted().hours(amount)),
        "d": (translate("PolicyWords", "1 day"), Counted().days(amount)),
        "w": (translate("PolicyWords", "1 week"), Counted().weeks(amount)),
        "mo": (translate("PolicyWords", "1 month"), Counted().months(amount)),
        "bd": (
            translate("PolicyWords", "1 business day"),
            Counted().business_days(amount),
        ),
        "bh": (
            translate("PolicyWords", "1 business hour"),
            Counted().business_hours(amount),
        ),
    }.get(unit, (written, written))
    return one if amount == 1 else many


def span_words(clock: Clock) -> str:
    """How long a clock gives, from what."""
    translate = QCoreApplication.translate
    start = any_of(clock.starts)
    written = clock.every or clock.within
    if clock.every and not clock.every.startswith("undated:"):
        words = translate("PolicyWords", "Every {span}, from: {start}")
        return words.format(span=duration_words(clock.every), start=start)
    if written.startswith(("undated:", "next:")):
        span = duration_words(written)
        words = translate("PolicyWords", "{span}; counted from: {start}")
        return words.format(span=span[:1].upper() + span[1:], start=start)
    words = translate("PolicyWords", "{span} from: {start}")
    return words.format(span=duration_words(clock.within), start=start)


def any_of(events: tuple[str, ...]) -> str:
    """Kinds of events, any of which will do; the letters that answer a reporter are told as one."""
    translate = QCoreApplication.translate
    answers = [name for name in events if name in _ANSWERS]
    others = [event_words(name) for name in events if name not in _ANSWERS or len(answers) < _SEVERAL]
    told = [translate("PolicyWords", "any answer to the reporter")] if len(answers) >= _SEVERAL else []
    return translate("PolicyWords", " or ").join([*told, *others])


def kept_words(clock: Clock) -> str:
    """What keeps a promise, as a clause; the letters that answer a reporter are told as one."""
    translate = QCoreApplication.translate
    answers = [name for name in clock.stops if name in _ANSWERS]
    if len(answers) < _SEVERAL:
        return translate("PolicyWords", "kept when {what}").format(what=said(happens(clock.stops)))
    any_answer = translate("PolicyWords", "kept when any answer is sent to the reporter")
    others = tuple(name for name in clock.stops if name not in _ANSWERS)
    more = translate("PolicyWords", "{kept} or {what}").format(kept=any_answer, what=said(happens(others)))
    return more if others else any_answer


def channel_kind(kind: str) -> str:
    """What kind of channel reports arrive on."""
    translate = QCoreApplication.translate
    return {
        "email": translate("PolicyWords", "Mail"),
        "web-form": translate("PolicyWords", "Web form"),
        "private-advisory": translate("PolicyWords", "Private advisory"),
        "platform": translate("PolicyWords", "Platform"),
        "chat": translate("PolicyWords", "Chat"),
        "phone": translate("PolicyWords", "Phone"),
    }.get(kind, kind)


def purpose_words(purpose: str) -> str:
    """What a channel is for."""
    translate = QCoreApplication.translate
    return {
        "vulnerability": translate("PolicyWords", "vulnerabilities"),
        "suspicious-activity": translate("PolicyWords", "suspicious activity"),
        "policy-question": translate("PolicyWords", "questions about the policy"),
        "inquiry": translate("PolicyWords", "inquiries"),
        "general": translate("PolicyWords", "anything"),
    }.get(purpose, purpose)


def need_words(need: str) -> str:
    """How much the policy wants a field to be filled in."""
    translate = QCoreApplication.translate
    return {
        "required": translate("PolicyWords", "required"),
        "asked": "",
        "if-any": translate("PolicyWords", "if there is one"),
        "if-possible": translate("PolicyWords", "if possible"),
        "if-applicable": translate("PolicyWords", "if it applies"),
        "optional": translate("PolicyWords", "optional"),
    }.get(need, need)


def owed_words(clock: Clock) -> str:
    """How binding a promise is, and on whom."""
    translate = QCoreApplication.translate
    party = {
        "vendor": translate("PolicyWords", "us"),
        "reporter": translate("PolicyWords", "the reporter"),
        "both": translate("PolicyWords", "both sides"),
    }[clock.owed_by]
    return {
        "commit": translate("PolicyWords", "promised by {party}"),
        "target": translate("PolicyWords", "a target of {party}"),
        "expect": translate("PolicyWords", "expected of {party}"),
        "request": translate("PolicyWords", "asked of {party}"),
        "rule": translate("PolicyWords", "a rule for {party}"),
        "legal": translate("PolicyWords", "the law asks it of {party}"),
    }[clock.force].format(party=party)


def credit_words(mode: str) -> str:
    """Whether a reporter is named."""
    translate = QCoreApplication.translate
    return {
        "opt-in": translate("PolicyWords", "A reporter is named only when they agree."),
        "opt-out": translate("PolicyWords", "A reporter is named unless they object."),
    }.get(mode, "")


def weekday_words(day: str) -> str:
    """A day of the week."""
    translate = QCoreApplication.translate
    return {
        "mon": translate("PolicyWords", "Monday"),
        "tue": translate("PolicyWords", "Tuesday"),
        "wed": translate("PolicyWords", "Wednesday"),
        "thu": translate("PolicyWords", "Thursday"),
        "fri": translate("PolicyWords", "Friday"),
        "sat": translate("PolicyWords", "Saturday"),
        "sun": translate("PolicyWords", "Sunday"),
    }[day]
