"""How bad: CVSS vectors through the `cvss` package, CWE in any spelling."""

import re
from typing import Any

import msgspec
from cvss import CVSS3, CVSS4, CVSSError

_CWE = re.compile(r"(?:cwe[\s:_-]*)?0*([1-9]\d{0,4})", re.IGNORECASE)


class Score(msgspec.Struct, frozen=True):
    """A checked vector with its score and the word for it."""

    version: str
    vector: str
    score: float
    rating: str


def read_cvss(written: str) -> Score:
    """Check a CVSS 3.1 or 4.0 vector. Raises ValueError with what is wrong."""
    vector = written.strip()
    kinds: dict[str, Any] = {"CVSS:3.1/": CVSS3, "CVSS:4.0/": CVSS4}
    kind = next((prefix for prefix in kinds if vector.startswith(prefix)), None)
    if kind is None:
        raise ValueError("a vector starts with CVSS:3.1/ or CVSS:4.0/")
    try:
        scored = kinds[kind](vector)
    except CVSSError as error:
        raise ValueError(f"{vector!r} is no complete {kind.rstrip('/')} vector") from error
    score = float(scored.base_score)
    return Score(kind[5:8], scored.clean_vector(), score, rating(score))


def rating(score: float) -> str:
    """The qualitative word of a score (CVSS 3.1 §5, CVSS 4.0 §6)."""
    bounds = ((9.0, "critical"), (7.0, "high"), (4.0, "medium"), (0.1, "low"))
    return next((word for bound, word in bounds if score >= bound), "none")


def read_cwe(written: str) -> str:
    """The canonical spelling of a CWE id: `502`, `cwe 502` and `CWE-502` are the same. Raises ValueError."""
    match = _CWE.fullmatch(written.strip())
    if match is None:
        raise ValueError(f"{written!r} is no CWE number such as CWE-79")
    return f"CWE-{match[1]}"
