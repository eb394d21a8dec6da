"""Items that are labelled as restricted, and their removal from what leaves (AUM-6a).

A labelled paragraph is taken out of the advisory. What cannot be taken out without being missed is refused:
the whole case, a file, and any text that repeats a labelled item.
"""

import re
from collections.abc import Iterator

import msgspec

from desktop.domain.advisories.advisory import AdvisoryFacts, AdvisoryText
from desktop.domain.case import Case
from desktop.domain.digest import sha256
from desktop.domain.events import ItemLabelled, LabelledItem

_BETWEEN = re.compile(r"\n[ \t]*\n\s*")
_FIELDS = ("summary", "details", "remediation", "workaround")
"""The fields of an advisory that have paragraphs."""


def paragraphs(text: AdvisoryText) -> tuple[str, ...]:
    """Those of an advisory, in the order in which they are read."""
    return tuple(p for field in _FIELDS for p in _split(getattr(text, field)))


def digest_of(words: str) -> str:
    """By what a label names a note or a paragraph; blanks around it do not count."""
    return sha256(words.strip().encode(errors="surrogatepass"))


def labelled(case: Case, item: LabelledItem) -> frozenset[str]:
    """What of this sort is labelled."""
    return frozenset(label.which for label in case.labels if label.item == item)


def is_whole(case: Case) -> bool:
    """Whether the label is on the case itself."""
    return any(label.item == "case" for label in case.labels)


def without_labelled(facts: AdvisoryFacts, case: Case) -> AdvisoryFacts:
    """The facts of an advisory without its labelled paragraphs."""
    taken = labelled(case, "paragraph")
    if not taken:
        return facts
    kept = {
        field: "\n\n".join(p for p in _split(getattr(facts.text, field)) if digest_of(p) not in taken)
        for field in _FIELDS
    }
    return msgspec.structs.replace(facts, text=msgspec.structs.replace(facts.text, **kept))


def whole_case(case: Case) -> Iterator[str]:
    """The sentence that refuses whatever tells of a labelled case, but for an answer to its reporter."""
    if is_whole(case):
        yield "The whole case is labelled as restricted: lift the label first."


def with_items(case: Case) -> Iterator[str]:
    """The sentence that refuses what would carry every item of the case, the labelled ones too."""
    yield from whole_case(case)
    count = sum(label.item != "case" for label in case.labels)
    if count:
        things = "item is" if count == 1 else "items are"
        yield f"{count} labelled {things} in it, and no bundle goes without them: lift the label first."


def objection(act: ItemLabelled, case: Case) -> str:
    """Why a label makes no sense, or ""."""
    if not act.reason.strip():
        return "Say why it is restricted."
    if any((label.item, label.which) == (act.item, act.which) for label in case.labels):
        return "It is labelled already."
    kept = {
        "case": {""},
        "note": {digest_of(note) for note in case.notes},
        "message": {message.event_id for message in case.messages},
        "file": {f for m in case.messages for f in m.attachments} | {file.sha256 for file in case.evidence},
        "paragraph": {digest_of(p) for p in paragraphs(case.advisory)} if case.advisory else set(),
    }
    return "" if act.which in kept[act.item] else f"The case has no such {act.item}."


def _split(text: str) -> tuple[str, ...]:
    return tuple(p for p in _BETWEEN.split(text.replace("\r\n", "\n")) if p.strip())
