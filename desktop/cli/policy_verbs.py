"""policy list, show, check: what is at hand, and what is wrong with a profile."""

import argparse
from collections.abc import Callable
from pathlib import Path

import msgspec

from desktop.cli.output import print_json, print_text, say, shown_path, table
from desktop.cli.policy_page import describe
from desktop.cli.policy_use_verbs import USES
from desktop.cli.program import Program
from desktop.cli.session import open_tools
from desktop.cli.simulate_verb import simulate
from desktop.domain.failures import Exit, InvalidPolicy
from desktop.domain.policy import Profile
from desktop.formats.policy import PROFILE_LIMIT, find_mistakes, is_of_newer_schema, read_profile
from desktop.workflows.adopt_policy import TEXT_LIMIT, quote, require_own_text
from desktop.workflows.ports import Tools

_MEND = "Mend what is listed, then check it again."
_NEWER = "A newer Embargo is needed: it wrote this profile, or the profile was written for it."


def policy(parsed: argparse.Namespace, program: Program) -> int:
    """Run one of the policy acts; those that use a vault open one."""
    use = USES.get(parsed.policy_act)
    if use is not None:
        return use(parsed, program)
    with open_tools(parsed, program) as tools:
        return _READS[parsed.policy_act](parsed, tools)


def _list(parsed: argparse.Namespace, tools: Tools) -> int:
    rows = [_row(policy_id, tools) for policy_id in tools.policies.ids()]
    if parsed.json:
        print_json(rows)
    else:
        cells = [(row["id"], row["kind"], row["mistake"] or row["organisation"]) for row in rows]
        print_text(table(cells, ("ID", "KIND", "ORGANISATION")))
    return Exit.DONE


def _row(policy_id: str, tools: Tools) -> dict[str, str]:
    """One profile of the shelf; a broken one with its first mistake."""
    row = {"id": policy_id, "kind": "broken", "organisation": "", "updated": "", "mistake": ""}
    try:
        profile = tools.policies.profile(policy_id)
    except InvalidPolicy as failure:
        return row | {"mistake": _first_mistake(policy_id, tools) or failure.message}
    words = {"kind": profile.kind, "organisation": profile.policy.organisation}
    return row | words | {"updated": profile.policy.updated}


def _first_mistake(policy_id: str, tools: Tools) -> str:
    try:
        mistakes = find_mistakes(tools.policies.source(policy_id))
    except InvalidPolicy:
        return ""
    return mistakes[0].sentence if mistakes else ""


def _show(parsed: argparse.Namespace, tools: Tools) -> int:
    profile = tools.policies.profile(parsed.policy)
    quotes = _quotes(profile, tools.files.read(parsed.text, limit=TEXT_LIMIT)) if parsed.text else {}
    if parsed.json:
        shown = msgspec.to_builtins(profile)
        print_json(shown | {"quotes": quotes} if parsed.text else shown)
        return Exit.DONE
    print_text(describe(profile))
    for clause, words in quotes.items():
        print_text(f"\n{clause}\n{_indented(words)}")
    return Exit.DONE


def _quotes(profile: Profile, text: bytes) -> dict[str, str]:
    """The policy's own words for each clause. Raises RefusedByPolicy for another version's text."""
    require_own_text(profile, text)
    clauses = [f"{profile.policy.code}-{name}" for name in profile.policy.lines]
    return {clause: quote(text, profile, clause) for clause in clauses}


def _indented(words: str) -> str:
    return "\n".join(f"    {line}" for line in words.split("\n"))


def _check(parsed: argparse.Namespace, tools: Tools) -> int:
    source = tools.files.read(Path(parsed.file), limit=PROFILE_LIMIT)
    mistakes = find_mistakes(source)
    name = shown_path(parsed.file)
    if parsed.json:
        policy_id = "" if mistakes else read_profile(source).policy.id
        print_json({"file": name, "id": policy_id, "valid": not mistakes, "mistakes": mistakes})
    elif mistakes:
        for mistake in mistakes:
            print_text(f"{name}: {mistake.sentence}")
        advice = _NEWER if is_of_newer_schema(mistakes) else _MEND
        say(f"embargo: {name} cannot be used. Nothing was written. {advice}")
    else:
        print_text(f"{name}: the profile of {read_profile(source).policy.organisation} can be used.")
    return Exit.INVALID if mistakes else Exit.DONE


def _simulate(parsed: argparse.Namespace, tools: Tools) -> int:
    return simulate(parsed, tools.policies.profile(parsed.policy), tools.now())


_READS: dict[str, Callable[[argparse.Namespace, Tools], int]] = {
    "list": _list,
    "show": _show,
    "check": _check,
    "simulate": _simulate,
}
