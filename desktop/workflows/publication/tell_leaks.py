"""Leaks in the documents of an advisory, told together: each once, with every document that has it."""

from collections.abc import Iterator, Sequence

import msgspec

from desktop.domain.advisories.advisory import AdvisoryText
from desktop.domain.advisories.fields import FactField
from desktop.domain.leaving.cleared import Cleared
from desktop.domain.leaving.gate import GateRefusal
from desktop.domain.leaving.leaks.leak import Leak, LeakKind, sentences
from desktop.workflows.publication.write_documents import Document

_FIELDS: tuple[FactField, ...] = (
    "title", "summary", "details", "remediation", "workaround", "references", "cve",
)  # fmt: skip


class FoundLeak(msgspec.Struct, frozen=True):
    """A leak in one document; `id` is by what a person says that it is none."""

    id: str
    kind: LeakKind
    format: str
    file_name: str
    line: int
    what: str
    sentence: str
    acceptable: bool
    document: str
    """SHA-256 of the document, with its instant of release left blank."""


_ONLY_A_KIND: tuple[LeakKind, ...] = ("proof", "secret")
"""Of these a finding says no more than its kind: each place is judged for itself."""


def alike(leak: FoundLeak, leaks: Sequence[FoundLeak]) -> tuple[FoundLeak, ...]:
    """The same thing in every line and document: one reason is enough for it."""
    if leak.kind in _ONLY_A_KIND:
        return (leak,)
    return tuple(one for one in leaks if (one.kind, one.what) == (leak.kind, leak.what))


def leaks_of(documents: Sequence[Document], judged: Sequence[Cleared | GateRefusal]) -> Iterator[FoundLeak]:
    """Those of each document, in the order of the documents."""
    for document, outcome in zip(documents, judged, strict=True):
        for leak in outcome.leaks if isinstance(outcome, GateRefusal) else ():
            yield FoundLeak(
                leak.id_in(document.approved_sha256),
                leak.kind,
                document.format,
                document.file_name,
                leak.line,
                leak.what,
                leak.sentence,
                leak.acceptable,
                document.approved_sha256,
            )


def fields_of(reasons: Sequence[str], leaks: Sequence[FoundLeak], text: AdvisoryText) -> dict[str, FactField]:
    """For a reason, the field in which the thing that it names first was typed; none for what is encoded."""
    typed = [(field, _words(text, field)) for field in _FIELDS]
    return {
        reason: field
        for leak in leaks
        for reason in reasons
        if leak.what in reason
        for field, words in typed
        if leak.what.strip("\u201c\u201d").casefold() in words
    }


def _words(text: AdvisoryText, field: FactField) -> str:
    told = getattr(text, field)
    return ("\n".join(told) if isinstance(told, tuple) else str(told)).casefold()


def reasons_of(judged: Sequence[Cleared | GateRefusal]) -> tuple[str, ...]:
    """Every reason once; what several documents tell is told with the lines of the first."""
    refused = [outcome for outcome in judged if isinstance(outcome, GateRefusal)]
    of_lines = {sentence for one in refused for sentence in sentences(one.leaks)}
    others = [reason for one in refused for reason in one.reasons if reason not in of_lines]
    told: dict[tuple[str, str], list[Leak]] = {}
    for one in refused:
        own: dict[tuple[str, str], list[Leak]] = {}
        for leak in one.leaks:
            own.setdefault((leak.kind, leak.what), []).append(leak)
        told = {**own, **told}
    in_order = sorted((leak for leaks in told.values() for leak in leaks), key=lambda leak: leak.line)
    return tuple(dict.fromkeys((*others, *sentences(in_order))))
