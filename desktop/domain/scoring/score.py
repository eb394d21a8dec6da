"""The scores of a CVSS vector, as the `cvss` package computes them, each with the word for it."""

from typing import Any

import msgspec
from cvss import CVSS3, CVSS4

from desktop.domain.scoring.metric import Metric
from desktop.domain.scoring.vector import METRICS, CvssVector


class NamedScore(msgspec.Struct, frozen=True):
    """A score from 0.0 to 10.0, what it takes into account, and its rating."""

    name: str
    score: float
    rating: str


def rating(score: float) -> str:
    """The qualitative word of a score (CVSS 3.1 §5, CVSS 4.0 §6)."""
    bounds = ((9.0, "critical"), (7.0, "high"), (4.0, "medium"), (0.1, "low"))
    return next((word for bound, word in bounds if score >= bound), "none")


def scores_of(vector: CvssVector) -> tuple[NamedScore, ...]:
    """The scores of a vector, the base score first; none while a required metric is open.

    CVSS 3.1 has up to three (base, then with threat, then with the environment); CVSS 4.0 has one, whose
    name says what went into it (CVSS 4.0 §1.3).
    """
    if vector.missing:
        return ()
    if vector.version == "4.0":
        score = float(_package(CVSS4, vector).base_score)
        return (NamedScore(f"CVSS-B{_letters(vector)}", score, rating(score)),)
    values = [float(score) for score in _package(CVSS3, vector).scores()]
    named = zip(("Base", "With threat", "With environment"), values, strict=True)
    used = (True, _has(vector, "Threat"), _has(vector, "Environment"))
    return tuple(
        NamedScore(name, score, rating(score)) for (name, score), use in zip(named, used, strict=True) if use
    )


def _package(kind: Any, vector: CvssVector) -> Any:
    return kind(vector.text)


def _letters(vector: CvssVector) -> str:
    return f"{'T' * _has(vector, 'Threat')}{'E' * _has(vector, 'Environment')}"


def _has(vector: CvssVector, group: str) -> bool:
    return any(m.key in vector.chosen for m in _metrics(vector) if m.group == group)


def _metrics(vector: CvssVector) -> tuple[Metric, ...]:
    return METRICS[vector.version]
