"""Durations in a sentence: 48 hours, ninety (90) days, 1-2 weeks, 5 Werktage, every 7 days, 七天."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal

import msgspec

from desktop.formats.policies.reading.numbers import NUMBERS, TENS, UNITS

_WORDS = "|".join(sorted(map(re.escape, NUMBERS), key=len, reverse=True))
_LATIN = r"(?<![0-9a-zà-ÿа-я.,/:#])(?<! -)"
_NUMBER = rf"(?:\d{{1,4}}(?![\d.:/])|(?:{_WORDS}))"
_UNIT = "|".join(f"(?P<{name}>{'|'.join(patterns)})" for name, patterns in UNITS)
_PLAIN_UNIT = "|".join(pattern for _, patterns in UNITS for pattern in patterns)
_SPAN = re.compile(
    rf"{_LATIN}(?:(?P<low>{_NUMBER})(?P<other> ?(?:{_PLAIN_UNIT}))? ?(?:-|~|to|or|bis|oder|à|ou|до|a|do) ?"
    rf"|(?:between|zwischen|entre) (?P<least>{_NUMBER})(?P<unlike> ?(?:{_PLAIN_UNIT}))? (?:and|und|et|y|e) )?"
    rf"(?P<number>{_NUMBER}|an?)(?: ?\((?:(?P<figure>\d{{1,4}})|(?P<again>{_WORDS}))\))?"
    rf"(?: |-|\+ ?)?(?: ?full )?(?:{_UNIT})"
    r"(?![a-zà-ÿа-я])"
)
_DAY_COUNT = re.compile(r"\b(?:day|tag|jour|día|dia|день) ?(\d{1,3})(?: ?(?:-|to) ?(?:day ?)?(\d{1,3}))?\b")
_EVERY = re.compile(
    r"(?:every|each|alle|tou(?:te)?s les|cada|a cada|каждые|каждый|每(?:隔)?|毎) ?(?:at least )?$"
)
_RECURRING = re.compile(r" ?(?:마다|ごと|毎)")
_ADVERBS: tuple[tuple[str, str], ...] = (
    (
        r"\b(?:bi-?weekly|fortnightly|(?:every|each|once (?:a|per)) fortnight|every (?:two|other) weeks?)\b",
        "2w",
    ),
    (
        (
            r"\b(?:once (?:a|per) week|(?:each|every) (?:week|(?:mon|tues|wednes|thurs|fri)day)|weekly"
            r"|wöchentlich|hebdomadaire|semana(?:l|is)\w*)\b"
        ),
        "1w",
    ),
    (r"еженедельно|每周|毎週|매주", "1w"),
    (r"\b(?:once (?:a|per) day|every day|daily|täglich|diari\w+|ежедневно)\b", "1d"),
    (r"\b(?:(?:once|every|each) (?:a |per )?quarter|quarterly|vierteljährlich)\b", "3mo"),
    (
        (
            r"\b(?:once (?:a|per) month|every month|monthly|monatlich|mensu[ea]l\w*|mensa(?:l|is)\w*"
            r"|ежемесячно)\b"
        ),
        "1mo",
    ),
)
_ADVERB = re.compile("|".join(f"(?P<a{n}>{pattern})" for n, (pattern, _) in enumerate(_ADVERBS)))
_BEFORE_ARTICLE = re.compile(r"(?:within|in|of|every|after|inside|least|most) $")
_BUSINESS_BEFORE = re.compile(r"(?:営業日|영업일|工作日)(?:で|로)? ?$")
_IN_BUSINESS = re.compile(r" ?\(?(?:on |during |in )?(?:business|working) (?:days?|hours?)\b")
NEXT_DAY = re.compile(
    r"\b(?:the )?(?:end of )?(?:the )?(?:next|following) (?:business|working) day\b|\b(?:am|bis zum) "
    r"(?:nächsten|folgenden) (?:werk|arbeits)tag\b"
)
_MAY_MEAN_SATURDAY = re.compile(r"werktag|jours? ouvrable")
_SATURDAYS = "The word for business days may include Saturdays."
_NEXT = "The next business day is counted as one of them; the text may mean the end of it."
MOST_TIMES = 20
"""Durations of a sentence; one with more is none."""
_UNSURE_BEFORE = re.compile(
    r"(?:\+ ?/ ?-|±|approx|plus or minus|o[nf] the order of|in the order of|\d,? (?:and|or|und|et|y|e)) ?$"
)
_UNSURE_AFTER = re.compile(r" or (?:two|three|so)\b|-ish\b| on week ?days\b| during the week\b")
"""What makes another time of it, or none: a day or two, +/- 3 days."""
_TAKEN_BACK = re.compile(
    r"\b(?:pardon|sorry|correction|or rather|i mean|plutôt|vielmehr|genauer|perdón|mejor dicho|aliás)\b"
)
_CITED = re.compile(r"\"(?:[^\" ]+ ){3,60}[^\" ]+\"")
"""Words of somebody else."""
_MOST = {"h": 9999, "bh": 999, "d": 3650, "bd": 999, "w": 520, "mo": 120}


class Span(msgspec.Struct, frozen=True):
    """A duration, and where in the sentence it stands."""

    written: str
    """As a profile has it, such as 48h or 1d..3d."""
    begin: int
    end: int
    kind: Literal["once", "every", "counted"] = "once"
    """`counted` stands for a day of a plan that begins with the report: Day 7-60."""
    assumed: str = ""
    """What is assumed of its words, such as that they may include Saturdays."""


def spans_of(low: str) -> list[Span]:
    """The durations of a sentence in small letters, in its order."""
    return list(_spans_of(low))


@lru_cache(maxsize=4096)
def _spans_of(low: str) -> tuple[Span, ...]:
    cited = [match.span() for match in _CITED.finditer(low)]
    found = [
        span
        for span in (*_days(low), *_numbered(low), *_next_day(low))
        if not any(begin < span.begin and span.end < end for begin, end in cited)
    ]
    taken = [(span.begin, span.end) for span in found]
    found += [
        adverb
        for adverb in _adverbs(low)
        if not any(begin < adverb.end and adverb.begin < end for begin, end in taken)
    ]
    return tuple(_alone(sorted(found, key=lambda span: span.begin), low))


def _alone(spans: list[Span], low: str) -> Iterator[Span]:
    """Those that are a time by themselves: 2 days 4 hours is none that a profile has, nor one taken back."""
    for number, span in enumerate(spans):
        if number + 1 < len(spans) and _TAKEN_BACK.search(low, span.end, spans[number + 1].begin):
            continue
        beside = [n for n in (number - 1, number) if 0 <= n < len(spans) - 1]
        if " " not in [low[spans[n].end : spans[n + 1].begin] for n in beside]:
            yield span


def _numbered(low: str) -> Iterator[Span]:
    for match in _SPAN.finditer(low):
        begin, after = match.start(), low[match.end() : match.end() + 30]
        if match["number"] in ("a", "an") and not _BEFORE_ARTICLE.search(low[max(0, begin - 12) : begin]):
            continue
        if (
            not match["number"].isdigit()
            and match["number"][-1] < "\u3000"
            and low[match.end("number")].isalpha()
        ):
            continue
        unit = _unit(match, low[max(0, begin - 8) : begin], after)
        least, amount = _amounts(match)
        if unit == "fortnight":
            unit, least, amount = "w", 2 * least, 2 * amount
        if not 0 < amount <= _MOST[unit] or least > amount or _says_two_things(match):
            continue
        if _UNSURE_BEFORE.search(low[max(0, begin - 16) : begin]) or _UNSURE_AFTER.match(after):
            continue
        written = f"{least}{unit}..{amount}{unit}" if 0 < least < amount else f"{amount}{unit}"
        every = _EVERY.search(low[max(0, begin - 24) : begin])
        again = every or _RECURRING.match(after)
        yield Span(
            written,
            begin - (len(every[0]) if every else 0),
            match.end(),
            "every" if again else "once",
            _SATURDAYS if unit == "bd" and _MAY_MEAN_SATURDAY.search(match[0]) else "",
        )


def _unit(match: re.Match[str], before: str, after: str) -> str:
    unit = next(name for name, _ in UNITS if match[name])
    in_business = _IN_BUSINESS.match(after) or _BUSINESS_BEFORE.search(before)
    return f"b{unit}" if unit in ("h", "d") and in_business else unit


def _amounts(match: re.Match[str]) -> tuple[int, int]:
    """The lower bound, 0 where there is none or in another unit, and the upper one."""
    amount = int(match["figure"]) if match["figure"] else _value(match["number"])
    low = match["low"] or match["least"]
    least = _value(low) if low and not (match["other"] or match["unlike"]) else 0
    ones = NUMBERS.get(match["number"], 0)
    if match["low"] in TENS and 0 < ones < min(TENS.values()) / 2:
        return 0, least + ones  # forty-eight
    return least, amount


def _says_two_things(match: re.Match[str]) -> bool:
    """Whether the number in brackets is another than the one before it."""
    told = match["figure"] or match["again"]
    in_parts = match["low"] or match["number"] in ("a", "an")  # as forty-eight (48) is read
    return bool(told) and not in_parts and _value(told) != _value(match["number"])


def _value(word: str) -> int:
    if word in ("a", "an"):
        return 1
    return int(word) if word.isdigit() else NUMBERS[word]


def _days(low: str) -> Iterator[Span]:
    for match in _DAY_COUNT.finditer(low):
        last = int(match[2] or match[1])
        yield Span(f"{last}d", match.start(), match.end(), "counted")


def _next_day(low: str) -> Iterator[Span]:
    for match in NEXT_DAY.finditer(low):
        yield Span("1bd", match.start(), match.end(), assumed=_NEXT)


def _adverbs(low: str) -> Iterator[Span]:
    for match in _ADVERB.finditer(low):
        written = next(value for n, (_, value) in enumerate(_ADVERBS) if match[f"a{n}"])
        yield Span(written, match.start(), match.end(), "every")
