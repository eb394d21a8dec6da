"""Which severities each duration of a sentence is for, where it names several of either."""

import re
from collections.abc import Sequence

from desktop.formats.policies.reading import wordings as w
from desktop.formats.policies.reading.clauses import deeds_in, severities_in
from desktop.formats.policies.reading.spans import Span

_LABELLED = re.compile(r"^[^:.]{1,80}: ?")
OTHERS = re.compile(
    r"\b(?:every(?:thing)? (?:else|other)|all (?:the )?others?|others?(?! (?:party|parties|projects?|vendors?"
    r"|organi[sz]ations?|people|maintainers?|researchers?|day|week))|otherwise|the rest|remaining"
    r"|less severe|lower severit\w+|les autres|(?:alle )?(?:anderen|übrigen)|(?:l[ao]s )?demás"
    r"|l[ao]s otr[ao]s"
    r"|(?:[ao]s )?demais|[ao]s outr[ao]s)\b"
)
_OTHER_ISSUES = re.compile(
    r"\b(?:everything else|the rest|all others|(?:all |any )?(?:the )?(?:other"
    r"|remaining) (?:\w+ )?(?:issues|problems|bugs"
    r"|reports|vulnerabilities|flaws|findings|cases|severities|levels))\b|\balle (?:anderen|übrigen)\b"
)
_UNKNOWN = re.compile(
    r"\b(?:severe|serious|important|major|minor|urgent|trivial|(?:schwer(?:wiegend)?|ernst|wichtig"
    r"|leicht)e[rns]?)\b"
)
"""Levels of somebody's own."""
_CLAUSE = re.compile(r"[;,] ")
_HEADS = re.compile(r"[:=] ?$")
_ANEW = re.compile(r";|\b(?:reports?|submissions?|e?-?mails?|messages?|all|any|every)\b")
_ENDS = re.compile(r"[,;.]|\band (?:we|you|a|an|the|fix|patch|acknowledg|respon)")


class Levels:
    """Severities stand before their times, `critical within 7 days, high within 30`, or after them."""

    def __init__(self, low: str, spans: Sequence[Span]) -> None:
        self._low, self._spans = low, spans
        self._named = severities_in(low)
        self._before = bool(severities_in(low[: spans[0].begin]))
        self._leads = not deeds_in(low[: spans[0].begin])
        self._said = [self._words_of(place) for place in range(len(spans))]

    def of(self, place: int) -> tuple[str, ...] | None:
        """The severities of one duration, none for all of them; None where they cannot be told."""
        if not self._named:
            return ()
        said = self._said[place]
        if found := severities_in(said):
            return found
        if OTHERS.search(said):
            return tuple(level for level, _ in w.SEVERITIES if level not in self._named) or None
        return severities_in(self._label()) or self._inherited(place)

    def _inherited(self, place: int) -> tuple[str, ...] | None:
        """For a duration without severities of its own those of the one before, where it goes on."""
        if place and _UNKNOWN.search(self._said[place]):
            return None
        goes_on = place and self._before and not _ANEW.search(self._between(place))
        return self.of(place - 1) if goes_on else ()

    def is_for_others(self, place: int) -> bool:
        """Whether a duration is for all others, of which the sentence does not say beside what."""
        return not self._named and _OTHER_ISSUES.search(self._low, 0, self._spans[place].end) is not None

    def goes_on(self, place: int) -> bool:
        """Whether this duration is the next of a list of severities."""
        said = self._said[place]
        return bool(place and (severities_in(said) or OTHERS.search(said) or _UNKNOWN.search(said)))

    def _words_of(self, place: int) -> str:
        span = self._spans[place]
        between = self._between(place)
        tail = _CLAUSE.split(between)[-1]
        if self._before or (place and tail != between and severities_in(tail)):
            return between if self._before else tail
        end = self._spans[place + 1].begin if place + 1 < len(self._spans) else len(self._low)
        if _HEADS.search(between) and severities_in(between):
            return between
        after = self._low[span.end : end]
        if place + 1 < len(self._spans) and _HEADS.search(after):
            return ""
        ends = _ENDS.search(after)
        after = after[: ends.start()] if ends else after
        if not self._leads and (later := deeds_in(after)):
            after = after[: later[0].begin]
        if severities_in(after) or OTHERS.search(after) or not (deeds := deeds_in(between)):
            return after
        return between[deeds[0].begin :]

    def _between(self, place: int) -> str:
        begin = self._spans[place - 1].end if place else 0
        return self._low[begin : self._spans[place].begin]

    def _label(self) -> str:
        match = _LABELLED.match(self._low)
        return match[0] if match and match.end() <= self._spans[0].begin else ""
