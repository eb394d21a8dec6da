"""The promises of one case as rows: each clock as it stood at the last event, and as it stands once due.

Clocks are read right after the case's last event, so that a rebuild years later gives the same rows, and once
more behind the last due instant. Which of the two holds is chosen when a list is read.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta

import msgspec

from desktop.domain.case import Case
from desktop.domain.clocks import Chronicle, Reading, read_chronicle
from desktop.domain.event import Recorded
from desktop.domain.incidents.reminders import reminders_of
from desktop.domain.policy import Profile
from desktop.domain.promises.silence import waiting_for_answer
from desktop.domain.promises.without_report import may_run
from desktop.vault.database import Row
from desktop.vault.instants import falls_at, maybe_to_micros, to_micros

ProfileOf = Callable[[str], Profile | None]
"""The pinned policy by its SHA-256 with the vault's dates, or None when it cannot be read."""

_UNREADABLE = "This version of Embargo cannot read the policy that the case pinned: its clocks do not run."
_INSTANT = timedelta(microseconds=1)
_Readings = dict[tuple[str, str], Reading]
"""By policy and clock; where two versions of a policy are pinned, the first one counts."""


class Later(msgspec.Struct, frozen=True):
    """What a clock says when its due instant has passed and nothing else happened."""

    state: str
    why: str
    met_at: int | None


class Promises(msgspec.Struct, frozen=True):
    """The clocks of a case at the instant `at`, and as they are `later`."""

    at: datetime
    now: _Readings
    later: _Readings

    @property
    def owed(self) -> list[Reading]:
        """Those that ask for something."""
        return [reading for reading in self.now.values() if reading.owed]

    def rows(self, case_id: str) -> list[Row]:
        """Sorted by policy and clock."""
        return [_row(case_id, self.now[key], self.later.get(key), self.at) for key in sorted(self.now)]


def pins_of(case: Case) -> dict[str, str]:
    """The policy and the packs that the case is held to: id by SHA-256."""
    return {case.policy_sha256: case.policy_id} | {p.policy_sha256: p.policy_id for p in case.packs}


def promises_of(
    case: Case, history: Sequence[Recorded], profile_of: ProfileOf, chronicle: Chronicle
) -> Promises:
    """Every clock of an open case; a closed one promises nothing, and may have corrective actions to do."""
    # At the very instant of an event nothing has come of it yet: a pause has not begun.
    at = max(history[-1].recorded_at, *(recorded.occurred_at for recorded in history)) + _INSTANT
    profiles = {sha256: profile_of(sha256) for sha256 in pins_of(case)} if case.open else {}
    reminders = _by_clock(reminders_of(case, _zone(profile_of(case.policy_sha256))))
    if not case.open:
        return Promises(at, reminders, {})
    now = _by_clock(may_run(_read(profiles.values(), chronicle, at), case))
    for sha256, policy_id in pins_of(case).items():
        if profiles[sha256] is None:
            now.setdefault((policy_id, "policy"), _mute(policy_id))
    last = max((reading.due for reading in now.values() if reading.due is not None), default=at)
    read_later = _read(profiles.values(), chronicle, last + _INSTANT) if last >= at else ()
    later = _by_clock(may_run(read_later, case))
    silence = waiting_for_answer(case, history)
    if silence is not None:  # it says the same before its date and after
        now[silence.policy_id, silence.clock] = silence
    return Promises(at, now | reminders, later)


def _zone(profile: Profile | None) -> str:
    return profile.calendar.timezone if profile is not None else "UTC"


def _read(profiles: Iterable[Profile | None], chronicle: Chronicle, at: datetime) -> Iterable[Reading]:
    return (reading for p in profiles if p is not None for reading in read_chronicle(p, chronicle, at))


def _by_clock(readings: Iterable[Reading]) -> _Readings:
    found: _Readings = {}
    for reading in readings:
        found.setdefault((reading.policy_id, reading.clock), reading)
    return found


def _mute(policy_id: str) -> Reading:
    return Reading("policy", _UNREADABLE, (), "undated", "commit", "vendor", policy_id=policy_id)


def _row(case_id: str, reading: Reading, later: Reading | None, at: datetime) -> Row:
    # A due instant that moves with time, as in a pause, is none yet.
    due = reading.due if later is None or later.due == reading.due else None
    remaining = to_micros(reading.due) - to_micros(at) if reading.due and reading.state == "paused" else None
    passed = later if due is not None and later is not None and _differ(reading, later) else None
    return (
        case_id,
        reading.policy_id,
        reading.clock,
        storable(reading.sentence),
        msgspec.json.encode(reading.clauses).decode(),
        maybe_to_micros(reading.since),
        maybe_to_micros(due),
        remaining,
        reading.state,
        maybe_to_micros(reading.original_due),
        maybe_to_micros(reading.met_at),
        storable(reading.why),
        msgspec.json.encode(reading.proof).decode() if reading.proof else None,
        storable(reading.lateness),
        reading.force,
        reading.owed_by,
        reading.audience,
        _encode(passed) if passed else None,
        _owed(reading, passed),
        falls_at(due),
    )


def without_wording(row: Row) -> Row:
    """A row without the sentence that says why: another version of Embargo may word it otherwise."""
    *before, why, proof, lateness, force, owed_by, audience, passed, owed, at = row
    later = msgspec.json.decode(passed, type=Later) if passed else None
    said = later and (later.state, later.met_at)
    return (*before, bool(why), proof, lateness, force, owed_by, audience, said, owed, at)


def _differ(reading: Reading, later: Reading) -> bool:
    return (reading.state, reading.why) != (later.state, later.why)


def _encode(later: Reading) -> str:
    told = Later(later.state, storable(later.why), maybe_to_micros(later.met_at))
    return msgspec.json.encode(told).decode()


def _owed(reading: Reading, later: Reading | None) -> int | None:
    """A hold stops asking by itself when it is due; everything else asks until an event answers it."""
    if not reading.owed:
        return None
    return 2 if later is not None and not later.owed else 1


def storable(text: str) -> str:
    """SQLite holds no lone surrogates, and its text functions stop at NUL."""
    return text.encode("utf-8", "replace").decode().replace("\0", "\ufffd")
