"""What `retention` and its acts take."""

import argparse
from collections.abc import Callable
from typing import Any, get_args

from desktop.cli.argument_types import name_case, text
from desktop.domain.events import Purgeable
from desktop.domain.retention.forgetting import FIELDS

_WHAT = "everything, what came from outside with the letters about it, or who the people are"


def add_retention_verb(add: Callable[..., Any], common: argparse.ArgumentParser) -> None:
    """Add `retention` with its acts."""
    retention = add("retention", help="how long content is kept: what is due, purge, hold, forget a person")
    add_act = retention.add_subparsers(dest="retention_act", required=True, metavar="ACT").add_parser
    add_act("due", parents=[common], help="closed cases whose content is past the time that it is kept")
    rule = add_act("rule", parents=[common], help="how long this vault keeps it where a policy does not say")
    rule.add_argument("--after", type=text, metavar="TIME", help="after the closing, such as 24mo")
    rule.add_argument("--what", choices=get_args(Purgeable), default="everything", help=_WHAT)
    rule.add_argument("--policy", type=text, default="", metavar="ID", help="for its cases alone")
    rule.add_argument("--none", action="store_true", help="take the rule back")
    purge = add_act("purge", parents=[common], help="remove the content of closed cases for good")
    purge.add_argument("cases", nargs="*", type=text, metavar="CASE", help="their ids; none with --due")
    purge.add_argument("--due", action="store_true", help="all that `retention due` lists and nothing holds")
    purge.add_argument("--what", choices=get_args(Purgeable), help=f"{_WHAT}; else as the rule says")
    purge.add_argument("--reason", type=text, default="", metavar="TEXT", help="why, if not by the rule")
    purge.add_argument("--yes", action="store_true", help="do not ask")
    hold = add_act("hold", parents=[common], help="keep the content of a case whatever any rule says")
    release = add_act("release", parents=[common], help="let the rule count again")
    for act in (hold, release):
        name_case(act)
        act.add_argument(
            "--reason", type=text, required=True, metavar="TEXT", help="which duty, and since when"
        )
    forget = add_act("forget", parents=[common], help="forget a person of a closed case, or a part of them")
    name_case(forget)
    who = forget.add_mutually_exclusive_group(required=True)
    who.add_argument("--reporter", action="store_true", help="who reported first")
    who.add_argument("--person", type=text, metavar="LABEL", help="as `embargo people CASE` names them")
    forget.add_argument(
        "--field", dest="fields", action="append", choices=FIELDS, help="give it for each; all without it"
    )
    forget.add_argument("--reason", type=text, default="", metavar="TEXT", help="such as their request")
    forget.add_argument("--yes", action="store_true", help="do not ask")
