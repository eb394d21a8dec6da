"""policy simulate: what would be due after events that nobody recorded."""

import argparse
from datetime import datetime

from desktop.cli.output import print_json, print_text, table, when
from desktop.domain.clocks import Reading
from desktop.domain.failures import Exit, Usage
from desktop.domain.policy import Profile
from desktop.formats.policies.mistakes import shown
from desktop.workflows.simulate_policy import simulate as readings_of

_WORDS = {"yes": True, "no": False}


def simulate(parsed: argparse.Namespace, profile: Profile, now: datetime) -> int:
    """Print every clock of the policy, as these events leave it. Raises Usage."""
    readings = readings_of(
        profile,
        parsed.events,
        severity=parsed.severity,
        answers=dict(_answer(written) for written in parsed.answers),
        now=parsed.now or now,
    )
    if parsed.json:
        print_json([_clock(reading) for reading in readings])
        return Exit.DONE
    cells = [(r.clock, r.state, when(r.due), _sentence(r)) for r in readings]
    print_text(table(cells, ("CLOCK", "STATE", "DUE", "PROMISE")))
    return Exit.DONE


def _answer(written: str) -> tuple[str, bool]:
    condition, _, word = written.partition("=")
    if word not in _WORDS:
        raise Usage(f"--answer takes QUESTION=yes or QUESTION=no, not {shown(written)}.")
    return condition, _WORDS[word]


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
    }
