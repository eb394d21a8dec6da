"""What `exchange` takes."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from desktop.cli.argument_types import fingerprint, name_case, text


def add_exchange_verb(add: Callable[..., Any], common: argparse.ArgumentParser) -> None:
    """Add `exchange` with its acts."""
    exchange = add("exchange", help="hand a case to another handler's vault, or take one from them")
    acts = exchange.add_subparsers(dest="exchange_act", required=True, metavar="ACT")
    send = acts.add_parser("send", parents=[common], help="write a bundle that they alone can open")
    name_case(send)
    send.add_argument(
        "--to", type=fingerprint, required=True, metavar="FPR", help="the fingerprint of their key"
    )
    send.add_argument("--key", type=Path, metavar="FILE", help="their public key, if it is not here yet")
    send.add_argument("--out", type=Path, metavar="FILE.bundle", help="else a neutral name in this folder")
    send.add_argument(
        "--allowed-by", type=text, default="", metavar="NAME", help="who allowed it, where a policy asks"
    )
    send.add_argument(
        "--sign", type=fingerprint, default="", metavar="FPR", help="your key; else the intake key"
    )
    receive = acts.add_parser("receive", parents=[common], help="check a bundle and take in what is new")
    receive.add_argument("file", type=Path, metavar="FILE", help="the bundle that came (.bundle)")
    receive.add_argument(
        "--from",
        dest="sender",
        type=fingerprint,
        default="",
        metavar="FPR",
        help="the fingerprint you compared",
    )
    receive.add_argument("--key", type=Path, metavar="FILE", help="their public key, if it is not here yet")
    listing = acts.add_parser("list", parents=[common], help="what was sent and received")
    listing.add_argument("case", type=text, nargs="?", default="", metavar="CASE", help="of this case alone")
