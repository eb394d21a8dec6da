"""policy list: the profiles at hand, what is wrong with them, and which of them a vault has in use."""

import argparse

import msgspec

from desktop.cli.output import print_json, print_text, say, table
from desktop.domain.failures import Exit, InvalidPolicy
from desktop.domain.policy import Profile
from desktop.formats.policy import find_mistakes, read_pinned
from desktop.workflows.policies.adopt_policy import adopted_ids, adopted_source
from desktop.workflows.policies.doubt_profile import doubts_on_shelf
from desktop.workflows.ports import Desk, Policies, Tools

_GONE = "In use in this vault, but its file is gone: what was adopted holds."


class _Row(msgspec.Struct, frozen=True, kw_only=True):
    """One profile; `adopted` is the day on which the vault took it into use."""

    id: str
    kind: str = "broken"
    organisation: str = ""
    updated: str = ""
    mistake: str = ""
    warnings: tuple[str, ...] = ()
    adopted: str | None = None


def list_policies(parsed: argparse.Namespace, tools: Tools, desk: Desk | None) -> int:
    """Print every profile of the shelf; with a vault also what it adopted."""
    adopted = _adopted(desk) if desk else {}
    rows = [_row(policy_id, tools.policies) for policy_id in tools.policies.ids()]
    if desk:
        rows += [_gone_row(policy_id, desk) for policy_id in sorted(adopted.keys() - tools.policies.ids())]
    rows = [msgspec.structs.replace(row, adopted=adopted.get(row.id)) for row in rows]
    if parsed.json:
        print_json(rows)
        return Exit.DONE
    cells = [(row.id, row.kind, row.adopted or "-", row.mistake or row.organisation) for row in rows]
    print_text(table(cells, ("ID", "KIND", "ADOPTED", "ORGANISATION")))
    for row in rows:
        for warning in row.warnings:
            say(f"{row.id}: {warning}")
    if desk is None:
        say("No vault was opened: --vault DIR shows what it adopted.")
    return Exit.DONE


def _adopted(desk: Desk) -> dict[str, str]:
    """The day on which each policy that is in use was adopted, by its id."""
    found = {}
    for policy_id in adopted_ids(desk):
        try:
            adoption = read_pinned(adopted_source(desk, policy_id)).adopted
        except InvalidPolicy:
            adoption = None
        found[policy_id] = str(adoption.on) if adoption else "yes"
    return found


def _row(policy_id: str, policies: Policies) -> _Row:
    """One profile of the shelf; a broken one with its first mistake."""
    try:
        profile = policies.profile(policy_id)
    except InvalidPolicy as failure:
        return _Row(id=policy_id, mistake=_first_mistake(policy_id, policies) or failure.message)
    return _described(profile, doubts_on_shelf(policies, policy_id))


def _gone_row(policy_id: str, desk: Desk) -> _Row:
    try:
        return _described(read_pinned(adopted_source(desk, policy_id)), (_GONE,))
    except InvalidPolicy as failure:
        return _Row(id=policy_id, mistake=failure.message, warnings=(_GONE,))


def _described(profile: Profile, warnings: tuple[str, ...]) -> _Row:
    policy = profile.policy
    words = {"organisation": policy.organisation, "updated": policy.updated}
    return _Row(id=policy.id, kind=profile.kind, warnings=warnings, **words)


def _first_mistake(policy_id: str, policies: Policies) -> str:
    try:
        mistakes = find_mistakes(policies.source(policy_id))
    except InvalidPolicy:
        return ""
    return mistakes[0].sentence if mistakes else ""
