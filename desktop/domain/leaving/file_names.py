"""What the name of a file tells, which everybody reads, however well the file itself is sealed."""

import re

from desktop.domain.case import Case
from desktop.domain.leaving.common_names import COMMON
from desktop.domain.leaving.notations import folded
from desktop.domain.parties.people import people_of

_NEUTRAL = re.compile(r"(?:exchange|approval)-[0-9a-f]{8}\.[a-z]+")
"""As files are called where nobody chooses a name: “exchange” does not tell of somebody called Chang."""
_SHORTEST = 4
"""Letters of a part of somebody's name that is no accident."""


def names_nothing(file_name: str, case: Case) -> bool:
    """Whether neither the case, its policy, its title nor anybody with a part in it is named."""
    if _NEUTRAL.fullmatch(file_name):
        return True
    ours = [person.name.line for person in people_of(case) if person.role == "handler"]
    named = (case.case_id, case.policy_id, case.handler, *ours)
    return names_nobody(file_name, case) and not _holds(file_name, named)


def names_nobody(file_name: str, case: Case) -> bool:
    """Whether neither the title of the report nor anybody outside with a part in it is named in it."""
    people = [person for person in people_of(case) if person.role != "handler"]
    whole = (word for person in people for word in (person.name.line, person.label))
    parts = {part for person in people for part in _parts(person.name.line)}
    return not _holds(file_name, (case.title.line, *whole)) and not parts & _parts(file_name)


def _holds(file_name: str, named: tuple[str, ...]) -> bool:
    return any(word.strip() and word.casefold() in file_name.casefold() for word in named)


def _parts(text: str) -> frozenset[str]:
    words = re.split(r"[\W\d_]+", folded(text))
    return frozenset(word for word in words if len(word) >= _SHORTEST and word not in COMMON)
