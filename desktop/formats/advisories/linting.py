"""What no schema sees in an advisory of any format: statements that contradict themselves or the world.

A format's reader gathers `Statements` with their places; the rules know no format.
"""

import re
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

import msgspec

from desktop.domain.assessing.severity import Score, read_cvss, read_cwe
from desktop.domain.inert import escape_invisible
from desktop.domain.leaving.traces import hidden_characters
from desktop.domain.scoring.vector import read_vector
from desktop.domain.versions.ranges import overlap, parse_range
from desktop.formats.advisories.claims import plain_range
from desktop.formats.advisories.csaf.package import cwe_names
from desktop.formats.advisories.findings import Finding, Severity, sentence

AHEAD = timedelta(days=1)
"""How far a date may lie ahead: clocks differ, and so do zones."""

_SCORE_IN_TEXT = re.compile(r"\bCVSS\b[^\n.;]{0,60}?\b(10\.0|\d\.\d)\b(?!/)", re.IGNORECASE)
_VERSION_OF_CVSS = re.compile(r"\bv?(?:2\.0|3\.0|3\.1|4\.0)\b")


class Said(msgspec.Struct, frozen=True):
    """Words of a document, and where they stand (a JSON pointer)."""

    path: str
    words: str


class SaidScore(msgspec.Struct, frozen=True):
    """A CVSS vector with what the document says of it."""

    path: str
    vector: str
    score: float | None = None
    severity: str = ""


class Statements(msgspec.Struct, frozen=True):
    """What an advisory states, as far as rules look at it."""

    names: tuple[Said, ...] = ()
    """Of vendors, products and branches."""
    versions: tuple[Said, ...] = ()
    """Versions and ranges."""
    weaknesses: tuple[Said, ...] = ()
    scores: tuple[SaidScore, ...] = ()
    texts: tuple[Said, ...] = ()
    initial: Said | None = None
    current: Said | None = None
    dates: tuple[Said, ...] = ()


def lint(said: Statements, now: datetime) -> tuple[Finding, ...]:
    """Everything that the rules find, in their order."""
    return tuple(finding for rule in _RULES for finding in rule(said, now))


def _hidden(said: Statements, _now: datetime) -> Iterator[Finding]:
    for one in said.names:
        if found := hidden_characters(one.words):
            message = f"Characters stand in this name that no reader sees: {', '.join(found)}."
            yield _finding("error", one.path, message)


def _versions(said: Statements, _now: datetime) -> Iterator[Finding]:
    for one in said.versions:
        if "*" in one.words:
            message = f"“{escape_invisible(one.words)}” is no version: say the range, such as <2.0."
            yield _finding("warning", one.path, message)
            continue
        try:
            is_empty = overlap(parse_range(plain_range(one.words))) is False
        except ValueError:
            continue  # what a standard's own tests let pass is another writer's notation
        if is_empty:
            message = f"No version lies in {escape_invisible(one.words)}: its ends are the wrong way round."
            yield _finding("error", one.path, message)


def _weaknesses(said: Statements, _now: datetime) -> Iterator[Finding]:
    for one in said.weaknesses:
        try:
            known = read_cwe(one.words).removeprefix("CWE-") in cwe_names()
        except ValueError:
            known = False
        if not known:
            yield _finding("warning", one.path, "The CWE catalogue knows no weakness of this number.")


def _dates(said: Statements, now: datetime) -> Iterator[Finding]:
    initial, current = _instant(said.initial), _instant(said.current)
    if said.current and initial and current and current < initial:
        message = "The current release lies before the initial one."
        yield _finding("error", said.current.path, message)
    for one in (*filter(None, (said.initial, said.current)), *said.dates):
        at = _instant(one)
        if at is not None and at > now + AHEAD:
            yield _finding("warning", one.path, f"This lies in the future: {at:%Y-%m-%d}.")


def _scores(said: Statements, _now: datetime) -> Iterator[Finding]:
    for one in said.scores:
        right = _scores_of(one.vector)
        if not right:
            continue
        first = right[0]
        if one.score is not None and one.score not in {score.score for score in right}:
            message = f"The vector has the score {first.score}, and the document says {one.score}."
            yield _finding("error", one.path, message)
        if one.severity and one.severity.lower() not in {score.rating for score in right}:
            message = f"The vector is rated {first.rating}, and the document says {one.severity.lower()}."
            yield _finding("error", one.path, message)


def _scores_in_texts(said: Statements, _now: datetime) -> Iterator[Finding]:
    """A score that the text names and no vector of the document has."""
    scores = {right.score for one in said.scores for right in _scores_of(one.vector)}
    scores |= {one.score for one in said.scores if one.score is not None}
    for one in said.texts if scores else ():
        for match in _SCORE_IN_TEXT.finditer(_VERSION_OF_CVSS.sub("", one.words)):
            if float(match[1]) not in scores:
                message = f"The text says CVSS {match[1]}, and no vector of the document has that score."
                yield _finding("warning", one.path, message)


_RULES: tuple[Callable[[Statements, datetime], Iterator[Finding]], ...] = (
    _hidden,
    _versions,
    _weaknesses,
    _dates,
    _scores,
    _scores_in_texts,
)


def _finding(severity: Severity, path: str, message: str) -> Finding:
    return Finding("lint", severity, path, sentence(message))


def _instant(said: Said | None) -> datetime | None:
    try:
        found = datetime.fromisoformat(said.words) if said else None
    except ValueError:
        return None
    return found if found is not None and found.tzinfo is not None else None


def _scores_of(vector: str) -> tuple[Score, ...]:
    """What a vector may be said to score: as a whole, and by its base metrics alone."""
    try:
        return read_cvss(vector), read_cvss(read_vector(vector).base.text)
    except ValueError:
        return ()
