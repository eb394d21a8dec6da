"""What the versions verb takes."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any, get_args

from desktop.cli.argument_types import name_case, text
from desktop.domain.matrix.cells import CellState, Justification


def add_versions_verb(add: Callable[..., Any], common: argparse.ArgumentParser) -> None:
    """Add the verb with its acts."""
    versions = add("versions", help="which versions are affected: traced in a git clone, judged by hand")
    acts = versions.add_subparsers(dest="versions_act", required=True, metavar="ACT")
    trace = acts.add_parser(
        "trace", parents=[common], help="ask a clone's history which tags and branches carry the problem"
    )
    name_case(trace)
    trace.add_argument("--clone", type=Path, required=True, metavar="DIR", help="a git clone, only read")
    for option, words in (
        ("--introduced", "a commit that brought the problem in; without one it is as old as the history"),
        ("--fixed", "a commit that took it out; cherry-picks of it are found by their patches"),
        ("--refs", "only tags and branches such as 'v2.*'"),
    ):
        meta = "PATTERN" if option == "--refs" else "COMMIT"
        trace.add_argument(
            option, type=text, action="append", default=[], metavar=meta, help=f"{words}; again for more"
        )
    show = acts.add_parser(
        "show", parents=[common], help="the matrix of each finding, and what follows from it"
    )
    name_case(show)
    judge = acts.add_parser(
        "judge", parents=[common], help="say of a version what it is; this counts above a trace"
    )
    name_case(judge)
    judge.add_argument(
        "version", type=text, metavar="VERSION", help="a version, a tag, or a supported branch"
    )
    judge.add_argument("--state", required=True, choices=get_args(CellState), help="what it is")
    judge.add_argument(
        "--justification", choices=get_args(Justification), default="", help="why it is not affected"
    )
    judge.add_argument("--because", type=text, required=True, metavar="TEXT", help="what it rests on")
    judge.add_argument("--branch", action="store_true", help="the whole branch of this name is meant")
    for act, which in ((trace, "of which"), (show, "only this"), (judge, "of which")):
        act.add_argument("--product", type=text, default="", metavar="NAME", help=f"{which} product")
        act.add_argument(
            "--finding",
            type=text,
            default=None,
            metavar="NAME",
            help=f"{which} similar problem; '' is the reported one",
        )
