"""policy list, show, check."""

import argparse
from pathlib import Path

from desktop.cli.output import print_json, print_text, shown_path, table
from desktop.cli.program import Program
from desktop.cli.session import open_tools
from desktop.domain.failures import Exit
from desktop.domain.policy import Profile
from desktop.formats.policy import read_profile
from desktop.workflows.ports import Tools

_PROFILE_LIMIT = 1024 * 1024


def policy(parsed: argparse.Namespace, program: Program) -> int:
    """Run one of the policy acts."""
    acts = {"list": _list, "show": _show, "check": _check}
    with open_tools(parsed, program) as tools:
        return acts[parsed.policy_act](parsed, tools)


def _list(parsed: argparse.Namespace, tools: Tools) -> int:
    profiles = [tools.policies.profile(policy_id) for policy_id in tools.policies.ids()]
    if parsed.json:
        print_json([{"id": p.policy.id, "organisation": p.policy.organisation} for p in profiles])
    else:
        print_text(table([(p.policy.id, p.policy.organisation) for p in profiles], ("ID", "ORGANISATION")))
    return Exit.DONE


def _show(parsed: argparse.Namespace, tools: Tools) -> int:
    profile = tools.policies.profile(parsed.policy)
    if parsed.json:
        print_json(profile)
    else:
        print_text(_describe(profile))
    return Exit.DONE


def _check(parsed: argparse.Namespace, tools: Tools) -> int:
    profile = read_profile(tools.files.read(Path(parsed.file), limit=_PROFILE_LIMIT))
    if parsed.json:
        print_json({"file": shown_path(parsed.file), "id": profile.policy.id, "valid": True})
    else:
        print_text(f"{shown_path(parsed.file)}: the profile of {profile.policy.organisation} can be used.")
    return Exit.DONE


def _describe(profile: Profile) -> str:
    promises = [
        (c.id, c.within or f"every {c.every}", c.sentence, " ".join(c.clauses)) for c in profile.clocks
    ]
    steps = [(s.id, s.text, " ".join(s.clauses)) for s in profile.steps]
    hold = "" if profile.disclosure.hold else "\nNo hold is stated: a person decides when to publish."
    credit = f"Credit: {profile.credit.mode}."
    return "\n".join(
        [
            f"{profile.policy.organisation}: {profile.policy.product}",
            "",
            table(promises, ("CLOCK", "WITHIN", "PROMISE", "CLAUSES")),
            "",
            table(steps, ("STEP", "WHAT", "CLAUSES")),
            "",
            credit + hold,
        ]
    )
