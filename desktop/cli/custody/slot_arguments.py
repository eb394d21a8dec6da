"""What the verbs about the ways to open the vault take."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from desktop.cli.argument_types import fingerprint, text

_QR = "also draw the recovery code as a QR code for a terminal"
_KINDS = ("passphrase", "recovery", "keyring", "openpgp")
_SLOT = "its id, as `embargo slots` shows it"
_NEW = "read the new passphrase from here"


def add_slots_verb(
    add: Callable[..., Any], common: argparse.ArgumentParser, again: argparse.ArgumentParser
) -> None:
    """Add `slots` with its acts, and `rekey`; an act takes what is common `again`."""
    slots = add(
        "slots",
        parents=[common],
        help="the ways to open the vault: list, add, prove, replace",
        epilog="Without an act it lists them.",
    )
    acts = slots.add_subparsers(dest="slots_act", metavar="ACT")
    more = acts.add_parser("add", parents=[again], help="make another way to open it")
    more.add_argument("kind", choices=_KINDS, metavar="KIND", help=f"one of {', '.join(_KINDS)}")
    _add_new_secret(more)
    more.add_argument(
        "--openpgp",
        type=fingerprint,
        default="",
        metavar="FPR",
        help="a key of your own, alone or beside",
    )
    less = acts.add_parser("remove", parents=[again], help="take one away; two at least stay")
    less.add_argument("slot_id", type=text, metavar="SLOT", help=_SLOT)
    other = acts.add_parser("rotate", parents=[again], help="put another of its kind in the place of one")
    other.add_argument("slot_id", type=text, metavar="SLOT", help=_SLOT)
    _add_new_secret(other)
    drill = acts.add_parser("drill", parents=[again], help="prove that one opens the vault, and record that")
    drill.add_argument(
        "slot_id",
        type=text,
        nargs="?",
        default="",
        metavar="SLOT",
        help=f"{_SLOT}; the recovery code if none is named",
    )
    drill.add_argument("--secret-fd", type=int, metavar="N", help="read what is to be proved from here")
    drill.add_argument("--key-file", type=Path, metavar="FILE", help="what goes with the passphrase to prove")
    review = acts.add_parser("review", parents=[again], help="record that you went through who can open it")
    review.add_argument(
        "--note", type=text, required=True, metavar="TEXT", help="what you looked at and found"
    )
    _add_rekey(add, common)


def _add_new_secret(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--new-passphrase-fd", type=int, metavar="N", help=_NEW)
    parser.add_argument(
        "--key-file", type=Path, metavar="FILE", help="a file that is needed beside the passphrase"
    )
    parser.add_argument("--qr", action="store_true", help=_QR)


def _add_rekey(add: Callable[..., Any], common: argparse.ArgumentParser) -> None:
    rekey = add("rekey", parents=[common], help="replace the vault's key, and every sealed copy of it")
    rekey.add_argument(
        "--drop",
        type=text,
        action="append",
        default=[],
        metavar="SLOT",
        help="let it go: who has only this opens the vault no more",
    )
    rekey.add_argument(
        "--other-passphrase-fd",
        type=int,
        action="append",
        default=[],
        metavar="N",
        help="read the passphrase of a slot other than the one that unlocks from here",
    )
    rekey.add_argument(
        "--key-file", type=Path, metavar="FILE", help="what goes with the passphrases of those others"
    )
    rekey.add_argument("--qr", action="store_true", help=_QR)
