"""Times as people read them: how far away, and when exactly, here and in UTC."""

from datetime import UTC, datetime, timedelta, tzinfo

from PySide6.QtCore import QCoreApplication

from desktop.ui.look.counted import Counted

_MINUTE, _HOUR, _DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
_HOURS_UNTIL = timedelta(hours=72)
"""Up to here hours are counted, as policies do."""


def relative(instant: datetime, now: datetime) -> str:
    """`in 31 h`, `in 12 days`, `2 h ago`."""
    apart = instant - now
    away = length(abs(apart))
    if apart < timedelta(0):
        return QCoreApplication.translate("Instants", "{length} ago").format(length=away)
    return QCoreApplication.translate("Instants", "in {length}").format(length=away)


def overdue_by(instant: datetime, now: datetime) -> str:
    """`2 h over`."""
    return QCoreApplication.translate("Instants", "{length} over").format(length=length(abs(now - instant)))


def length(apart: timedelta) -> str:
    """`31 h`, `12 days`."""
    if apart < _MINUTE:
        return QCoreApplication.translate("Instants", "less than a minute")
    if apart < _HOUR:
        return QCoreApplication.translate("Instants", "{n} min").format(n=apart // _MINUTE)
    if apart < _HOURS_UNTIL:
        return QCoreApplication.translate("Instants", "{n} h").format(n=apart // _HOUR)
    return Counted().days(apart // _DAY)


def absolute(instant: datetime, zone: tzinfo | None = None) -> str:
    """`Thu 26 Nov 2026, 15:00 CET · 14:00 UTC`, in this zone or the local one; UTC alone where it is that."""
    local, utc = instant.astimezone(zone), instant.astimezone(UTC)
    written = f"{_day(local)}, {local:%H:%M} {local.tzname()}"
    if local.utcoffset() == timedelta(0):
        return f"{_day(utc)}, {utc:%H:%M} UTC"
    day = "" if local.date() == utc.date() else f"{_day(utc)}, "
    return f"{written} · {day}{utc:%H:%M} UTC"


def short(instant: datetime) -> str:
    """`26 Nov 2026, 14:00` in the local zone, for lists."""
    local = instant.astimezone()
    return f"{local.day} {_month(local)} {local.year}, {local:%H:%M}"


def utc(instant: datetime) -> str:
    """`Thu 26 Nov 2026, 14:00 UTC`, for what is read elsewhere."""
    there = instant.astimezone(UTC)
    return f"{_day(there)}, {there:%H:%M} UTC"


def day_and_month(instant: datetime) -> str:
    """`26 Nov` in the instant's own zone, for axes."""
    return f"{instant.day} {_month(instant)}"


def day_and_year(instant: datetime) -> str:
    """`26 Nov 2026` in the local zone."""
    local = instant.astimezone()
    return f"{local.day} {_month(local)} {local.year}"


def month_and_year(instant: datetime) -> str:
    """`Nov 2026` in the instant's own zone, for axes."""
    return f"{_month(instant)} {instant.year}"


def _day(instant: datetime) -> str:
    return f"{weekday(instant.weekday())} {instant.day} {_month(instant)} {instant.year}"


def weekday(number: int) -> str:
    """`Thu`; Monday is 0."""
    translate = QCoreApplication.translate
    return (
        translate("Instants", "Mon"),
        translate("Instants", "Tue"),
        translate("Instants", "Wed"),
        translate("Instants", "Thu"),
        translate("Instants", "Fri"),
        translate("Instants", "Sat"),
        translate("Instants", "Sun"),
    )[number]


def _month(instant: datetime) -> str:
    translate = QCoreApplication.translate
    return (
        translate("Instants", "Jan"),
        translate("Instants", "Feb"),
        translate("Instants", "Mar"),
        translate("Instants", "Apr"),
        translate("Instants", "May"),
        translate("Instants", "Jun"),
        translate("Instants", "Jul"),
        translate("Instants", "Aug"),
        translate("Instants", "Sep"),
        translate("Instants", "Oct"),
        translate("Instants", "Nov"),
        translate("Instants", "Dec"),
    )[instant.month - 1]
