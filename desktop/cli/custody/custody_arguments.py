"""The words of the verbs that look after a vault."""

import argparse
from collections.abc import Callable
from pathlib import Path

from desktop.cli.argument_types import text
from desktop.cli.team.team_arguments import add_comparisons

_Add = Callable[..., argparse.ArgumentParser]


def add_custody_verbs(add: _Add, common: argparse.ArgumentParser) -> None:
    """init, verify, repair, backup, restore."""
    init = add("init", parents=[common], help="make a vault")
    init.add_argument("directory", type=Path, metavar="DIR", help="a new folder, which becomes the vault")
    init.add_argument("--handler", type=text, default="", metavar="NAME", help="who signs letters and acts")
    init.add_argument(
        "--policy", type=text, metavar="ID", default="", help="the policy of reports that name no address"
    )
    _add_slot_choice(init)
    verify = add("verify", parents=[common], help="check the journal's chain, the pages and the files")
    verify.add_argument(
        "--journal", type=Path, metavar="FILE", help="an exported journal instead; needs no vault"
    )
    add_comparisons(verify)
    _add_repair(add, common)
    _add_backup(add, common)
    restore = add("restore", parents=[common], help="make a vault from a backup, or try whether that works")
    restore.add_argument("backup", type=Path, metavar="BACKUP", help="the folder of the backup")
    restore.add_argument(
        "directory", type=Path, metavar="DIR", nargs="?", help="a new folder for the vault; none with --drill"
    )
    restore.add_argument("--drill", action="store_true", help="restore it, compare, remove it, journal that")


def _add_slot_choice(verb: argparse.ArgumentParser) -> None:
    verb.add_argument(
        "--slot",
        dest="slots",
        action="append",
        choices=("keyring", "passphrase"),
        help="how to open it beside the recovery code, which is always made; passphrase if none is named",
    )


def _add_repair(add: _Add, common: argparse.ArgumentParser) -> None:
    repair = add("repair", parents=[common], help="what of a damaged vault is whole; make a new one of that")
    act = repair.add_mutually_exclusive_group()
    act.add_argument("--check", action="store_true", help="only say which cases are whole; so it is without")
    act.add_argument(
        "--salvage", type=Path, metavar="DIR", help="make a new vault here; the damaged one is only read"
    )
    act.add_argument(
        "--accept-rollback",
        action="store_true",
        help="go on from a state that is older than the head in the OS keyring, and journal that",
    )
    _add_slot_choice(repair)
    repair.add_argument(
        "--new-passphrase-fd", type=int, metavar="N", help="read the new vault's passphrase from here"
    )


def _add_backup(add: _Add, common: argparse.ArgumentParser) -> None:
    backup = add(
        "backup",
        parents=[common],
        help="write a verified, encrypted copy; list them; or let them make themselves",
        usage="embargo backup [OPTIONS] (DIR | list DIR | --due | --schedule DIR | --off)",
    )
    backup.add_argument("words", nargs="*", type=text, metavar="DIR", help="a new folder, or: list FOLDER")
    act = backup.add_mutually_exclusive_group()
    act.add_argument(
        "--schedule", type=Path, metavar="DIR", help="from now on, write them into this folder by themselves"
    )
    act.add_argument("--off", action="store_true", help="write none by themselves any more")
    act.add_argument("--due", action="store_true", help="write the one that is due by the plan, if any")
    backup.add_argument("--every", type=int, default=7, metavar="DAYS", help="how often, by the plan (7)")
    backup.add_argument("--keep", type=int, default=8, metavar="N", help="how many of the plan's stay (8)")
