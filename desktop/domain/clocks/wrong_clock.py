"""Whether this machine's clock can be right: what is recorded tells, and how the clock went meanwhile.

Due instants hang on what was recorded and never on the present, so a wrong clock moves none of them. But what
is recorded under it gets a wrong time, and what is due is judged wrongly: a person must hear of it.
"""

from datetime import UTC, datetime, timedelta

_SLACK = timedelta(minutes=5)
"""As far as two machines that share a vault may be apart."""
_LONG = timedelta(days=60)
"""After that long without any entry it is asked whether so much time really passed."""


def doubt_of_clock(now: datetime, newest: datetime | None, jumped: timedelta = timedelta()) -> str:
    """The sentences that a person is to read, or nothing.

    `newest` is when the newest entry was recorded, `jumped` how much further the clock went than time did
    since the desk was opened, below zero if it was set back.
    """
    if abs(jumped) > _SLACK:
        way = "forward" if jumped > timedelta() else "back"
        return f"This machine's clock was set {way} by {_long(abs(jumped))}. {_advice(now)}"
    if newest is not None and newest - now > _SLACK:
        told = f"The newest entry of this vault is of {_told(newest)}, which is still to come."
        return f"{told} {_advice(now, 'If it is, the clock was wrong when that was recorded.')}"
    if newest is not None and now - newest > _LONG:
        return f"Nothing was recorded in this vault for {_long(now - newest)}. {_advice(now)}"
    return ""


def _advice(now: datetime, otherwise: str = "") -> str:
    asked = f"Is it {_told(now)} now? If not, set the clock right before you record anything."
    return " ".join(filter(None, (asked, otherwise, "No deadline moves with the clock.")))


def _told(instant: datetime) -> str:
    return instant.astimezone(UTC).strftime("%Y-%m-%d %H:%MZ")


def _long(span: timedelta) -> str:
    if span >= timedelta(days=2):
        return f"{span.days} days"
    minutes = span // timedelta(minutes=1)
    return f"{minutes // 60} hours" if minutes >= 120 else f"{minutes} minutes"  # noqa: PLR2004 - no "1 hours"
