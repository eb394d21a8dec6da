"""The state of one clock: kept, late, overdue, or why it does not ask."""

from datetime import datetime

from desktop.domain.clocks.chronicle import Chronicle
from desktop.domain.clocks.closing import closing_of
from desktop.domain.clocks.holding import read_held
from desktop.domain.clocks.reading import Proof, Reading
from desktop.domain.clocks.run import Run, run_of
from desktop.domain.clocks.standing import Standing, counted, standing_of
from desktop.domain.clocks.words import happened, happens, how_long, when
from desktop.domain.policy import Clock, Profile

_ENDINGS = frozenset({"report.rejected", "report.withdrawn", "case.closed"})
"""What ends a promise without keeping it."""
_AT_CLASSIFICATION = "Overdue at classification."
_FUTURE = " It is dated in the future: check the date."
_TOO_EARLY = " That was before the clock started: check the dates."


def read_clock(clock: Clock, profile: Profile, chronicle: Chronicle, now: datetime) -> Reading:
    """One clock at one moment; total on every chronicle."""
    run = run_of(clock, profile, chronicle, now)
    if run.since is None and (why := _ruled_out(clock, chronicle)):
        return run.shown("not-applicable", why)
    standing = None
    if clock.severities or clock.when:
        standing = standing_of(clock, profile, chronicle)
    if standing is not None and standing.state == "not-applicable":
        if not _stood_overdue(run):
            return run.shown("not-applicable", standing.why)
        standing = None
    if clock.force == "rule" and standing is None:
        return read_held(run)
    return _promise(run, standing)


def _ruled_out(clock: Clock, chronicle: Chronicle) -> str:
    """Why a notice of a breach asks for nothing, as long as none becomes known: a person ruled one out."""
    said = chronicle.first(("breach.ruled-out",))
    if said is None or set(clock.starts) != {"breach.aware"}:
        return ""
    return f"No personal data is affected, as was said on {when(said.at)}."


def _promise(run: Run, standing: Standing | None) -> Reading:
    stop, due = run.stop, run.due
    in_time = stop is not None and (due is None or stop.at <= due or bool(run.clock.tick))
    if stop is not None and in_time and standing is None:
        return _kept(run, stop)
    closing = closing_of(run, counts=standing is None)
    if closing is not None:
        return run.shown(closing.state, closing.why, closing.at)
    if stop is not None and due is not None and standing is None:
        return _late(run, stop, due)
    return _asking(run, standing)


def _kept(run: Run, stop: Proof) -> Reading:
    what = happened(stop.event)
    if run.clock.tick or stop.event in _ENDINGS:
        late = run.due is not None and stop.at > run.due
        why = f"Overdue when it ended: {what}." if late else f"Nothing more is owed: {what}."
        return run.shown("ended", why, stop.at)
    why = f"Kept: {what} in time." if run.due is not None else f"Kept: {what}."
    if run.since is not None and stop.at < run.since:
        why += _TOO_EARLY
    return run.shown("met", why + (_FUTURE if stop.at > run.now else ""), stop.at)


def _late(run: Run, stop: Proof, due: datetime) -> Reading:
    what = happened(stop.event)
    if stop.event in _ENDINGS:
        return run.shown("ended", f"Overdue when it ended: {what}.", stop.at)
    why = f"Late: {what} {how_long(stop.at - due)} after the date.{_FUTURE if stop.at > run.now else ''}"
    return run.shown("late", f"{why} {_AT_CLASSIFICATION}" if _classified_late(run, due) else why, stop.at)


def _asking(run: Run, standing: Standing | None) -> Reading:
    """Nothing has kept or closed it."""
    if standing is not None and (standing.before_start or run.since is not None):
        return run.shown(
            "conditional",
            " ".join(filter(None, (standing.why, run.start_words or run.why_undated, _passed(run)))),
        )
    if run.since is None:
        return run.shown("waiting", run.start_words)
    if run.due is None:
        words = (run.clock.within or run.clock.every).startswith("undated:")
        return run.shown("undated" if words else "waiting", run.why_undated)
    return _dated(run, run.since, run.due)


def _dated(run: Run, since: datetime, due: datetime) -> Reading:
    if run.paused:
        return run.shown("paused", "Its time stands still.")
    asks = happens((run.clock.tick,) if run.clock.tick else run.clock.stops)
    if run.now > due:
        late = _AT_CLASSIFICATION if _classified_late(run, due) else ""
        return run.shown("overdue", late or f"Its date has passed: it waits until {asks}.")
    future = "The start lies in the future: check the date. " if since > run.now else ""
    return run.shown("running", f"{future}Kept when {asks}.")


def _passed(run: Run) -> str:
    if run.stop is not None and (run.due is None or run.stop.at <= run.due):
        return f"Then it is kept: {happened(run.stop.event)}."
    return "Its date has passed." if run.due is not None and run.now > run.due else ""


def _stood_overdue(run: Run) -> bool:
    """Whether the clock was overdue, or seen to be late, at any time while it counted."""
    due = run.due
    if due is None or run.clock.force == "rule" or (run.stop is not None and run.stop.at <= due):
        return False
    spans = counted(run.clock, run.profile.policy.id, run.chronicle)
    return any(until is None or max(begins, due) < until for begins, until in spans)


def _classified_late(run: Run, due: datetime) -> bool:
    """Whether the date had passed before it was known that the clock counts."""
    if not (run.clock.severities or run.clock.when):
        return False
    spans = counted(run.clock, run.profile.policy.id, run.chronicle)
    return bool(spans) and spans[-1][0] > due
