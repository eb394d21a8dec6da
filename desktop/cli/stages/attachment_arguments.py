"""The words of `embargo attachment`."""

import argparse
from collections.abc import Callable
from pathlib import Path

from desktop.cli.argument_types import name_case, place, text

_Add = Callable[..., argparse.ArgumentParser]


def add_attachment_verb(add: _Add, common: argparse.ArgumentParser) -> None:
    """The verb and its acts."""
    attachment = add("attachment", help="files in quarantine: list, preview inert, or let out with a reason")
    add_act = attachment.add_subparsers(dest="attachment_act", required=True, metavar="ACT").add_parser
    listing = add_act("list", parents=[common], help="files of messages, and what was added as evidence")
    name_case(listing)
    preview = add_act("preview", parents=[common], help="64 KiB of a file as text or hex; nothing opens it")
    _name_file(preview)
    shape = preview.add_mutually_exclusive_group()
    for form, words in (
        ("hex", "as a hex dump, also where it seems to be text"),
        ("text", "as text, strange bytes as \\xNN"),
        ("contents", "the files in a ZIP or tar archive, listed in the sandbox"),
    ):
        shape.add_argument(f"--{form}", dest="form", action="store_const", const=form, help=words)
    preview.add_argument("--from", dest="start", type=place, default=0, metavar="BYTE", help="where to begin")
    release = add_act(
        "release",
        parents=[common],
        help="write a file out of quarantine, journalled; whoever opens it there does so at their own risk",
    )
    _name_file(release)
    release.add_argument("--out", type=Path, required=True, metavar="DIR", help="outside of the vault")
    release.add_argument("--reason", type=text, required=True, metavar="TEXT", help="goes into the journal")
    release.add_argument(
        "--dangerzone", action="store_true", help="then start Dangerzone with it, if it is installed"
    )


def _name_file(parser: argparse.ArgumentParser) -> None:
    name_case(parser)
    parser.add_argument(
        "sha256", type=text, metavar="SHA256", help="its hash, or the first six digits at least"
    )
