"""policy show: what one policy promises, as it ships or as a vault has it in use."""

import argparse

import msgspec

from desktop.cli.output import print_json, print_text, say
from desktop.cli.policies.policy_page import describe
from desktop.domain.failures import Exit
from desktop.domain.policy import Profile
from desktop.formats.policy import read_profile
from desktop.workflows.policies.adopt_policy import (
    TEXT_LIMIT,
    adopted_source,
    adoption_in_force,
    quote,
    require_own_text,
)
from desktop.workflows.ports import Desk, Tools


def show_policy(parsed: argparse.Namespace, tools: Tools, desk: Desk | None) -> int:
    """Print the page; raises InvalidPolicy, and RefusedByPolicy for another version's text."""
    policy_id = parsed.policy
    profile = read_profile(adopted_source(desk, policy_id), policy_id) if desk else None
    profile = profile or tools.policies.profile(policy_id)
    quotes = _quotes(profile, tools.files.read(parsed.text, limit=TEXT_LIMIT)) if parsed.text else {}
    if parsed.json:
        shown = msgspec.to_builtins(profile)
        print_json(shown | {"quotes": quotes} if parsed.text else shown)
        return Exit.DONE
    print_text(describe(profile))
    for clause, words in quotes.items():
        print_text(f"\n{clause}\n{_indented(words)}")
    say(_where_it_is_from(policy_id, tools, desk))
    return Exit.DONE


def _where_it_is_from(policy_id: str, tools: Tools, desk: Desk | None) -> str:
    shipped = tools.policies.is_shipped(policy_id)
    source = "the profile as it ships" if shipped else f"your own profile {policy_id}.toml"
    if desk is None:
        return f"This is {source}; --vault DIR shows what a vault decided about it."
    if adoption_in_force(desk, policy_id) is None:
        return f"This is {source}: this vault has not adopted it, and decided nothing about it."
    return "This is what the vault has in use: new cases are held to it."


def _quotes(profile: Profile, text: bytes) -> dict[str, str]:
    """The policy's own words for each clause. Raises RefusedByPolicy for another version's text."""
    require_own_text(profile, text)
    clauses = [f"{profile.policy.code}-{name}" for name in profile.policy.lines]
    return {clause: quote(text, profile, clause) for clause in clauses}


def _indented(words: str) -> str:
    return "\n".join(f"    {line}" for line in words.split("\n"))
