"""What the fix verb takes."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any, get_args

from desktop.cli.argument_types import day, name_case, text
from desktop.domain.events import ExemptReason

_Acts = Callable[..., argparse.ArgumentParser]


def add_fix_verb(add: Callable[..., Any], common: argparse.ArgumentParser) -> None:
    """Add the verb with its acts."""
    fix = add("fix", help="the fix of every supported branch: owner, commit or patch, tests, review, release")
    acts = fix.add_subparsers(dest="fix_act", required=True, metavar="ACT").add_parser
    show = acts("show", parents=[common], help="where each branch stands, and what it still lacks")
    name_case(show)
    acts("calendar", parents=[common], help="the planned releases, and which fixes wait for each")
    own = _act(acts, common, "own", "say who makes the fix")
    own.add_argument("owner", type=text, metavar="NAME", help="who makes it")
    _add_prepare(acts, common)
    _add_proofs(acts, common)
    _add_release(acts, common)
    revert = _act(acts, common, "revert", "the fix was taken back: the branch waits for another one")
    revert.add_argument("--reason", type=text, required=True, metavar="TEXT", help="why it was taken back")
    exempt = _act(acts, common, "exempt", "a branch needs no fix; without a reason, by the matrix")
    exempt.add_argument("--why", choices=get_args(ExemptReason), help="else as the matrix justifies it")
    exempt.add_argument("--ground", type=text, metavar="TEXT", help="on what that rests")


def _act(acts: _Acts, common: argparse.ArgumentParser, name: str, words: str) -> argparse.ArgumentParser:
    """An act on the branches of a case."""
    act = acts(name, parents=[common], help=words)
    name_case(act)
    act.add_argument("--branch", type=text, metavar="NAME", help="only this one, where there are several")
    act.add_argument("--product", type=text, metavar="NAME", help="only of this product")
    return act


def _add_prepare(acts: _Acts, common: argparse.ArgumentParser) -> None:
    prepare = _act(acts, common, "prepare", "a fix for a branch, by its commit or patch")
    prepare.add_argument("version", type=text, metavar="VERSION", help="the version that carries it")
    prepare.add_argument("--commit", type=text, default="", metavar="ID", help="the commit that is the fix")
    prepare.add_argument("--clone", type=Path, metavar="DIR", help="look the commit up in a git clone")
    prepare.add_argument("--patch", type=Path, metavar="FILE", help="kept with the case by its hash")
    prepare.add_argument("--reference", type=text, default="", metavar="TEXT", help="a ticket or the like")
    prepare.add_argument(
        "--covers", type=text, action="append", default=[], metavar="NAME",
        help="a similar problem that it mends too; again for more",
    )  # fmt: skip


def _add_proofs(acts: _Acts, common: argparse.ArgumentParser) -> None:
    test = _act(acts, common, "test", "a test of every fix that no test proves yet")
    test.add_argument("--ran", type=text, required=True, metavar="TEXT", help="what was run")
    test.add_argument("--on", type=text, default="", metavar="TEXT", help="the environment that it ran in")
    test.add_argument("--failed", action="store_true", help="it failed")
    test.add_argument("--evidence", type=Path, metavar="FILE", help="what it said, kept by its hash")
    review = _act(acts, common, "review", "a second person's word on every fix that waits for one")
    review.add_argument("reviewer", type=text, metavar="NAME", help="who read it")
    review.add_argument("--changes-needed", action="store_true", help="it was not approved")
    review.add_argument("--note", type=text, default="", metavar="TEXT", help="what they said")


def _add_release(acts: _Acts, common: argparse.ArgumentParser) -> None:
    release = _act(
        acts, common, "release", "the fixes that came out, each in the version it was prepared for"
    )
    release.add_argument("--on", type=day, metavar="DATE", help="the day; else a planned one, else today")
    release.add_argument(
        "--as", dest="version", type=text, default="", metavar="VERSION", help="of one branch"
    )
    release.add_argument(
        "--out-of-band",
        action=argparse.BooleanOptionalAction,
        help="outside the schedule; where the policy asks for it, and the day is not planned, it is",
    )
