"""What the verbs about the embargo take."""

import argparse
from collections.abc import Callable
from typing import Any, get_args

from desktop.cli.argument_types import moment, name_case, text, wall_moment
from desktop.domain.events import Proposer

_UNTIL = "such as 2026-04-09T16:00Z; without an offset it is UTC, or the hour on the wall in --zone"


def add_hold_verb(add: Callable[..., Any], common: argparse.ArgumentParser) -> None:
    """Add `hold` with its acts, and `break-glass`."""
    hold = add("hold", help="the embargo of a case: show it, propose, refuse or agree on a date, end it")
    acts = hold.add_subparsers(dest="hold_act", required=True, metavar="ACT")
    show = acts.add_parser("show", parents=[common], help="state, dates, proposals, people to tell")
    name_case(show)
    propose = acts.add_parser("propose", parents=[common], help="record that another date is asked for")
    _add_date(propose)
    propose.add_argument("--by", choices=get_args(Proposer), default="us", help="who asks for it")
    propose.add_argument("--ground", type=text, required=True, help="which message or call, and why")
    refuse = acts.add_parser("refuse", parents=[common], help="turn a proposal down")
    name_case(refuse)
    refuse.add_argument(
        "proposal", type=text, nargs="?", default="", metavar="PROPOSAL", help="the beginning of its id"
    )
    refuse.add_argument("--ground", type=text, required=True, help="why, and where it was said")
    agree = acts.add_parser("agree", parents=[common], help="record that both parties agreed on a date")
    _add_date(agree)
    _add_parties(agree)
    agree.add_argument("--evidence", type=text, required=True, help="the id of a message, or words")
    end = acts.add_parser("exit", parents=[common], help="record that both parties agreed to end it")
    name_case(end)
    _add_parties(end)
    end.add_argument("--ground", type=text, required=True, help="the id of a message, or words")
    _add_break_glass(add, common)


def _add_date(parser: argparse.ArgumentParser) -> None:
    name_case(parser)
    parser.add_argument("--until", type=wall_moment, required=True, metavar="TIME", help=_UNTIL)
    parser.add_argument("--zone", type=text, default="", metavar="ZONE", help="such as Europe/Berlin")


def _add_parties(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--party", type=text, action="append", default=[], metavar="NAME", help="give it for each of the two"
    )


def _add_break_glass(add: Callable[..., Any], common: argparse.ArgumentParser) -> None:
    glass = add(
        "break-glass",
        parents=[common],
        help="end the embargo because the hole or an exploit is public, or attacks are seen",
    )
    name_case(glass)
    glass.add_argument("--public", action="store_true", help="details of the problem are public")
    glass.add_argument("--exploit", action="store_true", help="an exploit is public")
    glass.add_argument("--attack", action="store_true", help="attacks that use it were seen")
    glass.add_argument("--ground", type=text, default="", help="where it can be read, or who saw it")
    glass.add_argument(
        "--since", type=moment, metavar="TIME", help="since when it is public, or attacks are known of"
    )
    glass.add_argument(
        "--personal-data", action="store_true", help="personal data is affected: never assumed"
    )
    glass.add_argument("--yes", action="store_true", help="do not ask")
    glass.add_argument("--undo", action="store_true", help="take the whole act back: nothing left since")
