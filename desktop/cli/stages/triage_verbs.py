"""duplicates, merge: which cases are of the same problem, with the evidence; and making them one."""

import argparse

from desktop.cli.cases.act_verb import require_done
from desktop.cli.cases.case_verbs import case_id_of
from desktop.cli.output import print_json, print_text, say
from desktop.cli.program import Program
from desktop.cli.session import open_desk
from desktop.domain.failures import Exit
from desktop.domain.inert import Untrusted
from desktop.domain.triage import Likeness
from desktop.workflows.triage.merge_duplicate import merge_duplicate
from desktop.workflows.triage.propose_duplicates import propose_duplicates

_AXES = {
    "component": "same component",
    "class": "same class of bug",
    "path": "same attack path",
    "fix": "same fix",
}
_GROUNDS = {
    "same-text": "nearly the same text",
    "same-reporter": "the same reporter sent nearly the same text again",
}


def duplicates(parsed: argparse.Namespace, program: Program) -> int:
    """The cases of which this one may be a duplicate, the likeliest first."""
    with open_desk(parsed, program, read_only=True) as desk:
        proposed = propose_duplicates(desk, case_id_of(parsed.case))
    if parsed.json:
        print_json([_values(like) for like in proposed])
    elif proposed:
        print_text("\n".join(_described(like) for like in proposed))
    else:
        say("No other case looks like the same problem.")
    return Exit.DONE


def merge(parsed: argparse.Namespace, program: Program) -> int:
    """Reject a case as a duplicate of another, where its reporter joins. Raises RefusedByPolicy."""
    duplicate, original = case_id_of(parsed.duplicate), case_id_of(parsed.original)
    with open_desk(parsed, program) as desk:
        outcome = merge_duplicate(desk, duplicate, original, parsed.reason)
        recorded = require_done(outcome, desk, duplicate)
    if parsed.json:
        print_json({"duplicate": duplicate, "original": original, "id": recorded.id})
    else:
        say(f"{duplicate} is a duplicate of {original}; its reporter has joined there.")
        say(f"Tell its reporter: `embargo letter {duplicate} rejection --out FILE.eml`.")
    return Exit.DONE


def _values(like: Likeness) -> dict[str, object]:
    return {
        "case": like.case_id,
        "policy": like.policy_id,
        "title": like.title.raw,
        "open": like.open,
        "strength": like.strength,
        "ground": like.ground,
        "similarity": like.similarity,
        "same_policy": like.same_policy,
        "same_reporter": like.same_reporter,
        "axes": [
            {"axis": a.axis, "evidence": a.evidence, "shared": a.shared, "weight": round(a.weight, 2)}
            for a in like.agreements
        ],
        "differs": like.differs,
    }


def _described(like: Likeness) -> str:
    reasons = [f"{_AXES[a.axis]} ({Untrusted(', '.join(a.evidence)).line})" for a in like.agreements]
    if like.ground in _GROUNDS:
        reasons.insert(0, _GROUNDS[like.ground])
    reasons += [f"but another {axis} is named" for axis in like.differs]
    notes = [f"texts alike by {like.similarity:.0f} %"]
    notes += [] if like.same_policy else [f"under {like.policy_id}"]
    notes += [] if like.open else ["closed"]
    head = f"{like.case_id}  {like.strength}: {'; '.join(reasons)}; {', '.join(notes)}"
    return f"{head}\n    {like.title.line}"
