"""The embargo of a case, in words and as JSON: state, dates, proposals, who is still to be told."""

from collections.abc import Iterator
from datetime import tzinfo

from desktop.cli.cases.hold_text import hours, local_hour
from desktop.cli.output import ID_DIGITS, when
from desktop.domain.clocks.wall_time import zone_named
from desktop.domain.clocks.words import happened
from desktop.domain.embargo.state import FINAL, Embargo, Proposal, Term
from desktop.domain.embargo.to_tell import ToTell
from desktop.domain.inert import Untrusted
from desktop.workflows.desk.view_case import CaseView

_BY = {"policy": "by the policy", "agreement": "agreed", "decision": "decided by one party"}
_INDENT = "  "


def embargo_text(view: CaseView) -> str:
    """The state and the dates, then what is open."""
    return "\n".join(_lines(view.embargo, zone_of(view), view))


def zone_of(view: CaseView) -> tzinfo:
    """The zone of the policy, by whose hours the end of an embargo is told."""
    return zone_named(view.profile.calendar.timezone)


def embargo_line(view: CaseView) -> str:
    """The state alone, until when and by what."""
    embargo, zone = view.embargo, zone_of(view)
    term = f", {_BY[embargo.term.by]}" if embargo.term is not None and embargo.holds else ""
    if embargo.ended is not None:
        by = embargo.ended.by
        why = happened(by) if by else FINAL.get(embargo.ended.reason, "its time is over")
        return f"Embargo: exited {hours(embargo.ended.at, zone)}, {why}."
    if not embargo.holds:
        return f"Embargo: {embargo.state}."
    until = (
        f" until {hours(embargo.until, zone)}" if embargo.until is not None else ", with no date known yet"
    )
    sooner = ", which may come sooner" if embargo.may_come_sooner else ""
    change = "; a change is proposed" if embargo.state == "revised" else ""
    return f"Embargo: active{until}{sooner}{term}{change}."


def _lines(embargo: Embargo, zone: tzinfo, view: CaseView) -> Iterator[str]:
    yield embargo_line(view)
    yield embargo.why
    if embargo.attacks_since is not None:
        seen = when(embargo.attacks_since)
        yield f"Attacks were seen, known since {seen}: the embargo should end. See `embargo break-glass`."
    if embargo.terms:
        yield from ("", "Dates, the last one counts:", *(f"{_INDENT}{_term(t, zone)}" for t in embargo.terms))
    if embargo.proposals:
        yield from ("", "Proposals:", *(f"{_INDENT}{_proposal(p, zone)}" for p in embargo.proposals))
    if view.to_tell:
        lines = to_tell_lines(view.to_tell, zone)
        yield from ("", "People to tell:", *(f"{_INDENT}{line}" for line in lines))


def _term(term: Term, zone: tzinfo) -> str:
    until = hours(term.until, zone) if term.until is not None else "no date known"
    who = f" by {' and '.join(term.parties)}" if term.parties else ""
    proof = f"message {term.message[:ID_DIGITS]}" if term.message else term.evidence
    return f"{when(term.at)}  until {until}, {_BY[term.by]}{who}{f' ({proof})' if proof else ''}"


def _proposal(proposal: Proposal, zone: tzinfo) -> str:
    until = hours(proposal.until, zone) if proposal.until is not None else "no date"
    ground = f" ({proposal.ground})" if proposal.ground else ""
    answer = f"{proposal.answer}{f': {proposal.reason}' if proposal.reason else ''}"
    return f"{proposal.id[:ID_DIGITS]}  until {until}, proposed by {proposal.by}{ground}: {answer}"


def to_tell_lines(people: tuple[ToTell, ...], zone: tzinfo) -> Iterator[str]:
    """Each with a tick, and how it is done."""
    for person in people:
        tick = f"[x] told {when(person.told_at)}" if person.told_at is not None else "[ ]"
        name = f" {person.name.line}" if person.name.line else ""
        due = f", due {hours(person.due, zone)}" if person.due is not None else ""
        yield f"{tick} {person.whom}{name}{due}{_how(person) if person.told_at is None else ''}"


def _how(person: ToTell) -> str:
    if person.letter:
        return f": letter {person.letter}"
    if person.act == "person.told":
        return f": by hand, then `embargo act CASE person.told --set person={person.label!r}`"
    return f": by hand, then `embargo act CASE {person.act}`" if person.act else ": by hand"


def embargo_values(view: CaseView) -> dict[str, object]:
    """The same for scripts; instants in UTC."""
    embargo = view.embargo
    return {
        "case": view.case.case_id,
        "state": embargo.state,
        "until": embargo.until,
        "until_local": local_hour(embargo.until, zone_of(view)),
        "zone": view.profile.calendar.timezone,
        "may_come_sooner": embargo.may_come_sooner,
        "by": embargo.term.by if embargo.term is not None else None,
        "why": embargo.why,
        "attacks_since": embargo.attacks_since,
        "dates": embargo.terms,
        "proposals": embargo.proposals,
        "ended": embargo.ended,
        "to_tell": to_tell_values(view.to_tell),
    }


def to_tell_values(people: tuple[ToTell, ...]) -> list[dict[str, object]]:
    """Each person or office for scripts."""
    return [
        {
            "whom": person.whom,
            "name": _raw(person.name),
            "label": person.label,
            "letter": person.letter or None,
            "event": person.act or None,
            "told_at": person.told_at,
            "due": person.due,
            "why": person.why or None,
        }
        for person in people
    ]


def _raw(name: Untrusted) -> str | None:
    return name.raw or None
