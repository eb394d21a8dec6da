"""The words of `team` and `journal`."""

import argparse
from collections.abc import Callable
from pathlib import Path

from desktop.cli.argument_types import fingerprint, instant, text
from desktop.domain.rights.team import ROLES

_NAME = "as it stands beside their entries"


def add_team_verb(add: Callable[..., argparse.ArgumentParser], common: argparse.ArgumentParser) -> None:
    """`team list`, `name`, `enrol`, `role`, `withdraw` and `four-eyes`."""
    team = add("team", help="who works in the vault, and who may do what")
    add_act = team.add_subparsers(dest="team_act", required=True, metavar="ACT").add_parser
    add_act("list", parents=[common], help="everybody, with their roles")
    own = add_act("name", parents=[common], help="who works here from now on; in a team, one of its people")
    own.add_argument("name", type=text, metavar="NAME", help=_NAME)
    enrol = add_act("enrol", parents=[common], help="take somebody in: yourself first, as an owner")
    enrol.add_argument("name", type=text, metavar="NAME", help=_NAME)
    enrol.add_argument("--role", choices=ROLES[1:], default="handler", help="handler, if none is named")
    enrol.add_argument(
        "--fingerprint",
        type=fingerprint,
        default="",
        metavar="FPR",
        help="the OpenPGP key that they sign in with",
    )
    for act, words in (("role", "give somebody a role"), ("withdraw", "take a role away; an owner stays")):
        change = add_act(act, parents=[common], help=words)
        change.add_argument("name", type=text, metavar="NAME", help=_NAME)
        change.add_argument("role", choices=ROLES, metavar="ROLE", help=", ".join(ROLES))
    four = add_act("four-eyes", parents=[common], help="whether advisories need a second person")
    four.add_argument("asked", choices=("on", "off"), metavar="ON|OFF", help="whether they need one")
    four.add_argument("--reason", type=text, default="", metavar="TEXT", help="why")


def add_journal_verb(
    add: Callable[..., argparse.ArgumentParser],
    common: argparse.ArgumentParser,
    again: argparse.ArgumentParser,
) -> None:
    """`journal`, `journal export` and `journal check`."""
    journal = add(
        "journal",
        parents=[common],
        help="every entry of the journal, without content",
        epilog="Without an act it lists them.",
    )
    journal.add_argument("--case", type=text, default="", metavar="CASE", help="those of one case")
    journal.add_argument(
        "--refused", action="store_true", help="failed unlocks and refusals alone, with what was refused"
    )
    journal.add_argument("--since", type=instant, metavar="TIME", help="those recorded since then")
    add_act = journal.add_subparsers(dest="journal_act", metavar="ACT").add_parser
    export = add_act("export", parents=[again], help="write it with its proofs, for an auditor")
    export.add_argument("--out", type=Path, required=True, metavar="FILE", help="a new file")
    export.add_argument(
        "--with-verifier", action="store_true", help="write a short Python program beside it that checks it"
    )
    check = add_act("check", parents=[again], help="check an exported file, or the vault's own")
    check.add_argument("file", type=Path, nargs="?", metavar="FILE", help="needs no vault")
    add_comparisons(check)
    check.add_argument("--note", type=text, default="", metavar="TEXT", help="what else was looked at")


def add_comparisons(verb: argparse.ArgumentParser) -> None:
    """What an exported journal is compared with."""
    verb.add_argument(
        "--key",
        type=text,
        default="",
        metavar="KEY",
        help="the vault's key or its fingerprint, if known",
    )
    verb.add_argument(
        "--against",
        type=text,
        action="append",
        default=[],
        metavar="HEAD|BACKUP|FILE",
        help="a head that was noted elsewhere: itself, a backup's folder, or a file that holds one",
    )
