"""The people of a case as scripts read them."""

import msgspec

from desktop.workflows.desk.view_case import CaseView
from desktop.workflows.desk.view_people import PersonView


def people_values(view: CaseView) -> list[dict[str, object]]:
    """Everybody, reporters first, with the keys that scripts rely on."""
    return [_values(person) for person in view.people]


def _values(view: PersonView) -> dict[str, object]:
    person, wish = view.person, view.person.credit
    return {
        "label": person.label,
        "role": person.role,
        "name": person.name.raw,
        "address": person.address.raw,
        "organisation": person.organisation,
        "grade": person.grade,
        "anonymous": person.anonymous,
        "wish": wish
        and {"choice": wish.choice, "name": wish.name, "ground": wish.ground, "proof": wish.proof or None},
        "credited_as": person.credited or None,
        "consent": msgspec.structs.asdict(view.consent),
        "key": view.key or None,
        "compared": view.compared,
        "known_since": view.known.since,
        "known_in": view.known.cases,
        "known": view.known.line,
        "warnings": view.known.warnings,
    }
