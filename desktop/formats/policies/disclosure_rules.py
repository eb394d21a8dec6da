"""Expressions of when a hold ends: each term has one form, and names what is there."""

from collections.abc import Iterator

from desktop.domain.policy import Predisclosure, Profile, Term
from desktop.formats.policies.mistakes import Flaw, TablePath, did_you_mean, shown
from desktop.formats.policies.naming_rules import duration_flaw, twice, unknown_events, unknown_levels

_DEEPEST = 8
_FORMS = "a term is an event, a clock, a start with after, an op with of, or a judgement"


def disclosure_flaws(profile: Profile) -> Iterator[Flaw]:
    """Everything wrong with the disclosure table."""
    path, disclosure = ("disclosure",), profile.disclosure
    for key, term in (("hold", disclosure.hold), ("publish_by", disclosure.publish_by)):
        if term is not None:
            yield from _term_flaws(term, profile, (*path, key))
    for n, rule in enumerate(disclosure.publish_after):
        yield from unknown_levels((*path, "publish_after", n), "severity", (rule.severity,), profile)
        yield from duration_flaw((*path, "publish_after", n), "after", rule.after)
    yield from twice((*path, "predisclosure"), [early.id for early in disclosure.predisclosure])
    for n, early in enumerate(disclosure.predisclosure):
        yield from _predisclosure_flaws(early, (*path, "predisclosure", n))
    if disclosure.extension is not None:
        yield from duration_flaw((*path, "extension"), "longest", disclosure.extension.longest)
    yield from twice((*path, "alternatives"), [other.id for other in disclosure.alternatives])
    for n, other in enumerate(disclosure.alternatives):
        yield from _term_flaws(other.hold, profile, (*path, "alternatives", n, "hold"))


def _predisclosure_flaws(early: Predisclosure, path: TablePath) -> Iterator[Flaw]:
    if bool(early.at_least) == bool(early.at_most):
        yield Flaw(path, "at_least", "This needs either at_least or at_most, not both.")
    yield from duration_flaw(path, "at_least", early.at_least)
    yield from duration_flaw(path, "at_most", early.at_most)
    yield from unknown_events(path, "stops", early.stops)


def _term_flaws(term: Term, profile: Profile, path: TablePath, depth: int = 1) -> Iterator[Flaw]:
    forms = (term.event, term.clock, term.start or term.after, term.op or term.of, term.judgement)
    if sum(bool(form) for form in forms) != 1:
        yield Flaw(path, "", f"This has no form, or more than one: {_FORMS}.")
    elif bool(term.start) != bool(term.after):
        yield Flaw(path, "after", "A start needs its after, and an after its start.")
    elif bool(term.op) != bool(term.of):
        yield Flaw(path, "of", "An op needs the terms that it is of, and they need an op.")
    yield from unknown_events(path, "event", (term.event,))
    yield from unknown_events(path, "start", (term.start,))
    yield from duration_flaw(path, "after", term.after)
    yield from _clock_flaws(term, profile, path)
    if depth == _DEEPEST and term.of:
        yield Flaw(path, "of", f"Terms stand in terms more than {_DEEPEST} deep.")
        return
    for n, part in enumerate(term.of):
        yield from _term_flaws(part, profile, (*path, "of", n), depth + 1)


def _clock_flaws(term: Term, profile: Profile, path: TablePath) -> Iterator[Flaw]:
    known = [clock.id for clock in profile.clocks]
    for key, names in (("clock", (term.clock,)), ("hint", term.hint)):
        for name in names:
            if name and name not in known:
                yield Flaw(path, key, f"There is no clock {shown(name)}{did_you_mean(name, known)}")
    if term.hint and not term.judgement:
        yield Flaw(path, "hint", "Hints help a judgement, and there is none.")
