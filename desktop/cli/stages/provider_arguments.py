"""The arguments of `embargo provider`."""

import argparse
from collections.abc import Callable
from pathlib import Path

from desktop.cli.argument_types import fingerprint, text


def add_provider_verb(add: Callable[..., argparse.ArgumentParser], common: argparse.ArgumentParser) -> None:
    """The verb, which writes and extends a tree, or with --check only looks at it."""
    provider = add("provider", parents=[common], help="write, extend or check a CSAF provider tree")
    provider.add_argument(
        "directory",
        type=Path,
        metavar="DIR",
        help="the folder of the tree; TLP:AMBER and RED in it are for the web server to guard",
    )
    provider.add_argument(
        "--case",
        dest="cases",
        type=text,
        nargs="+",
        default=[],
        metavar="CASE",
        help="whose advisories go into it; without one, only what was cut short is finished",
    )
    provider.add_argument(
        "--sign", type=fingerprint, metavar="FPR", default="", help="fingerprint; else the intake key"
    )
    provider.add_argument(
        "--base-url", type=text, default="", metavar="URL", help="where it will be served; needed once"
    )
    provider.add_argument("--check", action="store_true", help="check the whole tree, and change nothing")
    provider.add_argument(
        "--keys", type=Path, nargs="+", default=[], metavar="KEY", help="public keys beside those of the tree"
    )
