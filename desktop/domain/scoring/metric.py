"""What a CVSS vector is made of: metrics in groups, each with its values and a sentence for every one."""

from collections.abc import Mapping
from typing import Literal

import msgspec

Version = Literal["3.1", "4.0"]
OPEN = "X"
"""The value of an optional metric that is left open; a canonical vector does not write it."""


class Choice(msgspec.Struct, frozen=True):
    """One value of a metric; `text` says in a sentence when it is the right one."""

    key: str
    name: str
    text: str


class Metric(msgspec.Struct, frozen=True):
    """One question about the problem; a required one has no open value."""

    key: str
    name: str
    question: str
    group: str
    choices: tuple[Choice, ...]

    @property
    def required(self) -> bool:
        """Whether there is no score without it."""
        return all(choice.key != OPEN for choice in self.choices)

    def choice(self, written: str) -> Choice | None:
        """The value that is spelt so, in upper or lower case."""
        return next((c for c in self.choices if c.key.casefold() == written.casefold()), None)


LEFT_OPEN = Choice(OPEN, "Not defined", "Left open: it does not change the score.")


def choices(**values: tuple[str, str]) -> tuple[Choice, ...]:
    """Values by their letters, each with its name and sentence."""
    return tuple(Choice(key, name, text) for key, (name, text) in values.items())


def requirement(key: str, what: str) -> Metric:
    """How much a property of the system matters to those who run it; both versions ask alike."""
    values = choices(
        H=("High", f"Losing {what} would be a catastrophe for those who run it."),
        M=("Medium", f"Losing {what} would hurt those who run it seriously."),
        L=("Low", f"Losing {what} would hardly be felt by those who run it."),
    )
    name = f"{what[:1].upper()}{what[1:]} requirement"
    return Metric(key, name, f"How much does {what} matter here?", "Environment", (LEFT_OPEN, *values))


def modified(metric: Metric, more: Mapping[str, tuple[str, str]] | None = None) -> Metric:
    """The same question about one environment, which may differ from what holds in general."""
    values = (LEFT_OPEN, *choices(**(more or {})), *metric.choices)
    name = f"Modified {metric.name[:1].lower()}{metric.name[1:]}"
    question = f"In this environment: {metric.question[:1].lower()}{metric.question[1:]}"
    return Metric(f"M{metric.key}", name, question, "Environment", values)
