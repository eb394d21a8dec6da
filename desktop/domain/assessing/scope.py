"""What a policy's scope says of a report: worked out from its lines, decided by a person.

Hosts match lines by themselves; everything else (classes of problems, activities, assets without a host) is
matched by a person. Where the lines do not settle it, the answer is "ask"; a policy without a scope says
nothing, and its silence is never "in".
"""

from collections.abc import Iterable, Sequence
from typing import Literal

import msgspec

from desktop.domain.assessing.hosts import Host, match_host, read_host
from desktop.domain.case import Case
from desktop.domain.events import ScopeJudged
from desktop.domain.policy import Profile, ScopeCondition, ScopeLine

Verdict = Literal["in", "out", "prohibited", "ask", "not-stated"]


class ScopeVerdict(msgspec.Struct, frozen=True):
    """What the lines say together, and why."""

    verdict: Verdict
    lines: tuple[ScopeLine, ...] = ()
    """The lines that apply."""
    why: str = ""
    action: str = ""
    """What an applying out-line asks for, such as "redirect-to-bug-tracker"."""
    problem: Verdict = "ask"
    """The same without what was prohibited: a forbidden way of finding does not unmake a problem."""


def judge(
    profile: Profile,
    hosts: Iterable[Host] = (),
    chosen: Iterable[ScopeLine] = (),
    *,
    condition: bool | None = None,
) -> ScopeVerdict:
    """What the scope says of these hosts and of the lines that a person chose.

    `condition` answers the question that all of the scope hangs on (CZM-2k); None is unanswered.
    """
    if not profile.scope and profile.scope_condition is None:
        return ScopeVerdict("not-stated", why="The policy states no scope.", problem="not-stated")
    hosts, picked = tuple(hosts), tuple(chosen)
    named = {line.text for line in picked}
    lines = tuple(
        line for line in profile.scope if line.text in named or any(matches(line, host) for host in hosts)
    )
    problem, why = _judge_problem(profile, lines, doubts_of(profile, hosts), condition)
    forbidden = tuple(line for line in lines if line.side == "prohibited")
    action = next((line.action for line in lines if line.side == "out" and line.action), "")
    if not forbidden:
        return ScopeVerdict(problem, lines, why, action, problem)
    warning = (
        f"Prohibited: {_named(forbidden)}. The promise of safe harbour may not hold; the problem itself is "
        f"judged as before. {why}"
    )
    return ScopeVerdict("prohibited", lines, warning, action, problem)


def matches(line: ScopeLine, host: Host) -> bool:
    """Whether the line means this host, beyond doubt."""
    return any(match_host(host, glob) == "yes" for glob in line.hosts)


def doubts_of(profile: Profile, hosts: Iterable[Host]) -> tuple[str, ...]:
    """What a person has to look at: names that only look like those of the scope, or cannot be trusted."""
    globs = [glob for line in profile.scope for glob in line.hosts]
    return tuple(
        f"{host.ascii} is doubtful: {host.doubt or 'it looks like a name of the scope and is another'}."
        for host in hosts
        if host.doubt or any(match_host(host, glob) == "ask" for glob in globs)
    )


def line_named(profile: Profile, words: str) -> ScopeLine | None:
    """The line with these words or this clause id."""
    wanted = words.strip().casefold()
    return next((line for line in profile.scope if wanted in _names_of(line)), None)


def names_condition(profile: Profile, words: str) -> bool:
    """Whether these words or this clause id are those of the condition that the scope hangs on."""
    asked = profile.scope_condition
    return asked is not None and words.strip().casefold() in _names_of(asked)


def objection(act: ScopeJudged, profile: Profile) -> str:
    """What speaks against recording this verdict; "" where nothing does.

    Lines and hosts must be readable. Without a reason the verdict must follow from them, and a condition that
    holds is named among the lines; with a reason a person may judge otherwise.
    """
    unknown = [words for words in act.lines if _item_named(profile, words) is None]
    if unknown:
        return f"The policy's scope has no line {unknown[0]!r}."
    hosts = [read_host(written) for written in act.hosts]
    if None in hosts:
        return f"{act.hosts[hosts.index(None)]!r} is no host name."
    if act.reason.strip():
        return ""
    lines = [line for words in act.lines if (line := line_named(profile, words))]
    holds = True if any(names_condition(profile, words) for words in act.lines) else None
    given = judge(profile, (host for host in hosts if host), lines, condition=holds)
    return "" if given.verdict == act.verdict else f"{given.why} Say why you judge it so."


def spelled(act: ScopeJudged, profile: Profile) -> ScopeJudged:
    """The same with lines in the policy's words and hosts in one spelling; `objection` was asked before."""
    known = (_item_named(profile, words) for words in act.lines)
    hosts = [read_host(written) for written in act.hosts]
    return msgspec.structs.replace(
        act,
        lines=tuple(dict.fromkeys(item.text for item in known if item is not None)),
        hosts=tuple(dict.fromkeys(host.ascii for host in hosts if host is not None)),
    )


def letter_for(case: Case, profile: Profile) -> Literal["redirect", "rejection"]:
    """The letter that an out-of-scope verdict leads to: some belong into a bug tracker instead (AUM-2j)."""
    judged, rejected = case.scope, case.rejected
    elsewhere = rejected is not None and rejected.reason != "out-of-scope"
    if judged is None or judged.verdict != "out" or elsewhere:
        return "rejection"
    lines = (line_named(profile, words) for words in judged.lines)
    actions = {line.action for line in lines if line is not None and line.side == "out"}
    return "redirect" if "redirect-to-bug-tracker" in actions else "rejection"


def _judge_problem(
    profile: Profile, lines: Sequence[ScopeLine], doubts: Sequence[str], condition: bool | None
) -> tuple[Verdict, str]:
    inside = [line for line in lines if line.side == "in"]
    outside = [line for line in lines if line.side == "out"]
    asked = profile.scope_condition
    if doubts:
        return "ask", " ".join(doubts)
    if asked is not None and condition is False:
        return "out", f"Not met: {_named([asked])}."
    if outside and (not inside or not _condition_decides(profile, outside, condition)):
        return _judge_outside(inside, outside)
    if not inside:
        return "ask", "No line of the scope says so: a person decides."
    if asked is not None and condition is None:
        return (
            "ask",
            f"{_named(inside)}: in scope only if this holds: {asked.text} ({', '.join(asked.clauses)}).",
        )
    return "in", f"In scope: {_named(inside)}."


def _judge_outside(inside: Sequence[ScopeLine], outside: Sequence[ScopeLine]) -> tuple[Verdict, str]:
    if inside:
        return "ask", f"In scope by {_named(inside)}, out of it by {_named(outside)}: a person decides."
    return "out", f"Out of scope: {_named(outside)}."


def _condition_decides(profile: Profile, outside: Sequence[ScopeLine], condition: bool | None) -> bool:
    """Whose an asset is tells a third party's from one's own; it tells nothing about a class of problem."""
    answered = profile.scope_condition is not None and condition is True
    return answered and all(line.kind == "asset" for line in outside)


def _item_named(profile: Profile, words: str) -> ScopeLine | ScopeCondition | None:
    asked = profile.scope_condition if names_condition(profile, words) else None
    return line_named(profile, words) or asked


def _names_of(item: ScopeLine | ScopeCondition) -> set[str]:
    return {item.text.casefold(), *(clause.casefold() for clause in item.clauses)}


def _named(items: Iterable[ScopeLine | ScopeCondition]) -> str:
    return "; ".join(f"{x.text} ({', '.join(x.clauses)})" if x.clauses else x.text for x in items)
