"""Promises without a number: kept as words, never turned into one."""

import re
from collections.abc import Iterator

from desktop.domain.policy.proposing import LeftOut
from desktop.formats.policies.reading import wordings as w
from desktop.formats.policies.reading.clauses import deeds_in, vendor_part
from desktop.formats.policies.reading.found import Found, left
from desktop.formats.policies.reading.sentences import Sentence
from desktop.formats.policies.reading.spans import spans_of

_WILL = re.compile(
    r"\b(?:we|our (?:\w+ )?team|the (?:[\w-]+ ){0,3}team|maintainers?|you)(?:'ll| will| (?:aim|try"
    r"|strive)\w* to)\b"
)
_INFORMED = re.compile(
    r"\bkeep(?:ing)? you (?:informed|updated|posted|up to date)\b|\b(?:periodic|regular) (?:status "
    r"|progress )?updates\b"
)
_NOTIFIED = re.compile(
    r"\b(?:notify|inform|tell|let) you (?:know )?(?:when|once|after|as soon as) (?:the|a|an|your"
    r"|it)\b[^.;]{0,40}"
    r"\b(?:fix\w*|patch\w*|resolv\w+|remediat\w+|deployed|released)\b"
)
_STEMS = (
    "sla",
    "service",
    "guarant",
    "promis",
    "commit",
    "effort",
    "offer",
    "garant",
    "保",
    "確約",
    "보장",
    "承诺",
)
_ADDRESS = re.compile(r"\b(?:validate|address|resolve|fix|handle)\b")
_HARBOUR = re.compile(r"safe harbo|legal")


def undated_in(sentence: Sentence) -> Iterator[Found | LeftOut]:
    """What a sentence promises without a time; sentences with one are looked at elsewhere."""
    low = sentence.low
    if spans_of(low):
        return
    if any(stem in low for stem in _STEMS) and w.NO_PROMISE.search(low):
        yield left("no-promise", "The text says that this is not promised.", sentence.passage)
        return
    if not _is_promise(sentence):
        return
    if match := _INFORMED.search(low):
        words = "keep informed" if match[0].startswith("keep") else match[0].split()[0]
        yield Found(kind="status", written=f"undated:{words}", every=True, passage=sentence.passage)
    if match := _NOTIFIED.search(low):
        remedied = bool(w.REMEDIED.search(match[0]))
        deed = "remedied" if remedied else "both" if w.DEPLOYED.search(match[0]) else "released"
        said = "undated:once resolved" if remedied else "undated:once the fix is out"
        yield Found(kind="fix-notice", written=said, passage=sentence.passage, deed=deed)  # type: ignore[arg-type]
    yield from _soon(sentence)


def _is_promise(sentence: Sentence) -> bool:
    low = sentence.low
    return (
        _WILL.search(low) is not None
        and not w.CONDITIONAL.match(low)
        and not w.NEGATED.search(vendor_part(low))
        and not any(_HARBOUR.search(heading) for heading in sentence.under)
    )


def _soon(sentence: Sentence) -> Iterator[Found]:
    """`We will answer as soon as possible`: nothing but its words."""
    low = sentence.low
    match = w.UNDATED.search(low)
    if match is None:
        return
    deeds = [deed.name for deed in deeds_in(low) if deed.name != "confirm"]
    if deeds and deeds[-1] in ("ack", "assess"):
        yield Found(kind=deeds[-1], written=f"undated:{match[0]}", passage=sentence.passage)  # type: ignore[arg-type]
    elif deeds and deeds[-1] == "fix" and _ADDRESS.search(low):
        yield Found(kind="address", written=f"undated:{match[0]}", passage=sentence.passage)
