"""The arguments of `embargo advisory`."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import get_args

from desktop.cli.argument_types import fingerprint, name_case, text
from desktop.cli.stages.eyes_arguments import add_eyes_acts
from desktop.cli.stages.guard_arguments import add_guard_acts
from desktop.domain.advisories.advisory import FormName

_Add = Callable[..., argparse.ArgumentParser]


def add_advisory_verb(add: _Add, common: argparse.ArgumentParser) -> None:
    """The verb and its acts."""
    advisory = add("advisory", help="show, approve, export, compare, validate or import advisories")
    add_act = advisory.add_subparsers(dest="advisory_act", required=True, metavar="ACT").add_parser
    _add_show(add_act, common)
    _add_export(add_act, common)
    add_eyes_acts(add_act, common)
    add_guard_acts(add_act, common)
    _add_thanks(add_act, common)
    _add_rejection(add_act, common)
    _add_import(add_act, common)
    _add_publisher(add_act, common)
    _add_compare(add_act, common)
    _add_validate(add_act, common)


def _add_show(add_act: _Add, common: argparse.ArgumentParser) -> None:
    show = add_act("show", parents=[common], help="its facts, its documents, and what it lacks")
    name_case(show)
    _add_formats(show, "show what would be written in these formats, instead of the facts")
    show.add_argument(
        "--diff", action="store_true", help="the lines that differ from the last exported revision"
    )


def _add_export(add_act: _Add, common: argparse.ArgumentParser) -> None:
    export = add_act("export", parents=[common], help="sign and write it")
    name_case(export)
    _add_formats(export, "all that its facts allow, if none is named")
    export.add_argument(
        "--out", type=Path, required=True, metavar="DIR", help="the folder that they are written into"
    )
    _add_sign(export)


def _add_formats(act: argparse.ArgumentParser, meaning: str) -> None:
    act.add_argument(
        "--format", dest="formats", nargs="+", choices=get_args(FormName), default=[], help=meaning
    )


def _add_sign(act: argparse.ArgumentParser) -> None:
    act.add_argument(
        "--sign", type=fingerprint, metavar="FPR", default="", help="fingerprint; else the intake key"
    )


def _add_thanks(add_act: _Add, common: argparse.ArgumentParser) -> None:
    thanks = add_act(
        "thanks",
        parents=[common],
        help="the page that thanks who agreed to be named, of cases recorded as published",
    )
    thanks.add_argument("policy", type=text, metavar="ID", help="the policy of the cases")
    thanks.add_argument("--out", type=Path, required=True, metavar="FILE", help=".md or .html, a new file")


def _add_rejection(add_act: _Add, common: argparse.ArgumentParser) -> None:
    rejection = add_act("reject-cve", parents=[common], help="say that a rejected case's CVE id is not used")
    name_case(rejection)
    rejection.add_argument("--reason", type=text, required=True, metavar="TEXT", help="why, for everybody")
    rejection.add_argument(
        "--replaced-by", type=text, default="", metavar="CVE", help="the id of the same problem"
    )
    rejection.add_argument("--out", type=Path, required=True, metavar="DIR", help="where it is written")
    _add_sign(rejection)


def _add_import(add_act: _Add, common: argparse.ArgumentParser) -> None:
    taken = add_act("import", parents=[common], help="take an advisory's facts into a case")
    taken.add_argument("file", type=Path, metavar="FILE", help="CSAF, CVE, OSV or GitHub's JSON")
    into = taken.add_mutually_exclusive_group(required=True)
    into.add_argument(
        "--policy", type=text, default="", metavar="ID", help="the policy of the new case that takes them in"
    )
    into.add_argument(
        "--case", type=text, default="", metavar="CASE", help="the case at hand that takes them in"
    )
    taken.add_argument("--replace", action="store_true", help="overwrite what the case states otherwise, too")


def _add_publisher(add_act: _Add, common: argparse.ArgumentParser) -> None:
    publisher = add_act("publisher", parents=[common], help="who assigns your CVE ids: shown, or set")
    publisher.add_argument(
        "--org-id", type=text, default="", metavar="UUID", help="of the organisation in the CVE programme"
    )
    publisher.add_argument("--short-name", type=text, default="", metavar="NAME", help="its short name there")


def _add_compare(add_act: _Add, common: argparse.ArgumentParser) -> None:
    compare = add_act(
        "compare",
        parents=[common],
        help="whether advisories for machines say the same, whatever their formats",
    )
    compare.add_argument("file", metavar="FILE", help="an advisory in a format for machines")
    compare.add_argument("others", nargs="+", metavar="FILE", help="those that it is compared with")


def _add_validate(add_act: _Add, common: argparse.ArgumentParser) -> None:
    validate = add_act("validate", parents=[common], help="check files and provider trees")
    validate.add_argument("files", nargs="+", metavar="FILE", help="advisories, or folders of provider trees")
    validate.add_argument(
        "--keys",
        type=Path,
        nargs="+",
        default=[],
        metavar="KEY",
        help="public keys whose signatures count; else those that lie beside the files",
    )
