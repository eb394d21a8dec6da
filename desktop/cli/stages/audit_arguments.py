"""What the audit verb takes."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any, get_args

from desktop.cli.argument_types import text
from desktop.domain.events import Verdict


def add_audit_verb(add: Callable[..., Any], common: argparse.ArgumentParser) -> None:
    """Add the verb with its acts."""
    audit = add("audit", help="search a git clone for similar problems, and judge every hit")
    acts = audit.add_subparsers(dest="audit_act", required=True, metavar="ACT")
    search = acts.add_parser("search", parents=[common], help="search, and keep the hits with the case")
    search.add_argument("case", type=text)
    search.add_argument("pattern", type=text, help="a Perl-compatible pattern, as git grep -P takes it")
    search.add_argument("--clone", type=Path, required=True, metavar="DIR", help="a git clone, only read")
    search.add_argument("--at", dest="revision", type=text, default="HEAD", metavar="REVISION")
    search.add_argument("--root", type=text, action="append", default=[], metavar="PATH", help="only here")
    show = acts.add_parser("show", parents=[common], help="the searches of a case, or the hits of one")
    show.add_argument("case", type=text)
    show.add_argument("search", type=text, nargs="?", default="", help="the beginning of its id")
    judge = acts.add_parser("judge", parents=[common], help="say of hits what they are, and why")
    judge.add_argument("case", type=text)
    judge.add_argument("search", type=text, help="the beginning of its id")
    judge.add_argument("hits", type=text, help="such as 1-12,15")
    judge.add_argument("verdict", choices=get_args(Verdict))
    judge.add_argument("--reason", type=text, required=True)
    variant = acts.add_parser(
        "variant", parents=[common], help="a similar problem: a finding with versions of its own"
    )
    variant.add_argument("case", type=text)
    variant.add_argument("name", type=text, help="what to call it")
    variant.add_argument(
        "--where", type=text, required=True, metavar="TEXT", help="files, functions, products"
    )
    variant.add_argument(
        "--hits", type=text, default="", metavar="SEARCH:HITS", help="the hits that it is, such as 3f9a:1-3"
    )
