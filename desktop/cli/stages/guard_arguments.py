"""The arguments of what the gate guards: `advisory accept-leak`, `advisory watchwords`, and `label`."""

import argparse
from collections.abc import Callable
from typing import get_args

from desktop.cli.argument_types import name_case, text
from desktop.domain.events import WatchwordSort

_Add = Callable[..., argparse.ArgumentParser]


def add_guard_acts(add_act: _Add, common: argparse.ArgumentParser) -> None:
    """The two acts of `advisory`."""
    accept = add_act("accept-leak", parents=[common], help="say that what the gate found is no leak")
    name_case(accept)
    accept.add_argument("leak", type=text, metavar="FINDING", help="its id, as `advisory show` lists it")
    accept.add_argument("--reason", type=text, required=True, metavar="TEXT", help="why it is none")
    words = add_act("watchwords", parents=[common], help="names that no document of this vault may tell")
    words.add_argument("--add", type=text, default="", metavar="NAME", help="keep a name to the vault")
    words.add_argument(
        "--sort", choices=get_args(WatchwordSort), default="code-name", help="code-name, if not said"
    )
    words.add_argument("--drop", type=text, default="", metavar="NAME", help="everybody may know it by now")


def add_label_verb(add: _Add, common: argparse.ArgumentParser) -> None:
    """`label`: what of a case is restricted."""
    label = add("label", help="what of a case is restricted, and never leaves")
    add_act = label.add_subparsers(dest="label_act", required=True, metavar="ACT").add_parser
    listing = add_act("list", parents=[common], help="the labels of a case")
    name_case(listing)
    put = add_act("add", parents=[common], help="label something as restricted")
    name_case(put)
    things = put.add_mutually_exclusive_group(required=True)
    things.add_argument("--whole", dest="case_", action="store_true", help="the whole case")
    things.add_argument("--file", type=text, metavar="SHA256", help="a file, by its hash")
    for item, words in (
        ("message", "a message, in the order of the thread"),
        ("note", "a note, in the order in which they were written"),
        ("paragraph", "a paragraph of the advisory, from its summary on"),
    ):
        things.add_argument(f"--{item}", type=text, metavar="NUMBER", help=words)
    put.add_argument("--reason", type=text, required=True, metavar="TEXT", help="why it is restricted")
    lift = add_act("lift", parents=[common], help="take a label off")
    name_case(lift)
    lift.add_argument("number", type=int, metavar="NUMBER", help="as `label list` has it")
