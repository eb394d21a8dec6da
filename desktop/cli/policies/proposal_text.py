"""A proposal as text: each value in sentences with its place and quote, what is open, what runs no clock."""

from collections.abc import Iterator, Sequence

from desktop.cli.policies.item_words import item_words
from desktop.cli.policies.promise_words import span_words, until_words
from desktop.domain.policy import Clock, Disclosure
from desktop.domain.policy.adoption import read_as
from desktop.domain.policy.proposing import LeftOut, Open, Passage, Proposal, Proposed, TableName

ABOUT: dict[TableName, str] = {
    "policy": "Whose policy it is",
    "intake": "Channels",
    "forbidden": "Channels to avoid",
    "fields": "What a report should say",
    "severity": "Severities",
    "scope_condition": "Condition of the scope",
    "scope": "Scope",
    "versions": "Versions",
    "release": "Releases",
    "conditions": "Questions about a case",
    "clocks": "Clocks",
    "disclosure": "Disclosure",
    "credit": "Credit",
    "bounty": "Bounty",
    "safe_harbour": "Safe harbour",
}
_QUOTE = 160


def proposal_lines(proposal: Proposal) -> Iterator[str]:
    """The whole proposal, a line each."""
    names = ", ".join(source.name for source in proposal.sources)
    if proposal.not_a_policy:
        yield f"{names}: this is no policy: it names no channel, no time and no scope."
    for table, about in ABOUT.items():
        found = proposal.proposed(table)
        if found:
            yield f"\n{about}"
            for item in found:
                yield from _of_item(item, proposal)
    yield from _open(proposal)
    for title, left in _left(proposal.left_out):
        if left:
            yield f"\n{title}"
            for one in left:
                yield f"  {_place(one.passage, proposal)}: {one.words}"
                yield f"      “{_short(one.passage.quote)}”"


def _left(found: Sequence[LeftOut]) -> Iterator[tuple[str, list[LeftOut]]]:
    told = [one for one in found if one.said_as_well]
    yield "The text also says this; Embargo runs no clock of it", told
    yield "Seen, and not proposed", [one for one in found if not one.said_as_well]


def _of_item(item: Proposed, proposal: Proposal) -> Iterator[str]:
    value = item.item()
    first, *below = item_words(value, _clocks(proposal), _asked(proposal)) or [item.id]
    yield f"  {first}"
    yield from (f"      {line}" for line in below)
    if value.assumed:
        yield f"      Assumed: {value.assumed}"
    for passage in item.passages:
        yield f"      {_place(passage, proposal)}: “{_short(passage.quote)}”"


# --- what is open ----------------------------------------------------------------------------------------


def _open(proposal: Proposal) -> Iterator[str]:
    if proposal.questions:
        yield "\nWhat the text leaves open"
        for question in proposal.questions:
            yield from _question(question, proposal)
    if proposal.conflicts:
        yield "\nContradictions: at most one of each can hold"
        for conflict in proposal.conflicts:
            yield f"  {conflict.text}"
            for item in proposal.items:
                if item.id in conflict.ids:
                    first, *_ = item_words(item.item(), _clocks(proposal)) or [item.id]
                    places = ", ".join(_place(passage, proposal) for passage in item.passages)
                    yield f"      {item.id}: {first} ({places})"


def _question(question: Open, proposal: Proposal) -> Iterator[str]:
    which = " Which reading holds?" if question.about in ("clock", "disclosure") else ""
    yield f"  {question.text}{which}"
    for choice in question.choices:
        if question.about == "calendar":
            text = choice.text.rstrip(".")
            said = text if choice.id in ("", text) else f"{text} ({choice.id})"
            yield f"      {said}, or another answer"
        else:
            meaning = meaning_of(question, choice.id, proposal)
            yield f"      {choice.id or 'as proposed'}: {choice.text}{f' {meaning}' if meaning else ''}"


def meaning_of(question: Open, reading: str, proposal: Proposal) -> str:
    """What would hold under one of the readings that a question offers."""
    item = next((item for item in proposal.items if item.id == question.id), None)
    value = item.item() if item is not None else None
    if isinstance(value, Clock):
        clock = read_as(value, reading)
        return span_words(clock)
    if isinstance(value, Disclosure):
        hold = next((other.hold for other in value.alternatives if other.id == reading), value.hold)
        return f"Details are held until {until_words(hold, _clocks(proposal))}." if hold else ""
    return ""


def _clocks(proposal: Proposal) -> list[Clock]:
    found = (item.item() for item in proposal.proposed("clocks"))
    return [clock for clock in found if isinstance(clock, Clock)]


def _asked(proposal: Proposal) -> dict[str, str]:
    """The questions that clocks hang on, by their ids."""
    return {item.value["id"]: item.value["question"] for item in proposal.proposed("conditions")}


def _place(passage: Passage, proposal: Proposal) -> str:
    of = f" of {proposal.sources[passage.source].name}" if len(proposal.sources) > 1 else ""
    return f"line {passage.lines}{of}"


def _short(quote: str) -> str:
    return quote if len(quote) <= _QUOTE else f"{quote[: _QUOTE - 1]}…"
