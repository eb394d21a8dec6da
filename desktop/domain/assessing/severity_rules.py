"""What a policy and CVSS say of a severity: which kinds of problem fix one, and what follows from it."""

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from desktop.domain.assessing.severity import read_cvss, read_cwe
from desktop.domain.events import SeveritySet
from desktop.domain.policy import Profile, SeverityEffect, SeverityRule
from desktop.domain.scoring.score import scores_of
from desktop.domain.scoring.vector import read_vector

_RATINGS = ("critical", "high", "medium", "low")


def objection(act: SeveritySet, profile: Profile) -> str:
    """What speaks against setting this severity, "" where nothing does."""
    if act.level not in profile.severity.levels:
        return f"The policy's severities are {', '.join(profile.severity.levels)}."
    try:
        spelled(act, profile)
    except ValueError as error:
        words = str(error)
        return f"{words[:1].upper()}{words[1:]}."
    if not act.rationale.strip():
        return "A severity needs its rationale."
    return next(_below_a_rule(act, profile), "")


def spelled(act: SeveritySet, profile: Profile) -> SeveritySet:
    """The same with canonical vectors and weakness, and rules in the policy's words. Raises ValueError."""
    first = read_cvss(act.cvss) if act.cvss else None
    four = read_cvss(act.cvss4, "4.0").vector if act.cvss4 else ""
    if first is not None and first.version == "4.0":
        if four and four != first.vector:
            raise ValueError("two vectors of CVSS 4.0 are given: keep one")
        four = first.vector
    return msgspec.structs.replace(
        act,
        cvss=first.vector if first and first.version == "3.1" else "",
        cvss4=four,
        cwe=read_cwe(act.cwe) if act.cwe else "",
        rules=tuple(dict.fromkeys(_rule(profile, words).match for words in act.rules)),
    )


def vectors_of(severity: SeveritySet) -> tuple[str, str]:
    """The recorded vectors of CVSS 3.1 and 4.0, "" for none; older entries hold one of 4.0 in `cvss`."""
    if severity.cvss.startswith("CVSS:4.0/"):
        return "", severity.cvss4 or severity.cvss
    return severity.cvss, severity.cvss4


def rules_named(profile: Profile, names: Iterable[str]) -> tuple[SeverityRule, ...]:
    """The rules with these words or clause ids; others are passed over."""
    wanted = {name.strip().casefold() for name in names}
    return tuple(rule for rule in profile.severity.rules if wanted & _names_of(rule))


def proposed_level(profile: Profile, level: str, ticked: Iterable[str]) -> str:
    """The level, or the worse one that a ticked rule fixes; "" stands for none yet."""
    levels = profile.severity.levels
    wanted = [level, *(rule.level for rule in rules_named(profile, ticked))]
    known = [levels.index(name) for name in wanted if name in levels]
    return levels[min(known)] if known else ""


def effects_of(profile: Profile, level: str) -> tuple[SeverityEffect, ...]:
    """What this level changes about the procedure."""
    return tuple(effect for effect in profile.severity.effects if effect.level == level)


def effect_sentences(profile: Profile, level: str) -> tuple[str, ...]:
    """The same in the policy's words, each with its clauses."""
    return tuple(f"{x.effect} ({', '.join(x.clauses)})" for x in effects_of(profile, level))


def disagreements(level: str, vectors: Sequence[str]) -> tuple[str, ...]:
    """A sentence for each vector that is rated otherwise than the level; what cannot be read says nothing.

    A policy whose levels are other words than those of CVSS is not compared.
    """
    if level not in _RATINGS:
        return ()
    return tuple(filter(None, (_disagreement(level, vector) for vector in vectors)))


def _disagreement(level: str, written: str) -> str:
    try:
        vector = read_vector(written)
    except ValueError:
        return ""
    scores = scores_of(vector)
    if not scores or level in {score.rating for score in scores}:
        return ""
    last = scores[-1]
    rated = f"CVSS {vector.version} rates it {last.rating} ({last.score})"
    return f"The severity is {level}, but {rated}: the rationale should say why."


def _below_a_rule(act: SeveritySet, profile: Profile) -> Iterator[str]:
    levels = profile.severity.levels
    for rule in rules_named(profile, act.rules):
        if levels.index(rule.level) < levels.index(act.level):
            clauses = ", ".join(rule.clauses)
            yield (
                f"By the policy ({clauses}) it is {rule.level}, because {rule.match}: "
                f"set {rule.level}, or take that tick back."
            )


def _rule(profile: Profile, words: str) -> SeverityRule:
    found = rules_named(profile, (words,))
    if not found:
        known = "; ".join(f"{r.match} ({', '.join(r.clauses)})" for r in profile.severity.rules)
        raise ValueError(f"the policy has no rule {words[:60]!r} about severities; it has: {known or 'none'}")
    return found[0]


def _names_of(rule: SeverityRule) -> set[str]:
    return {name.casefold() for name in (rule.match, *rule.clauses)}
