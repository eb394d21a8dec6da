"""The words of `embargo policy`."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import get_args

from desktop.cli.argument_types import day, event, fingerprint, name_case, supposed, text
from desktop.domain.leaving.policies import PublicFormat
from desktop.domain.policy import Weekday
from desktop.domain.policy.adoption import Answer

_Add = Callable[..., argparse.ArgumentParser]
_WHICH = "as `embargo policy list` names it"

_CLEARABLE = tuple(answer.replace("_", "-") for answer in get_args(Answer))


def add_policy(add: _Add, common: argparse.ArgumentParser) -> None:
    """The verb and its acts."""
    policy = add("policy", help="the policies at hand, and what this vault decides about them")
    add_act = policy.add_subparsers(dest="policy_act", required=True, metavar="ACT").add_parser
    add_act("list", parents=[common], help="their names")
    show = add_act("show", parents=[common], help="what one promises")
    show.add_argument("policy", type=text, metavar="ID", help=_WHICH)
    show.add_argument(
        "--text", type=Path, metavar="FILE", help="quote the policy's own text, clause by clause"
    )
    check = add_act("check", parents=[common], help="everything that is wrong with a profile file")
    check.add_argument("file", metavar="FILE", help="a profile (.toml); with --against a policy's own text")
    check.add_argument(
        "--against",
        type=text,
        default="",
        metavar="ID",
        help="what this text promises otherwise than a policy in use, and what would move in open cases",
    )
    _add_propose(add_act, common)
    _add_simulate(add_act, common)
    _add_adopt(add_act, common)
    _add_for_cases(add_act, common)
    _add_dates(add_act, common)
    _add_publish(add_act, common)
    review = add_act("review", parents=[common], help="record a review that a policy promises without a date")
    review.add_argument("clause", type=text, metavar="CLAUSE", help="such as MUS-6d; `due` lists them")
    review.add_argument("--note", type=text, required=True, metavar="TEXT", help="what was done and found")


def _add_propose(add_act: _Add, common: argparse.ArgumentParser) -> None:
    propose = add_act("propose", parents=[common], help="what a policy's own text would be as a profile")
    propose.add_argument(
        "files",
        type=Path,
        nargs="+",
        metavar="FILE",
        help="SECURITY.md or security.txt; several are compared",
    )
    propose.add_argument(
        "--out", type=Path, metavar="FILE.toml", help="a new file for the draft of a profile"
    )
    propose.add_argument(
        "--decisions",
        type=Path,
        metavar="SHEET.json",
        help="a new file to accept, correct and refuse each value in, for `policy adopt ID --from`",
    )


def _add_simulate(add_act: _Add, common: argparse.ArgumentParser) -> None:
    simulate = add_act("simulate", parents=[common], help="what would be due after these events")
    simulate.add_argument("policy", type=text, metavar="ID", help=_WHICH)
    simulate.add_argument(
        "--event",
        dest="events",
        type=event,
        nargs="+",
        action="extend",
        default=[],
        metavar="NAME=TIME",
        help="such as ack.sent=2026-01-12T10:00Z",
    )
    simulate.add_argument("--severity", type=text, default="", metavar="LEVEL", help="such as high")
    simulate.add_argument("--now", type=supposed, metavar="TIME", help="the moment to look from")
    simulate.add_argument(
        "--answer",
        dest="answers",
        type=text,
        nargs="+",
        action="extend",
        default=[],
        metavar="QUESTION=yes|no",
        help="what the policy asks about a case",
    )


def _add_adopt(add_act: _Add, common: argparse.ArgumentParser) -> None:
    adopt = add_act("adopt", parents=[common], help="hold new cases to a policy, with your answers")
    adopt.add_argument("policy", type=text, metavar="ID", help=_WHICH)
    adopt.add_argument("--timezone", type=text, default="", metavar="ZONE", help="such as Europe/Berlin")
    adopt.add_argument(
        "--weekend", nargs="*", choices=get_args(Weekday), metavar="DAY", help="such as sat sun; none of them"
    )
    adopt.add_argument(
        "--holiday",
        dest="holidays",
        type=day,
        nargs="+",
        action="extend",
        default=[],
        metavar="DATE",
        help="such as 2026-12-24",
    )
    adopt.add_argument(
        "--national-holidays", type=text, default="", metavar="PLACE", help="such as DE or DE-BY"
    )
    adopt.add_argument(
        "--office-hours",
        type=text,
        nargs="+",
        action="extend",
        default=[],
        metavar="09:00-17:00",
        help="when somebody is there",
    )
    adopt.add_argument(
        "--reading",
        dest="readings",
        type=text,
        nargs="+",
        action="extend",
        default=[],
        metavar="CLOCK=READING",
        help="another reading of a clock, or of `disclosure`, that the policy offers",
    )
    adopt.add_argument("--text", type=Path, metavar="FILE", help="the policy's own text, for quoting")
    adopt.add_argument(
        "--from",
        dest="texts",
        type=Path,
        nargs="+",
        action="extend",
        default=[],
        metavar="FILE",
        help="make the profile from these texts of the policy, as a sheet of decisions accepts it",
    )
    adopt.add_argument(
        "--decisions",
        type=Path,
        metavar="SHEET",
        help="that sheet; `embargo policy propose` writes an empty one",
    )
    adopt.add_argument(
        "--dry-run", action="store_true", help="with --from: only say what would change and move"
    )
    adopt.add_argument(
        "--clear",
        nargs="+",
        action="extend",
        choices=_CLEARABLE,
        default=[],
        metavar="ANSWER",
        help=f"take an earlier answer back: {', '.join(_CLEARABLE)}; what is not named stays as it was",
    )


def _add_for_cases(add_act: _Add, common: argparse.ArgumentParser) -> None:
    offer = add_act("offer", parents=[common], help="what a newer version would move in a case")
    name_case(offer)
    offer.add_argument("--accept", action="store_true", help="hold the case to it from now on")
    offer.add_argument("--reason", type=text, default="", metavar="TEXT", help="why; --accept asks for it")
    take = add_act("take", parents=[common], help="let a case take on a pack, such as regulation")
    name_case(take)
    take.add_argument("policy", type=text, metavar="ID", help=_WHICH)
    take.add_argument("--reason", type=text, required=True, metavar="TEXT", help="why it applies")


def _add_publish(add_act: _Add, common: argparse.ArgumentParser) -> None:
    publish = add_act("publish", parents=[common], help="write SECURITY.md or security.txt from a policy")
    publish.add_argument("policy", type=text, metavar="ID", help=_WHICH)
    publish.add_argument(
        "--format",
        dest="form",
        required=True,
        choices=get_args(PublicFormat),
        help="the whole policy for people, or whom to write to for programs (RFC 9116)",
    )
    publish.add_argument("--out", type=Path, required=True, metavar="FILE", help="a new file")
    publish.add_argument(
        "--sign",
        type=fingerprint,
        metavar="FPR",
        default="",
        help="sign a security.txt within itself; unsigned without",
    )
    for name, words in (
        ("canonical", "where the security.txt will stand"),
        ("policy-url", "where the policy can be read"),
        ("encryption", "where the key for reports is: https:, dns: or openpgp4fpr:"),
        ("acknowledgments", "where the page of thanks is"),
    ):
        publish.add_argument(f"--{name}", type=text, metavar="URI", default="", help=words)


def _add_dates(add_act: _Add, common: argparse.ArgumentParser) -> None:
    release = add_act("release", parents=[common], help="plan a release that clocks wait for")
    release.add_argument("policy", type=text, metavar="ID", help=_WHICH)
    release.add_argument("on", type=day, metavar="DATE", help="such as 2026-12-24")
    release.add_argument("--cancel", action="store_true", help="it will not come on this day")
    holiday = add_act("holiday", parents=[common], help="a day that is no business day")
    holiday.add_argument("policy", type=text, metavar="ID", help=_WHICH)
    holiday.add_argument("on", type=day, metavar="DATE", help="such as 2026-12-24")
    holiday.add_argument("--name", type=text, default="", metavar="TEXT", help="what it is called")
    holiday.add_argument("--remove", action="store_true", help="it is a business day after all")
