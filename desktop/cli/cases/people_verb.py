"""people: everybody who has part in a case, their wishes about credit with their proofs, since when known."""

import argparse
from collections.abc import Iterator

from desktop.cli.cases.case_verbs import case_id_of
from desktop.cli.cases.people_text import people_values
from desktop.cli.output import ID_DIGITS, print_json, print_text, when
from desktop.cli.program import Program
from desktop.cli.session import open_desk
from desktop.domain.events import CreditRecorded
from desktop.domain.failures import Exit
from desktop.domain.parties.fingerprints import grouped
from desktop.workflows.desk.view_case import CaseView, view_case
from desktop.workflows.desk.view_people import PersonView

_INDENT = "  "


def people(parsed: argparse.Namespace, program: Program) -> int:
    """Everybody, with the labels that `act` names them by, and the messages that may prove a wish."""
    with open_desk(parsed, program, read_only=True) as desk:
        view = view_case(desk, case_id_of(parsed.case))
    if parsed.json:
        print_json(people_values(view))
    else:
        print_text("\n".join((*_lines(view), "", *_messages(view))))
    return Exit.DONE


def _lines(view: CaseView) -> Iterator[str]:
    yield f"handler {view.case.handler or '(none)'}"
    for person in view.people:
        yield ""
        yield _heading(person)
        yield from (f"{_INDENT}{line}" for line in filter(None, _about(person)))


def _heading(view: PersonView) -> str:
    person = view.person
    name = person.line or "Anonymous reporter"
    role = f"{person.role}, {person.grade}" if person.grade else person.role
    label = f"person={person.label}" if person.label else "the first reporter"
    return f"{name} ({role}; {label})"


def _about(view: PersonView) -> Iterator[str]:
    person = view.person
    yield person.address.line if person.address.line != person.line else ""
    yield person.organisation
    yield wish_text(person.credit)
    yield view.consent.asked
    if view.consent.ground:
        yield f"Ground that may be recorded: {view.consent.ground}"
    yield _key(view)
    yield view.known.line
    yield from view.known.warnings


def wish_text(wish: CreditRecorded | None) -> str:
    """A wish about credit with what it rests on."""
    if wish is None:
        return "No wish about credit is recorded."
    said = {
        "named": f"Wishes to be named as {wish.name}",
        "alias": f"Wishes to appear as {wish.name}",
        "anonymous": "Wishes to stay anonymous",
    }[wish.choice]
    proof = f"; message {wish.proof[:ID_DIGITS]}" if wish.proof else ""
    return f"{said} ({wish.ground or 'no ground given'}{proof})."


def _key(view: PersonView) -> str:
    if not view.key:
        return ""
    shown = f"Key {grouped(view.key)}"
    if view.compared is None:
        old = " Another key was compared before." if view.compared_before else ""
        return f"{shown}: not compared yet.{old}"
    whom = f" with {view.compared.with_whom}" if view.compared.with_whom else ""
    return f"{shown}: compared {when(view.compared.at)}{whom}, {view.compared.how}."


def _messages(view: CaseView) -> Iterator[str]:
    """What `--set proof=` may name."""
    yield "Messages that may prove a wish:"
    for message in view.case.messages:
        told = f"{message.event_id[:ID_DIGITS]}  {when(message.received_at)}  {message.grade}"
        yield f"{_INDENT}{told}  {message.title.line}"
    yield from (person.consent.rule for person in view.people[:1])
