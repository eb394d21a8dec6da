"""Which versions a policy still mends: its table of supported versions, read for one version or range."""

from datetime import date
from typing import Literal

import msgspec

from desktop.domain.policy import Profile, VersionLine
from desktop.domain.versions.order import is_prerelease
from desktop.domain.versions.ranges import Range, lies_within, overlap, parse_range

Supported = Literal["supported", "unsupported", "critical-only", "ask", "not-stated"]


class Support(msgspec.Struct, frozen=True):
    """What the table says of a version or range; `rows` are those that mean it or a part of it."""

    written: str
    verdict: Supported
    why: str
    rows: tuple[VersionLine, ...] = ()

    @property
    def clauses(self) -> tuple[str, ...]:
        """Where the policy says so."""
        return tuple(dict.fromkeys(clause for row in self.rows for clause in row.clauses))


def supported(profile: Profile, version: str, on: date) -> Support:
    """Whether a version, or every version of a range, gets fixes on a day of the policy's own calendar.

    A pre-release is meant by no row that names none (MUS-2), and where versions cannot be ordered, or rows
    differ, a person is asked. Raises ValueError for what is no version.
    """
    asked = parse_range(version)
    if not profile.versions:
        return Support(version, "not-stated", "The policy has no table of supported versions.")
    rows = [(row, parse_range(row.range)) for row in profile.versions]
    meant = [pair for pair in rows if _may_mean(pair[1], asked)]
    if not meant:
        return Support(version, "ask", "No row of the table means a pre-release.")
    reached = tuple(row for row, span in meant if overlap(span, asked))
    whole = tuple(row for row, span in meant if lies_within(asked, span))
    if any(overlap(span, asked) is None for _, span in meant):
        return Support(version, "ask", "Nobody can say where it stands among the versions of the table.")
    if not reached:
        return Support(version, "ask", "No row of the table covers it.")
    verdicts = {_verdict(row, on) for row in reached}
    if not whole or len(verdicts) > 1:
        parts = "; ".join(f"{row.as_written}: {_verdict(row, on)}" for row in reached)
        return Support(version, "ask", f"It reaches beyond one row. {parts}.", reached)
    return Support(version, verdicts.pop(), _reason(whole[0], on), whole)


def branches_to_fix(profile: Profile, affected: tuple[str, ...], on: date) -> tuple[str, ...]:
    """The rows that are supported and touched by what is affected, as the policy writes them (MUS-3d).

    A proposal: what is no version, and what the table does not settle, is left to a person.
    """
    rows = [row for written in affected for row in _rows_of(profile, written, on)]
    kept = (row.as_written for row in rows if _verdict(row, on) in ("supported", "critical-only"))
    return tuple(dict.fromkeys(kept))


def supported_rows(profile: Profile, on: date) -> tuple[str, ...]:
    """The rows that get fixes on this day, as the policy writes them."""
    kept = (row.as_written for row in profile.versions if _verdict(row, on) != "unsupported")
    return tuple(dict.fromkeys(kept))


def _rows_of(profile: Profile, written: str, on: date) -> tuple[VersionLine, ...]:
    try:
        return supported(profile, written, on).rows
    except ValueError:  # still being typed, or refused when it is recorded
        return ()


def _may_mean(row: Range, asked: Range) -> bool:
    """A row speaks of pre-releases only when it names one itself."""
    return _names_prerelease(row) or not _names_prerelease(asked)


def _names_prerelease(span: Range) -> bool:
    return any(is_prerelease(span.scheme, version) for version in span.versions)


def _verdict(row: VersionLine, on: date) -> Supported:
    if row.supported is False or (row.until is not None and on > row.until):
        return "unsupported"
    return "critical-only" if row.supported == "critical-only" else "supported"


def _reason(row: VersionLine, on: date) -> str:
    if row.until is None or row.supported is False:
        return f"The row {row.as_written} covers it."
    ended = "ended" if on > row.until else "lasts until"
    return f"The row {row.as_written} covers it; its support {ended} {row.until.isoformat()}."
