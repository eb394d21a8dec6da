"""policy propose: what the text of a policy would be as a profile, sentence by sentence."""

import argparse
from typing import Any

from desktop.cli.output import ProgressBar, print_json, print_text, say, shown_path
from desktop.cli.policies.proposal_text import ABOUT, proposal_lines
from desktop.domain.failures import Exit
from desktop.domain.policy.proposing import Passage, Proposal, Proposed
from desktop.workflows.policies.propose_policy import draft_profile, propose_policy, write_decision_sheet
from desktop.workflows.ports import Tools


def propose(parsed: argparse.Namespace, tools: Tools) -> int:
    """Show what the texts propose, and with --out write it down as a draft; nothing is adopted.

    What is no policy is no valid document, as the exit code says.
    """
    proposal = propose_policy(tools, parsed.files, progress=ProgressBar())
    document = proposal_document(proposal)
    if parsed.out:
        draft_profile(tools, proposal, parsed.out.absolute())
    if parsed.decisions:
        write_decision_sheet(tools, proposal, parsed.decisions.absolute())
    if parsed.json:
        print_json(document)
        return Exit.INVALID if proposal.not_a_policy else Exit.DONE
    print_text("\n".join(proposal_lines(proposal)).lstrip("\n"))
    if parsed.decisions:
        say(
            f'{shown_path(parsed.decisions)} is written: put "accept" or "refuse" beside every value in it, '
            "answer its questions, then `embargo policy adopt ID --from FILE --decisions SHEET`."
        )
    elif parsed.out:
        say(f"{shown_path(parsed.out)} is written: a draft that holds for no case before it is adopted.")
    else:
        say(_advice(proposal))
    return Exit.INVALID if proposal.not_a_policy else Exit.DONE


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
            for table in ABOUT
            if table not in ("intake", "clocks", "disclosure", "versions", "scope")
            and (found := proposal.proposed(table))
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


def _advice(proposal: Proposal) -> str:
    if proposal.not_a_policy:
        return "Nothing was written. Write a profile by hand, or choose the file that holds the policy."
    names = " ".join(shown_path(source.name) for source in proposal.sources)
    return (
        "Nothing was adopted and nothing was written. To accept, correct or refuse each value: "
        f"`embargo policy propose {names} --decisions SHEET.json`."
    )
