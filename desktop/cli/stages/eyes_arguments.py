"""What `advisory request`, `answer` and `approve` take: four eyes, here and on another machine."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from desktop.cli.argument_types import fingerprint, name_case, text


def add_eyes_acts(add_act: Callable[..., Any], common: argparse.ArgumentParser) -> None:
    """Add the three acts."""
    approve = add_act("approve", parents=[common], help="let out exactly what is written, as a second person")
    name_case(approve)
    way = approve.add_mutually_exclusive_group()
    way.add_argument("--answer", type=Path, metavar="FILE", help="bring the answer that somebody else signed")
    way.add_argument(
        "--alone", action="store_true", help="where nobody else could: release your own, with --reason"
    )
    approve.add_argument("--reason", type=text, default="", metavar="TEXT", help="why nobody else reads it")
    request = add_act("request", parents=[common], help="ask somebody on another machine to approve it")
    name_case(request)
    request.add_argument("--out", type=Path, metavar="FILE.request", help="else a neutral name here")
    request.add_argument(
        "--to",
        type=fingerprint,
        action="append",
        default=[],
        metavar="FPR",
        help="the fingerprint of an approver's key; else all who may approve and whose key is here",
    )
    request.add_argument("--key", type=Path, metavar="FILE", help="their public key, if it is not here yet")
    answer = add_act("answer", parents=[common], help="read a request, and sign what it asks; needs no vault")
    answer.add_argument("request", type=Path, metavar="REQUEST", help="the file that came (.request)")
    answer.add_argument(
        "--sign", type=fingerprint, required=True, metavar="FPR", help="the key that you are enrolled with"
    )
    answer.add_argument("--out", type=Path, required=True, metavar="FILE", help="a new file (.answer)")
    answer.add_argument(
        "--show", type=text, default="", metavar="FORMAT", help="the document to read; else the Markdown"
    )
    answer.add_argument("--yes", action="store_true", help="you have read it: sign without being asked")
