"""Which classes of bugs a report tells of."""

import re
from functools import cache

from desktop.domain.triage.classes_of_access import ACCESS
from desktop.domain.triage.classes_of_injection import INJECTION
from desktop.domain.triage.classes_of_memory import MEMORY
from desktop.domain.triage.classes_of_requests import REQUESTS

CLASSES = (*INJECTION, *REQUESTS, *ACCESS, *MEMORY)
_MOST = 3
_NEAR_THE_FIRST = 0.5
"""So much of the best class's weight makes another one a reading of the same text too."""
_BY_CWE = {cwe: bug.name for bug in CLASSES for cwe in bug.cwes}
_NUMBER = re.compile(r"\bcwe[-_: ]{0,2}0{0,3}(\d{1,5})\b")
_OF_A_NUMBER = 3.0
_MOST_OF_ONE = 4
"""So many places of one class count: who repeats a word does not mean it more."""


def class_of_cwe(cwe: str) -> str:
    """The class of a weakness such as CWE-79; empty for one of none."""
    digits = cwe.rpartition("-")[2]
    return _BY_CWE.get(int(digits), "") if digits.isascii() and digits.isdigit() else ""


@cache
def _patterns() -> tuple[tuple[str, float, re.Pattern[str]], ...]:
    # Compiled when a report is first read: most processes of ours read none, and all of them start with us.
    return tuple(
        (bug.name, bug.weight, re.compile(rf"(?<![a-z0-9])(?:{'|'.join(bug.words)})")) for bug in CLASSES
    )


def classes_in(title: str, text: str) -> tuple[str, ...]:
    """The classes that a report tells of, the likeliest first; both texts are in lower case."""
    weights: dict[str, float] = {}
    for number in _NUMBER.findall(text):
        name = class_of_cwe(number)
        if name:
            weights[name] = weights.get(name, 0.0) + _OF_A_NUMBER
    for name, weight, pattern in _patterns():
        told = {match[0] for match in pattern.finditer(text)}
        found = min(len(told), _MOST_OF_ONE) + 2 * bool(pattern.search(title))
        if found:
            weights[name] = weights.get(name, 0.0) + weight * found
    ranked = sorted(weights, key=lambda name: (-weights[name], name))[:_MOST]
    return tuple(name for name in ranked if weights[name] >= _NEAR_THE_FIRST * weights[ranked[0]])
