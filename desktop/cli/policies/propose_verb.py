"""policy propose: what the text of a policy would be as a profile, sentence by sentence."""

import argparse
from collections.abc import Iterator
from typing import Any

from desktop.cli.output import ProgressBar, print_json, print_text, say, shown_path
from desktop.domain.failures import Exit
from desktop.domain.policy.proposing import Passage, Proposal, Proposed
from desktop.workflows.policies.propose_policy import draft_profile, propose_policy, write_decision_sheet
from desktop.workflows.ports import Tools

_ABOUT = {
    "policy": "Whose policy it is",
    "intake": "Channels",
    "forbidden": "Forbidden channels",
    "fields": "What to include",
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


def propose(parsed: argparse.Namespace, tools: Tools) -> int:
    """Show what the texts propose, and with --out write it down as a draft; nothing is adopted."""
    proposal = propose_policy(tools, parsed.files, progress=ProgressBar())
    document = proposal_document(proposal)
    if parsed.out:
        draft_profile(tools, proposal, parsed.out.absolute())
    if parsed.decisions:
        write_decision_sheet(tools, proposal, parsed.decisions.absolute())
    if parsed.json:
        print_json(document)
        return Exit.DONE
    print_text("\n".join(_lines(proposal)))
    if parsed.decisions:
        say(
            f'{shown_path(parsed.decisions)} is written: put "accept" or "refuse" beside every value in it, '
            "answer its questions, then `embargo policy adopt ID --from FILE --decisions SHEET`."
        )
    elif parsed.out:
        say(f"{shown_path(parsed.out)} is written: a draft that holds for no case before it is adopted.")
    else:
        say(_advice(proposal))
    return Exit.DONE


def proposal_document(proposal: Proposal) -> dict[str, Any]:
    """The keys that scripts rely on, and all that is proposed beside them."""
    disclosure = next(iter(proposal.proposed("disclosure")), None)
    return {
        "contacts": [_told(item) for item in proposal.proposed("intake")],
        "clocks": [_clock(item) for item in proposal.proposed("clocks")],
        "disclosure": _told(disclosure) if disclosure else None,
        "versions": [_told(item) for item in proposal.proposed("versions")],
        "scope": [_told(item) for item in proposal.proposed("scope")],
        "questions": proposal.questions,
        "not_a_policy": proposal.not_a_policy,
        "others": {
            table: [_told(item) for item in found]
            for table in _ABOUT
            if table not in ("intake", "clocks", "disclosure", "versions", "scope")
            and (found := proposal.proposed(table))  # type: ignore[arg-type]  # the names are of that type
        },
        "left_out": proposal.left_out,
        "conflicts": proposal.conflicts,
        "sources": proposal.sources,
        "language": proposal.language,
    }


def _told(item: Proposed) -> dict[str, Any]:
    first = item.passages[0] if item.passages else Passage(0, 0, "")
    lines = [passage.lines for passage in item.passages]
    return {**item.value, "id": item.id, "lines": lines, "quote": first.quote}


def _clock(item: Proposed) -> dict[str, Any]:
    """A clock; `within` says the interval of one that recurs, too, and `start` its first event."""
    told = _told(item)
    written = item.value.get("within") or item.value.get("every", "")
    return {**told, "within": written, "start": item.value["starts"][0], "id": item.value["id"]}


def _lines(proposal: Proposal) -> Iterator[str]:
    names = ", ".join(source.name for source in proposal.sources)
    if proposal.not_a_policy:
        yield f"{names}: this is no policy: it names no channel, no time and no scope."
    for table, about in _ABOUT.items():
        found = proposal.proposed(table)  # type: ignore[arg-type]  # the names are of that type
        if found:
            yield f"\n{about}"
            for item in found:
                yield from _of_item(item)
    yield from _open(proposal)
    if proposal.left_out:
        yield "\nSeen, and not proposed"
        for one in proposal.left_out:
            yield f"  line {one.passage.lines}: {one.words}"
            yield f"      “{_short(one.passage.quote)}”"


def _open(proposal: Proposal) -> Iterator[str]:
    if proposal.questions:
        yield "\nWhat the text leaves open"
        for question in proposal.questions:
            choices = "; ".join(choice.text.rstrip(".") for choice in question.choices)
            yield f"  {question.text}{f' ({choices})' if choices else ''}"
    if proposal.conflicts:
        yield "\nContradictions: at most one of each can hold"
        yield from (f"  {', '.join(one.ids)}: {one.text}" for one in proposal.conflicts)


def _of_item(item: Proposed) -> Iterator[str]:
    yield f"  {_summary(item)}"
    if assumed := item.value.get("assumed"):
        yield f"      assumed: {assumed}"
    for passage in item.passages:
        yield f"      line {passage.lines}: “{_short(passage.quote)}”"


def _summary(item: Proposed) -> str:
    value = item.value
    if item.table == "clocks":
        return f"{value['id']}: {value['sentence']}"
    if item.table == "versions":
        return f"{value['as_written']} ({value['range']}): {_SUPPORTED[value['supported']]}"
    if item.table == "scope":
        return f"{value['side']}: {value['text']}"
    shown = (f"{key} = {fact}" for key, fact in value.items() if key not in ("assumed", "alternatives", "id"))
    return "; ".join(shown) or item.id


_SUPPORTED = {True: "supported", False: "not supported", "critical-only": "critical problems only"}


def _short(quote: str) -> str:
    return quote if len(quote) <= _QUOTE else f"{quote[: _QUOTE - 1]}…"


def _advice(proposal: Proposal) -> str:
    if proposal.not_a_policy:
        return "Nothing was written. Write a profile by hand, or choose the file that holds the policy."
    return "Nothing was adopted and nothing was written: accept, correct or refuse each value."
