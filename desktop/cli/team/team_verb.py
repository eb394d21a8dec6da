"""team: people of the vault, their roles, and whether advisories need a second person."""

import argparse

from desktop.cli.output import print_json, print_text, say, table
from desktop.cli.program import Program
from desktop.cli.session import open_desk
from desktop.domain.failures import Exit
from desktop.domain.leaving.approvals import who_may_approve
from desktop.domain.parties.fingerprints import tail
from desktop.domain.rights.team import NO_BOUNDARY, Member, Team
from desktop.workflows.ports import Desk, Silent
from desktop.workflows.team.four_eyes import decide_four_eyes
from desktop.workflows.team.people_of_the_vault import enrol, give_role, read_team, withdraw_role
from desktop.workflows.team.sign_in import work_as

_NOBODY = "Nobody is enrolled: whoever opens this vault is a handler. `embargo team enrol YOUR-NAME` begins."
_NOBODY_ELSE = (
    "Nobody else may approve yet. Until somebody is enrolled who may, `embargo advisory approve CASE --alone "
    "--reason TEXT` lets one leave."
)


def team(parsed: argparse.Namespace, program: Program) -> int:
    """Run one of the acts, and show the team as it is then."""
    if parsed.team_act == "four-eyes":
        return _four_eyes(parsed, program)
    if parsed.team_act == "name":
        return _name(parsed, program)
    with open_desk(parsed, program, read_only=parsed.team_act == "list") as desk:
        found = _act(desk, parsed)
        works_here = desk.handler
    if parsed.json:
        print_json({"works_here": works_here, "people": [_values(member) for member in found.members]})
    elif not found.members:
        say(_NOBODY)
    else:
        rows = [(m.name, ", ".join(m.roles_in_order) or "none", _key(m)) for m in found.members]
        print_text(table(rows, ("NAME", "ROLES", "SIGNS IN WITH")))
        say(f"Works at this desk: {works_here}. {NO_BOUNDARY}")
    return Exit.DONE


def _act(desk: Desk, parsed: argparse.Namespace) -> Team:
    if parsed.team_act == "enrol":
        return enrol(desk, parsed.name, fingerprint=parsed.fingerprint, role=parsed.role)
    if parsed.team_act == "role":
        return give_role(desk, parsed.name, parsed.role)
    if parsed.team_act == "withdraw":
        return withdraw_role(desk, parsed.name, parsed.role)
    return read_team(desk)


def _name(parsed: argparse.Namespace, program: Program) -> int:
    """Work under another name for good: letters and the journal bear it."""
    with open_desk(parsed, program) as desk:
        named = work_as(desk, parsed.name, progress=Silent()).handler
    if parsed.json:
        print_json({"works_here": named})
    else:
        say(f"Works at this desk from now on: {named}.")
    return Exit.DONE


def _four_eyes(parsed: argparse.Namespace, program: Program) -> int:
    with open_desk(parsed, program) as desk:
        decide_four_eyes(desk, asked=parsed.asked == "on", reason=parsed.reason)
        alone = len(who_may_approve(read_team(desk))) <= 1
    if parsed.json:
        print_json({"four_eyes": parsed.asked == "on"})
    elif parsed.asked == "on":
        say("From now on an advisory leaves once a second person approved exactly what is written.")
        if alone:
            say(_NOBODY_ELSE)
    else:
        say("This vault asks for no second person any more; a policy may.")
    return Exit.DONE


def _values(member: Member) -> dict[str, object]:
    return {"name": member.name, "roles": member.roles_in_order, "fingerprint": member.fingerprint}


def _key(member: Member) -> str:
    return f"... {tail(member.fingerprint)}" if member.fingerprint else "nothing"
