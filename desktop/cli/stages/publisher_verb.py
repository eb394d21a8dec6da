"""advisory publisher: who assigns the CVE ids, shown or set."""

import argparse

from desktop.cli.output import print_json, print_text, say
from desktop.cli.program import Program
from desktop.cli.session import open_desk
from desktop.domain.failures import Exit
from desktop.workflows.publication.name_publisher import name_publisher, named_publisher


def publisher(parsed: argparse.Namespace, program: Program) -> int:
    """Show who it is, after recording it where options say so."""
    setting = bool(parsed.org_id or parsed.short_name)
    with open_desk(parsed, program, read_only=not setting) as desk:
        found = name_publisher(desk, parsed.org_id, parsed.short_name) if setting else named_publisher(desk)
    if parsed.json:
        print_json({"org_id": found.org_id if found else "", "short_name": found.short_name if found else ""})
    elif found:
        print_text(f"{found.org_id}  {found.short_name}")
    else:
        say("No CVE numbering authority is named: CVE records cannot be written.")
        say("`embargo advisory publisher --org-id UUID --short-name NAME` names it.")
    return Exit.DONE
