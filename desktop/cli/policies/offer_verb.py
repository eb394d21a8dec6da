"""policy offer: what a newer version of its policy would move in a case, and going over to it."""

import argparse

from desktop.cli.cases.case_verbs import case_id_of
from desktop.cli.cases.hold_text import hold_end
from desktop.cli.output import print_json, print_text, say, table, when
from desktop.cli.program import Program
from desktop.cli.session import open_desk
from desktop.domain.clocks import Reading
from desktop.domain.clocks.wall_time import zone_named
from desktop.domain.decide import Refusal
from desktop.domain.event import Recorded
from desktop.domain.failures import Exit, RefusedByPolicy
from desktop.workflows.policies.offer_policy import Offer, accept_offer, offered


def offer(parsed: argparse.Namespace, program: Program) -> int:
    """Show the difference; with --accept hold the case to the newer version. Raises RefusedByPolicy."""
    case_id = case_id_of(parsed.case)
    with open_desk(parsed, program, read_only=not parsed.accept) as desk:
        found = offered(desk, case_id)
        if found is None and parsed.accept:
            raise RefusedByPolicy(
                f"Nothing is offered: {case_id} is held to the version that is in force.",
                advice="A version is offered once it was adopted, or its file changed.",
            )
        if found is not None and parsed.accept:
            require_recorded(accept_offer(desk, case_id, found, parsed.reason))
    if parsed.json:
        print_json(None if found is None else _document(found) | {"accepted": parsed.accept})
        return Exit.DONE
    if found is None:
        say(f"{case_id} stays with its version: nothing else that can be used is offered.")
        return Exit.DONE
    print_text(_describe(found))
    if parsed.accept:
        say(f"{case_id} is held to the newer version. `embargo letter` drafts what the reporter is told.")
    return Exit.DONE


def require_recorded(outcome: Recorded | Refusal) -> Recorded:
    """What was recorded; raises RefusedByPolicy for what was not."""
    if isinstance(outcome, Refusal):
        raise RefusedByPolicy(outcome.sentence, advice="Put that right, then try again.")
    return outcome


def _describe(found: Offer) -> str:
    rows = [(m.clock, _shown(m.old), _shown(m.new), m.sentence) for m in found.moved]
    moved = table(rows, ("CLOCK", "NOW", "THEN", "PROMISE")) if rows else "No clock of this case would move."
    zone = zone_named(found.zone)
    now, then = hold_end(found.hold_before, zone), hold_end(found.hold_after, zone)
    held = f"Hold now: {now}. Hold then: {then}." if now != then else f"Hold, now and then: {now}."
    return f"{_versions(found)}\n\n{moved}\n\n{held}"


def _versions(found: Offer) -> str:
    """Which two are compared; a version that bears no date, or differs by answers alone, is called so."""
    old, new = found.old_updated, found.new_updated
    if old == new:
        dated = f"both as of {old}" if old else "neither of them dated"
        return f"{found.policy_id}: another version, or other answers, are in force ({dated})."
    return f"{found.policy_id}: now as of {old or '(no date)'}, offered as of {new or '(no date)'}."


def _shown(reading: Reading | None) -> str:
    return "-" if reading is None else f"{reading.state} {when(reading.due)}"


def _document(found: Offer) -> dict[str, object]:
    moved = [
        {"clock": m.clock, "sentence": m.sentence, "old": _state(m.old), "new": _state(m.new)}
        for m in found.moved
    ]
    return {
        "case": found.case_id,
        "policy": found.policy_id,
        "from": found.old_updated,
        "to": found.new_updated,
        "moved": moved,
        "hold": {"old": found.hold_before.until, "new": found.hold_after.until},
    }


def _state(reading: Reading | None) -> dict[str, object] | None:
    return None if reading is None else {"state": reading.state, "due": reading.due}
