"""Gather what a document of one case must not tell: of its report and files, of other cases, of the vault.

Of reports and files only prints are taken; what is read to make them is let go at once.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from functools import reduce

from desktop.domain import events as e
from desktop.domain.case import Case
from desktop.domain.event import Recorded
from desktop.domain.failures import FileLost
from desktop.domain.leaving.labels import digest_of, labelled, paragraphs
from desktop.domain.leaving.leaks.guarded import Guarded, Prints
from desktop.domain.leaving.leaks.ids import ids_in, titles_in
from desktop.domain.leaving.leaks.page import Page
from desktop.domain.leaving.leaks.prints import item_prints, proof_prints
from desktop.domain.occurrences import in_force
from desktop.formats.letters.kinds import Audience
from desktop.formats.previews.pages import is_readable
from desktop.workflows.desk.view_case import read_messages
from desktop.workflows.intake.named_cases import is_of_reporter
from desktop.workflows.ports import Desk
from desktop.workflows.publication.kept_back import KeptBack

_TEXT_BYTES = 256 * 1024
"""Of each file that is looked through for proofs."""
_FILE_BYTES = 4 * 1024 * 1024
"""Up to which size a file is hashed anew, as others do it."""


def guard_advisory(desk: Desk, case: Case, kept: KeptBack, pages: Iterable[Page]) -> Guarded:
    """Everything; `pages` are those that are to leave, whose ids are looked up among other cases."""
    files = tuple(_files(desk, case))
    asked = {one for page in pages for one in ids_in(page)}
    return Guarded(
        code_names=kept.code_names,
        hosts=kept.hosts,
        ids=frozenset(one for one in asked if kept.is_kept_from(case, one)),
        titles=tuple(kept.titles_beside(case)),
        hashes=frozenset(_hashes(case, files)),
        proofs=_proofs(desk, case, files),
        restricted=_restricted(desk, case, files, messages=True),
    )


def guard_letter(desk: Desk, case: Case, text: str, *, audience: Audience) -> Guarded:
    """What no letter tells; reporters know their own messages and files, authorities may see the proof."""
    to_reporter, kept, page = audience == "reporter", KeptBack(desk), Page(text)
    files = tuple(_files(desk, case))
    titles = tuple(title for title, _ in titles_in(page, kept.titles_beside(case)))
    return Guarded(
        code_names=kept.code_names,
        hosts=kept.hosts,
        ids=frozenset(one for one in ids_in(page) if kept.is_kept_from(case, one)),
        titles=_not_theirs(desk, case, titles) if to_reporter and titles else titles,
        proofs=_proofs(desk, case, files) if audience == "users" else Prints(),
        restricted=_restricted(desk, case, files, messages=not to_reporter),
    )


def guard_public(desk: Desk) -> Guarded:
    """What is told in no text that is about no case."""
    kept = KeptBack(desk)
    return Guarded(code_names=kept.code_names, hosts=kept.hosts)


def _not_theirs(desk: Desk, case: Case, titles: Sequence[str]) -> tuple[str, ...]:
    """Without what the reporter called the problem themselves: somebody else may have called it so too."""
    theirs = [report for _, report in read_messages(desk.vault, case) if is_of_reporter(case, report)]
    said = "\n".join((case.title.raw, *(words.raw for one in theirs for words in (one.subject, one.text))))
    known = {title for title, _ in titles_in(Page(said), titles)}
    return tuple(title for title in titles if title not in known)


def _files(desk: Desk, case: Case) -> Iterator[tuple[str, bytes]]:
    """The files of the case by their hashes; a larger one only as far as it is looked through."""
    for sha256 in dict.fromkeys(_named(case)):
        try:
            head = desk.vault.blob_range(sha256, 0, _FILE_BYTES)
        except FileLost:
            head = b""
        yield sha256, head


def _named(case: Case) -> Iterator[str]:
    yield from (sha256 for message in case.messages for sha256 in message.attachments)
    yield from (file.sha256 for file in case.evidence)


def _hashes(case: Case, files: Sequence[tuple[str, bytes]]) -> Iterator[str]:
    for message in case.messages:
        yield from filter(None, (message.sealed_sha256, message.plaintext_sha256, message.report_sha256))
    for sha256, head in files:
        yield sha256
        if hashlib.sha256(head).hexdigest() == sha256:
            for name in ("md5", "sha1", "sha512"):
                yield hashlib.new(name, head, usedforsecurity=False).hexdigest()


def _proofs(desk: Desk, case: Case, files: Sequence[tuple[str, bytes]]) -> Prints:
    return _together(map(proof_prints, _proof_texts(desk, case, files)))


def _proof_texts(desk: Desk, case: Case, files: Sequence[tuple[str, bytes]]) -> Iterator[str]:
    for message, report in read_messages(desk.vault, case):
        if not message.automatic:
            yield report.text.raw
    told = {file.sha256 for file in case.evidence if file.is_advisory}
    yield from (_read(head) for sha256, head in files if head and sha256 not in told and is_readable(head))


def _restricted(desk: Desk, case: Case, files: Sequence[tuple[str, bytes]], *, messages: bool) -> Prints:
    """Of every labelled item; without the messages and files for whoever sent them."""
    if not case.labels:
        return Prints()
    written = (*case.notes, *_paragraphs_ever(desk.vault.history(case.case_id)))
    taken = labelled(case, "note") | labelled(case, "paragraph")
    texts = [text for text in written if digest_of(text) in taken]
    if messages:
        file, told = labelled(case, "file"), labelled(case, "message")
        texts += [_read(head) for sha256, head in files if sha256 in file and is_readable(head)]
        texts += [r.text.raw for m, r in read_messages(desk.vault, case) if m.event_id in told]
    return _together(map(item_prints, texts))


def _paragraphs_ever(history: Sequence[Recorded]) -> Iterator[str]:
    """Also those of earlier texts: a labelled paragraph that was changed since stays restricted."""
    for recorded in in_force(history):
        if isinstance(recorded.event, e.AdvisoryDrafted):
            yield from paragraphs(recorded.event.text)


def _read(head: bytes) -> str:
    return head[:_TEXT_BYTES].decode("utf-8", "replace")


def _together(prints: Iterable[Prints]) -> Prints:
    return reduce(lambda one, other: one | other, prints, Prints())
