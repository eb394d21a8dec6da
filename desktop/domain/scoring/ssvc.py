"""SSVC: a decision walked point by point through a table of CERT/CC.

A table has one row for every combination of values, so the order of the answers does not matter.
"""

from collections.abc import Iterable

import msgspec


class PointValue(msgspec.Struct, frozen=True):
    """One answer, and in a sentence when it is the right one."""

    key: str
    text: str

    @property
    def name(self) -> str:
        """As it is shown."""
        return f"{self.key[:1].upper()}{self.key[1:]}".replace(" poc", " PoC")


class DecisionPoint(msgspec.Struct, frozen=True):
    """One question with its answers; the outcome of a table is one too."""

    id: str
    version: str
    title: str
    question: str
    values: tuple[PointValue, ...]

    def value(self, written: str) -> PointValue | None:
        """The answer that is spelt so, in any case, with blanks or dashes."""
        return next((value for value in self.values if _plain(value.key) == _plain(written)), None)


class DecisionTable(msgspec.Struct, frozen=True):
    """Who decides what: the points in order, and for each combination of their values the outcome (last)."""

    id: str
    version: str
    title: str
    question: str
    points: tuple[DecisionPoint, ...]
    outcome: DecisionPoint
    rows: tuple[tuple[str, ...], ...]


class Walk(msgspec.Struct, frozen=True):
    """What is chosen so far."""

    table: DecisionTable
    chosen: dict[str, str] = {}

    @property
    def open(self) -> tuple[DecisionPoint, ...]:
        """The points that still wait for an answer, in order."""
        return tuple(point for point in self.table.points if point.id not in self.chosen)

    @property
    def possible(self) -> tuple[PointValue, ...]:
        """The outcomes that can still come, in the table's order."""
        wanted = [self.chosen.get(point.id, "") for point in self.table.points]
        ends = {row[-1] for row in self.table.rows if _fits(row, wanted)}
        return tuple(value for value in self.table.outcome.values if value.key in ends)

    @property
    def outcome(self) -> PointValue | None:
        """What the table says once every point is answered."""
        return self.possible[0] if not self.open else None

    @property
    def written(self) -> tuple[str, ...]:
        """The choices as they are recorded: `exploitation=active`, in the order of the points."""
        points = (point.id for point in self.table.points if point.id in self.chosen)
        return tuple(f"{point}={self.chosen[point]}" for point in points)

    def choose(self, point_id: str, value: str) -> "Walk":
        """The walk with one answer given anew. Raises ValueError, with part of a sentence."""
        point = next((p for p in self.table.points if _plain(p.id) == _plain(point_id)), None)
        if point is None:
            known = ", ".join(p.id for p in self.table.points)
            raise ValueError(f"the table {self.table.id} has no point {point_id[:40]!r}: it has {known}")
        found = point.value(value)
        if found is None:
            known = ", ".join(v.key for v in point.values)
            raise ValueError(f"{point.id} takes {known}, not {value[:40]!r}")
        return Walk(self.table, self.chosen | {point.id: found.key})


def read_walk(table: DecisionTable, written: Iterable[str]) -> Walk:
    """The walk that these choices make, each as `point=value`. Raises ValueError, with part of a sentence."""
    walk = Walk(table)
    for choice in written:
        point, equals, value = choice.partition("=")
        if not equals:
            raise ValueError(f"{choice[:40]!r} is no choice such as {table.points[0].id}=VALUE")
        if any(_plain(point) == _plain(known) for known in walk.chosen):
            raise ValueError(f"{point.strip()} is answered twice")
        walk = walk.choose(point, value)
    return walk


def _fits(row: tuple[str, ...], wanted: list[str]) -> bool:
    return all(want in ("", got) for want, got in zip(wanted, row, strict=False))


def _plain(text: str) -> str:
    return " ".join(text.casefold().replace("-", " ").replace("_", " ").split())
