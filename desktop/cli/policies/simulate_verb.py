"""policy simulate: what would be due after events that nobody recorded."""

import argparse
from datetime import datetime, tzinfo

from desktop.cli.cases.hold_text import hold_text, hours
from desktop.cli.output import print_json, print_text, say, table, when
from desktop.domain.clocks import Reading
from desktop.domain.clocks.wall_time import zone_named
from desktop.domain.events import ReleaseScheduled
from desktop.domain.failures import Exit, Usage
from desktop.domain.policy import Profile
from desktop.formats.policies.mistakes import shown
from desktop.workflows.policies.simulate_policy import simulate as simulate_policy

_WORDS = {"yes": True, "no": False}


def simulate(parsed: argparse.Namespace, profile: Profile, now: datetime) -> int:
    """Print every clock of the policy, as these events leave it, and the hold. Raises Usage."""
    moment = parsed.now.at if parsed.now else now
    found = simulate_policy(
        profile,
        [(event.name, event.at) for event in parsed.events],
        severity=parsed.severity,
        answers=dict(_answer(written, profile) for written in parsed.answers),
        now=moment,
    )
    _tell_midnights(parsed)
    if parsed.json:
        print_json([_clock(reading) for reading in found.readings])
        return Exit.DONE
    zone = zone_named(profile.calendar.timezone)
    cells = [(r.clock, r.state, _due(r, zone), _sentence(r)) for r in found.readings]
    print_text(table(cells, ("CLOCK", "STATE", "DUE", "PROMISE")))
    if profile.kind == "policy":
        print_text(f"\n{hold_text(found.hold, moment, zone)}")
    return Exit.DONE


def _tell_midnights(parsed: argparse.Namespace) -> None:
    """Clocks are read to the minute: what a day was taken for is said."""
    days = [event.name for event in parsed.events if event.is_day and event.name != ReleaseScheduled.kind]
    days += ["--now"] if parsed.now and parsed.now.is_day else []
    if days:
        say(f"Midnight UTC was taken for {', '.join(dict.fromkeys(days))}: no time of the day was given.")


def _answer(written: str, profile: Profile) -> tuple[str, bool]:
    condition, _, word = written.partition("=")
    if word not in _WORDS:
        asked = ", ".join(question.id for question in profile.conditions) or "none"
        raise Usage(
            f"--answer takes QUESTION=yes or QUESTION=no, not {shown(written)}.",
            advice=f"The questions of {profile.policy.id} are: {asked}.",
        )
    return condition, _WORDS[word]


def _due(reading: Reading, zone: tzinfo) -> str:
    """The end of an embargo is told in the hours of clocks on the wall and of UTC."""
    held = reading.due if reading.force == "rule" else None
    return hours(held, zone) if held is not None else when(reading.due)


def _sentence(reading: Reading) -> str:
    clauses = f"({', '.join(reading.clauses)})" if reading.clauses else ""
    return " ".join(filter(None, (reading.sentence, clauses, reading.why)))


def _clock(reading: Reading) -> dict[str, object]:
    """One clock with the keys that scripts rely on, as `due` has them; there is no case."""
    return {
        "case": None,
        "policy": reading.policy_id,
        "clock": reading.clock,
        "state": reading.state,
        "due": reading.due,
        "since": reading.since,
        "sentence": reading.sentence,
        "clauses": reading.clauses,
        "why": reading.why,
    }
