"""What the audit verb takes."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any, get_args

from desktop.cli.argument_types import name_case, text
from desktop.domain.events import Verdict


def add_audit_verb(add: Callable[..., Any], common: argparse.ArgumentParser) -> None:
    """Add the verb with its acts."""
    audit = add("audit", help="search a git clone for similar problems, and judge every hit")
    acts = audit.add_subparsers(dest="audit_act", required=True, metavar="ACT")
    search = acts.add_parser("search", parents=[common], help="search, and keep the hits with the case")
    name_case(search)
    search.add_argument(
        "pattern", type=text, metavar="PATTERN", help="a Perl-compatible pattern, as git grep -P takes it"
    )
    search.add_argument("--clone", type=Path, required=True, metavar="DIR", help="a git clone, only read")
    search.add_argument(
        "--at",
        dest="revision",
        type=text,
        default="HEAD",
        metavar="REVISION",
        help="a commit, branch or tag (HEAD)",
    )
    search.add_argument("--root", type=text, action="append", default=[], metavar="PATH", help="only here")
    show = acts.add_parser("show", parents=[common], help="the searches of a case, or the hits of one")
    name_case(show)
    show.add_argument(
        "search", type=text, nargs="?", default="", metavar="SEARCH", help="the beginning of its id"
    )
    judge = acts.add_parser("judge", parents=[common], help="say of hits what they are, and why")
    name_case(judge)
    judge.add_argument("search", type=text, metavar="SEARCH", help="the beginning of its id")
    judge.add_argument("hits", type=text, metavar="HITS", help="such as 1-12,15")
    judge.add_argument(
        "verdict", choices=get_args(Verdict), metavar="VERDICT", help=f"one of {', '.join(get_args(Verdict))}"
    )
    judge.add_argument("--reason", type=text, required=True, metavar="TEXT", help="why they are that")
    variant = acts.add_parser(
        "variant", parents=[common], help="a similar problem: a finding with versions of its own"
    )
    name_case(variant)
    variant.add_argument("name", type=text, metavar="NAME", help="what to call it")
    variant.add_argument(
        "--where", type=text, required=True, metavar="TEXT", help="files, functions, products"
    )
    variant.add_argument(
        "--hits", type=text, default="", metavar="SEARCH:HITS", help="the hits that it is, such as 3f9a:1-3"
    )
