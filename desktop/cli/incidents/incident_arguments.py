"""What the incident verb takes."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from desktop.cli.argument_types import day, moment, name_case, text
from desktop.domain.events import IncidentPhase
from desktop.domain.incidents.phases import word_of

_HOW = (
    "A phase that is recorded twice keeps its earliest time, and both say their words. To correct one, take "
    "it back with `embargo act CASE event.undone --set event_id=ID` and record it again; `embargo show CASE` "
    "has the ids."
)
_WORDS = ", ".join(word_of(kind.kind) for kind in IncidentPhase.__subclasses__())
"""What the phases are called where the policy has no name for them."""


def add_incident_verb(add: Callable[..., Any], common: argparse.ArgumentParser) -> None:
    """Add the verb with its acts."""
    incident = add("incident", help="an incident: open, show, record, correct, hand on", epilog=_HOW)
    acts = incident.add_subparsers(dest="incident_act", required=True, metavar="ACT")
    opened = acts.add_parser("open", parents=[common], help="open a case that no report began")
    opened.add_argument(
        "--policy", type=text, required=True, metavar="ID", help="the policy that it falls under"
    )
    opened.add_argument("--title", type=text, required=True, help="what happened, in a few words")
    opened.add_argument("--noticed", type=text, required=True, metavar="TEXT", help="how it was noticed")
    opened.add_argument("--by", type=text, default="", metavar="NAME", help="who or what noticed it")
    _at(opened)
    show = acts.add_parser("show", parents=[common], help="its phases, cause, corrective actions and notices")
    name_case(show)
    _add_phases(acts, common)
    _add_learning(acts, common)
    export = acts.add_parser(
        "export", parents=[common], help="its written record, encrypted to the intake key"
    )
    name_case(export)
    export.add_argument("--out", type=Path, required=True, metavar="FILE.asc", help="a new file")


def _at(act: argparse.ArgumentParser) -> None:
    act.add_argument("--at", type=moment, metavar="TIME", help="when it happened, if not now")


def _add_phases(acts: Any, common: argparse.ArgumentParser) -> None:
    record = acts.add_parser("record", parents=[common], help="record a phase")
    name_case(record)
    record.add_argument(
        "phase", type=text, metavar="PHASE", help=f"by the policy's name, such as post-mortem, or {_WORDS}"
    )
    record.add_argument("--note", type=text, default="", metavar="TEXT", help="what was found or done")
    record.add_argument(
        "--no-action", type=text, default="", metavar="WHY", help="of a review: nothing to correct"
    )
    _at(record)
    data = acts.add_parser("personal-data", parents=[common], help="say whether personal data is affected")
    name_case(data)
    data.add_argument(
        "answer", choices=("affected", "not-affected"), metavar="ANSWER", help="affected or not-affected"
    )
    data.add_argument("--note", type=text, required=True, metavar="TEXT", help="on what that rests")
    _at(data)
    link = acts.add_parser("link", parents=[common], help="another case is of the same matter")
    name_case(link)
    link.add_argument("other", type=text, metavar="OTHER", help="the id of the other case")
    link.add_argument("--note", type=text, default="", metavar="TEXT", help="what they have in common")


def _add_learning(acts: Any, common: argparse.ArgumentParser) -> None:
    cause = acts.add_parser("cause", parents=[common], help="write down the root cause")
    name_case(cause)
    cause.add_argument("cause", type=text, metavar="TEXT", help="what made it possible")
    cause.add_argument("--evidence", type=text, default="", metavar="TEXT", help="what shows it")
    action = acts.add_parser("action", help="corrective actions: plan, do or drop them")
    of_action = action.add_subparsers(dest="action_act", required=True, metavar="ACT")
    plan = of_action.add_parser("plan", parents=[common], help="plan one")
    name_case(plan)
    plan.add_argument("what", type=text, metavar="TEXT", help="what is to be done")
    plan.add_argument("--owner", type=text, required=True, metavar="NAME", help="who does it")
    plan.add_argument("--by", dest="due_on", type=day, required=True, metavar="DAY", help="until when")
    for name, words in (("done", "what came of it"), ("drop", "why not")):
        end = of_action.add_parser(name, parents=[common], help=f"say {words}")
        name_case(end)
        end.add_argument("action", type=text, metavar="ACTION", help="the beginning of its id")
        end.add_argument("--note", type=text, required=True, metavar="TEXT", help=words)
        _at(end)
