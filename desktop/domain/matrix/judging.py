"""What speaks against a trace or a word on a version, as a sentence; "" where nothing does."""

from desktop.domain import events as e
from desktop.domain.case import Case
from desktop.domain.matrix.matrix import findings_of
from desktop.domain.versions.catalogue import wrong_name

MOST_REFS = 5_000
"""Tags and branches of one trace; nobody looks through more."""
NAME_SOME = "Name those that count by a pattern, such as v2.*, or judge versions by hand."


def objection_to_trace(act: e.VersionsTraced, case: Case) -> str:
    """Against keeping what a clone told."""
    if len(act.cells) > MOST_REFS:
        return f"The clone has {len(act.cells):,} tags and branches, more than {MOST_REFS:,}. {NAME_SOME}"
    if not act.cells:
        return "No tag and no branch of the clone was looked at: there is nothing to keep."
    return _about(act.product, act.finding, case)


def objection_to_judgement(act: e.VersionJudged, case: Case) -> str:
    """Against a person's word; not affected needs exactly one of the five reasons (CSAF 2.0 §3.2.3.5)."""
    if not act.version.strip():
        return "Name the version."
    if wrong := wrong_name(act.version) or _about(act.product, act.finding, case):
        return wrong
    record = case.fixing.get((act.product, act.version)) if act.branch and not act.finding else None
    if act.state == "affected" and record is not None and record.exempted is not None:
        return f"It was said that {record.name} needs no fix: undo that, or prepare one first."
    if act.state == "not-affected" and not act.justification:
        return "Say by one of the five justifications why it is not affected."
    if act.state != "not-affected" and act.justification:
        return "A justification says why a version is not affected: this one is called otherwise."
    return "" if act.ground.strip() else "Say what it rests on: a commit, a test, what was read."


def _about(product: str, finding: str, case: Case) -> str:
    if not product.strip():
        return "Name the product."
    if wrong := wrong_name(product):
        return wrong
    listed = [p.product for p in case.products]
    if listed and product not in listed:
        return f"Versions are of the listed products: {', '.join(listed)}."
    if finding not in findings_of(case):
        names = ", ".join(v.name for v in case.variants)
        return f"The case has no such similar problem: {names or 'none was found yet'}."
    return ""
