"""What a validator finds in a document, whatever its format."""

from collections.abc import Iterable
from typing import Literal

import msgspec

Severity = Literal["error", "warning", "info"]

_SHOWN = 400
"""Characters of a message that are kept: a schema's validator quotes whole documents."""


class Finding(msgspec.Struct, frozen=True):
    """A place where a document breaks its standard; only errors make it invalid.

    `test` is "json", "schema", "lint", or the section of a standard's test; `path` a JSON pointer (RFC 6901).
    """

    test: str
    severity: Severity
    path: str
    message: str


def errors_of(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings that make a document invalid."""
    return tuple(finding for finding in findings if finding.severity == "error")


def pointer(steps: Iterable[object]) -> str:
    """A JSON pointer to the place that these steps lead to."""
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in steps)


def sentence(message: str) -> str:
    """A library's message as a sentence begins, and not longer than anybody reads."""
    shortened = message if len(message) <= _SHOWN else message[: _SHOWN - 1] + "…"
    return shortened[:1].upper() + shortened[1:]
