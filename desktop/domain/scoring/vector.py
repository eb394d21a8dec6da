"""A CVSS vector as something to edit: read in any spelling, changed metric by metric, written canonically."""

import re

import msgspec

from desktop.domain.scoring import metrics31, metrics40
from desktop.domain.scoring.metric import OPEN, Metric, Version

METRICS: dict[Version, tuple[Metric, ...]] = {"3.1": metrics31.METRICS, "4.0": metrics40.METRICS}
"""The metrics of each version, in the order of its vectors."""
_PREFIX = re.compile(r"CVSS\s*:?\s*v?(\d+(?:\.\d+)?)\s*(?:[/:\s]\s*|$)", re.IGNORECASE)
_SCORE = re.compile(r"(?:[\s/]+|\s*\()\(?\d{1,2}(?:\.\d)?(?:\s*[A-Za-z]+)?\)?$")
"""A score, and perhaps its word, behind a vector: it is computed here."""
_SHOWN = 24


class CvssVector(msgspec.Struct, frozen=True):
    """What is chosen so far, by metric; optional metrics that are left open are not in it."""

    version: Version
    chosen: dict[str, str] = {}

    @property
    def missing(self) -> tuple[Metric, ...]:
        """Required metrics that are still open: without them there is no score."""
        return tuple(m for m in METRICS[self.version] if m.required and m.key not in self.chosen)

    @property
    def text(self) -> str:
        """The canonical spelling of what is chosen; empty while nothing is."""
        keys = [m.key for m in METRICS[self.version] if m.key in self.chosen]
        fields = [f"{key}:{self.chosen[key]}" for key in keys]
        return "/".join((f"CVSS:{self.version}", *fields)) if fields else ""

    @property
    def base(self) -> "CvssVector":
        """The required metrics alone: what CVSS 4.0 §1.3 calls CVSS-B."""
        required = {m.key for m in METRICS[self.version] if m.required}
        return CvssVector(self.version, {k: v for k, v in self.chosen.items() if k in required})

    def choose(self, key: str, value: str) -> "CvssVector":
        """The vector with one metric changed; "" or X takes a choice back. Raises ValueError."""
        metric = _metric(self.version, key)
        others = {k: v for k, v in self.chosen.items() if k != metric.key}
        if value in ("", OPEN):
            return CvssVector(self.version, others)
        return CvssVector(self.version, others | {metric.key: _value(metric, value)})


def read_vector(written: str, version: Version | None = None) -> CvssVector:
    """What somebody wrote, complete or not, in any order and case, with blanks, in brackets.

    Without `version` the vector has to name its own. Raises ValueError with what is wrong, as part of a
    sentence.
    """
    text = written.strip().strip("()[]{}<>\"'`").strip()
    named, fields = _version_in(text, version)
    if ":" in fields:
        fields = _SCORE.sub("", fields)
    vector = CvssVector(named)
    seen: set[str] = set()
    for field in filter(None, (field.strip() for field in re.split(r"[/\s]+", fields))):
        key, colon, value = (part.strip() for part in field.partition(":"))
        if not colon:
            raise ValueError(f"{field[:_SHOWN]!r} is no metric with its value, such as AV:N, in a vector")
        metric = _metric(named, key)
        if metric.key in seen:
            raise ValueError(f"{metric.key} stands twice in the vector")
        seen.add(metric.key)
        vector = vector.choose(metric.key, _value(metric, value))
    return vector


def _version_in(text: str, wanted: Version | None) -> tuple[Version, str]:
    """The version, and what stands behind its name."""
    prefix = _PREFIX.match(text)
    if prefix is None:
        if wanted is None:
            raise ValueError("a vector starts with CVSS:3.1/ or CVSS:4.0/")
        return wanted, text
    found: Version | None = next((v for v in METRICS if v in (prefix[1], f"{prefix[1]}.0")), None)
    if found is None:
        raise ValueError(f"this is a vector of CVSS {prefix[1]}: only 3.1 and 4.0 are scored")
    if wanted is not None and found != wanted:
        raise ValueError(f"this is a vector of CVSS {found}, and one of CVSS {wanted} is asked for here")
    return found, text[prefix.end() :]


def _metric(version: Version, key: str) -> Metric:
    metric = next((m for m in METRICS[version] if m.key == key.upper()), None)
    if metric is None:
        owners = [v for v, metrics in METRICS.items() if any(m.key == key.upper() for m in metrics)]
        only = f"; the vector may be one of CVSS {owners[0]}" if owners else ""
        raise ValueError(f"CVSS {version} has no metric {key[:_SHOWN]}{only}")
    return metric


def _value(metric: Metric, written: str) -> str:
    choice = metric.choice(written)
    if choice is None:
        *most, last = (c.key for c in metric.choices)
        name = f"{metric.key} ({metric.name.lower()})"
        raise ValueError(f"{name} takes {', '.join(most)} or {last}, not {written[:_SHOWN]!r}")
    return choice.key
