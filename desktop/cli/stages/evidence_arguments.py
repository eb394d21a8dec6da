"""The words of `embargo evidence`."""

import argparse
from collections.abc import Callable
from pathlib import Path

from desktop.cli.argument_types import name_case, text

_Add = Callable[..., argparse.ArgumentParser]


def add_evidence_verb(add: _Add, common: argparse.ArgumentParser) -> None:
    """The verb and its acts."""
    evidence = add("evidence", help="files kept with a case in quarantine: add or list them")
    add_act = evidence.add_subparsers(dest="evidence_act", required=True, metavar="ACT").add_parser
    more = add_act("add", parents=[common], help="store files with a case; nothing opens them")
    name_case(more)
    more.add_argument("files", nargs="+", type=Path, metavar="FILE", help="at most 1 GiB each")
    more.add_argument("--note", type=text, default="", metavar="TEXT", help="what they are, whence they came")
    listing = add_act("list", parents=[common], help="its files, also those that came with messages")
    name_case(listing)
