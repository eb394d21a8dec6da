"""Write the [adopted] table into a profile's TOML, and leave every other byte of it as it is."""

import re
import tomllib
from typing import Any

import msgspec

from desktop.domain.failures import InvalidPolicy
from desktop.domain.policy import Adoption
from desktop.domain.policy.adoption import AS_WRITTEN
from desktop.formats.policies.toml_text import toml_value

_BYTE_ORDER_MARK = "\ufeff"
_HEADER = re.compile(r"[ \t]*\[")
_OURS = re.compile(r"[ \t]*\[[ \t]*adopted[ \t]*(\.[^\]]*)?\]")
_NOTE = "# What was decided when this policy was taken into use."
_ADVICE = "Take the table `adopted` out of the profile by hand, then adopt it again."


def with_adoption(source: bytes, adoption: Adoption) -> bytes:
    """The profile with this adoption in place of an earlier one.

    Raises InvalidPolicy for what is no TOML, and where an earlier adoption is written in a form that cannot
    be taken out of the text; what is returned reads back as it was meant.
    """
    given = _given(adoption)
    try:
        text = source.decode().removeprefix(_BYTE_ORDER_MARK)
        before = tomllib.loads(text)
        written = f"{_without_table(text)}{_lines_of(given)}"
        after = tomllib.loads(written)
        content = written.encode()
    except (ValueError, RecursionError) as error:
        raise InvalidPolicy("The profile cannot take in what was decided.", advice=_ADVICE) from error
    before.pop("adopted", None)
    read_back = msgspec.convert(after.pop("adopted"), Adoption)
    if (after, read_back) != (before, Adoption(**given)):
        raise InvalidPolicy("What was decided earlier cannot be replaced.", advice=_ADVICE)
    return content


def _without_table(text: str) -> str:
    kept: list[str] = []
    inside = False
    for line in text.split("\n"):  # a line of TOML ends in nothing else, whatever may stand in a string
        if _HEADER.match(line):
            inside = _OURS.match(line) is not None
        if not inside and line.strip() != _NOTE:
            kept.append(line)
    whole = "\n".join(kept).rstrip()
    return f"{whole}\n\n"


def _given(adoption: Adoption) -> dict[str, Any]:
    """What the table holds: what was not answered, and what stays as the policy has it, is not written."""
    readings = {about: reading for about, reading in adoption.readings.items() if reading != AS_WRITTEN}
    answers = msgspec.structs.asdict(adoption) | {"readings": readings}
    nothing = msgspec.structs.asdict(Adoption(on=adoption.on)) | {"on": None}
    return {key: answer for key, answer in answers.items() if answer != nothing[key]}


def _lines_of(given: dict[str, Any]) -> str:
    return "\n".join(
        [_NOTE, "[adopted]", *(f"{key} = {toml_value(value)}" for key, value in given.items()), ""]
    )
