"""How bad: CVSS vectors through the `cvss` package, CWE in any spelling."""

import re
from functools import lru_cache

import msgspec

from desktop.domain.scoring.metric import Version
from desktop.domain.scoring.score import scores_of
from desktop.domain.scoring.vector import read_vector

_CWE = re.compile(r"(?:cwe[\s:_-]*)?0*([1-9]\d{0,4})", re.IGNORECASE)


class Score(msgspec.Struct, frozen=True):
    """A checked vector with its score and the word for it; of CVSS 3.1 it is the base score."""

    version: str
    vector: str
    score: float
    rating: str


@lru_cache(maxsize=64)
def read_cvss(written: str, version: Version | None = None) -> Score:
    """Check a CVSS 3.1 or 4.0 vector in any spelling; `version` asks for one of the two.

    Raises ValueError with what is wrong.
    """
    vector = read_vector(written, version)
    if vector.missing:
        open_ones = ", ".join(f"{m.key} ({m.name.lower()})" for m in vector.missing)
        raise ValueError(f"the vector of CVSS {vector.version} is not complete: it leaves open {open_ones}")
    first = scores_of(vector)[0]
    return Score(vector.version, vector.text, first.score, first.rating)


def read_cwe(written: str) -> str:
    """The canonical spelling of a CWE id: `502`, `cwe 502` and `CWE-502` are the same. Raises ValueError."""
    match = _CWE.fullmatch(written.strip())
    if match is None:
        raise ValueError(f"{written!r} is no CWE number such as CWE-79")
    return f"CWE-{match[1]}"
