"""The SSVC tables that come along, read from `resources/ssvc/`; each file names its source and licence."""

import tomllib
from functools import cache
from typing import Any

from desktop.domain.scoring.ssvc import DecisionPoint, DecisionTable, PointValue
from desktop.formats.shipped import shipped

TABLES = ("supplier", "deployer", "coordinator", "triage", "publish")
"""Their ids, the one of those who make a fix first."""
_ABOUT = ("version", "title", "question")


@cache
def ssvc_table(table_id: str) -> DecisionTable:
    """The table of this id. Raises ValueError for another one, with part of a sentence, and Unreadable."""
    if table_id not in TABLES:
        raise ValueError(f"there is no SSVC table {table_id[:40]!r}: there are {', '.join(TABLES)}")
    raw = _read(table_id)
    points = _points()
    return DecisionTable(
        id=raw["id"],
        version=raw["version"],
        title=raw["title"],
        question=raw["question"],
        points=tuple(points[name] for name in raw["points"]),
        outcome=points[raw["outcome"]],
        rows=tuple(map(tuple, raw["rows"])),
    )


@cache
def _points() -> dict[str, DecisionPoint]:
    return {name: _point(name, raw) for name, raw in _read("points").items()}


def _point(name: str, raw: dict[str, str]) -> DecisionPoint:
    values = tuple(PointValue(key, text) for key, text in raw.items() if key not in _ABOUT)
    return DecisionPoint(name, raw["version"], raw["title"], raw["question"], values)


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(shipped("ssvc", f"{name}.toml").decode())
