"""policy check, and the way to every other act about policies."""

import argparse
from collections.abc import Callable
from pathlib import Path

from desktop.cli.output import print_json, print_text, say, shown_path
from desktop.cli.policies.compare_verb import compare
from desktop.cli.policies.policy_list_verb import list_policies
from desktop.cli.policies.policy_show_verb import show_policy
from desktop.cli.policies.policy_use_verbs import USES
from desktop.cli.policies.propose_verb import propose
from desktop.cli.policies.simulate_verb import simulate
from desktop.cli.program import Program
from desktop.cli.session import is_vault_named, open_desk, open_tools
from desktop.domain.failures import Exit, TooLarge
from desktop.formats.policy import PROFILE_LIMIT, find_mistakes, is_of_newer_schema, read_profile
from desktop.workflows.policies.doubt_profile import doubts_about
from desktop.workflows.ports import Desk, Tools

_MEND = "Mend what is listed, then check it again: it has to be a policy profile in TOML."
_NEWER = "A newer Embargo is needed: it wrote this profile, or the profile was written for it."


def policy(parsed: argparse.Namespace, program: Program) -> int:
    """Run one of the policy acts; those that use a vault open one."""
    use = USES.get(parsed.policy_act)
    if use is not None:
        return use(parsed, program)
    if parsed.policy_act == "check" and parsed.against:
        return compare(parsed, program)
    look = _LOOKS.get(parsed.policy_act)
    if look is not None and is_vault_named(parsed, program):
        with open_desk(parsed, program, read_only=True) as desk:
            return look(parsed, desk.tools, desk)
    with open_tools(parsed, program) as tools:
        return look(parsed, tools, None) if look else _READS[parsed.policy_act](parsed, tools)


def _check(parsed: argparse.Namespace, tools: Tools) -> int:
    try:
        source = tools.files.read(Path(parsed.file), limit=PROFILE_LIMIT)
    except TooLarge as error:
        words = f"A profile is read up to {PROFILE_LIMIT // 1024} KiB, and this file is longer."
        raise TooLarge(words, advice="Choose a policy profile in TOML.") from error
    mistakes = find_mistakes(source)
    profile = None if mistakes else read_profile(source)
    doubts = doubts_about(tools.policies, profile, source) if profile else ()
    name = shown_path(parsed.file)
    if parsed.json:
        found = {"file": name, "id": profile.policy.id if profile else "", "valid": not mistakes}
        print_json(found | {"mistakes": mistakes, "warnings": doubts})
    elif profile is None:
        for mistake in mistakes:
            print_text(f"{name}: {mistake.sentence}")
        advice = _NEWER if is_of_newer_schema(mistakes) else _MEND
        say(f"embargo: {name} cannot be used. Nothing was written. {advice}")
    else:
        words = "is sound" if doubts else "can be used"
        print_text("\n".join([f"{name}: the profile of {profile.policy.organisation} {words}.", *doubts]))
    return Exit.INVALID if mistakes else Exit.DONE


def _simulate(parsed: argparse.Namespace, tools: Tools) -> int:
    return simulate(parsed, tools.policies.profile(parsed.policy), tools.now())


_LOOKS: dict[str, Callable[[argparse.Namespace, Tools, Desk | None], int]] = {
    "list": list_policies,
    "show": show_policy,
}
"""What also shows what a vault decided, when one is named or a way to open it is given."""
_READS: dict[str, Callable[[argparse.Namespace, Tools], int]] = {
    "check": _check,
    "propose": propose,
    "simulate": _simulate,
}
