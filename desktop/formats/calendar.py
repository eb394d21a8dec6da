"""Reminders as iCalendar (RFC 5545): one event for each dated promise, with two alarms.

Calendars are shared with phones, servers and colleagues: an event tells a case id and an instant, no more.
"""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import msgspec
from icalendar import Alarm, Calendar, Event

from desktop.domain.digest import sha256

ALARMS = (timedelta(hours=24), timedelta(hours=2))
"""So long before the due instant it rings."""
_PRODUCT = "-//Embargo//Promises//EN"
_UID_DIGITS = 32
_OF_THE_VAULT = "Embargo"


class Reminder(msgspec.Struct, frozen=True):
    """A dated promise; without a case it is one that the vault itself owes."""

    case_id: str
    policy_id: str
    clock: str
    due: datetime
    hours: str = ""
    """Of the end of an embargo: its hour on clocks on the wall and in UTC."""


def write_calendar(reminders: Sequence[Reminder], now: datetime) -> bytes:
    """The whole file, the same for the same reminders and `now`; alarms that are past are left out."""
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for reminder in reminders:
        calendar.add_component(_event(reminder, now))
    return bytes(calendar.to_ical())


def _event(reminder: Reminder, now: datetime) -> Event:
    due = reminder.due.astimezone(UTC).replace(microsecond=0)
    event = Event()
    event.add("uid", _uid(reminder))
    event.add("dtstamp", now.astimezone(UTC).replace(microsecond=0))
    event.add("dtstart", due)
    event.add("summary", _summary(reminder))
    if reminder.hours:
        event.add("description", f"{_summary(reminder)} {reminder.hours}")
    event.add("transp", "TRANSPARENT")
    for before in ALARMS:
        if due - before > now:
            event.add_component(_alarm(reminder, before))
    return event


def _alarm(reminder: Reminder, before: timedelta) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", _summary(reminder))
    alarm.add("trigger", -before)
    return alarm


def _uid(reminder: Reminder) -> str:
    """The same for the same promise in every export, so that a calendar replaces what it knows."""
    promise = f"{reminder.case_id}\n{reminder.policy_id}\n{reminder.clock}"
    return f"{sha256(promise.encode())[:_UID_DIGITS]}@embargo"


def _summary(reminder: Reminder) -> str:
    """The case id only: a severity or a notice to an authority would tell what nobody may hear of yet."""
    return reminder.case_id or _OF_THE_VAULT
