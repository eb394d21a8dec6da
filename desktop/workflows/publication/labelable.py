"""What of a case can be labelled as restricted, with a few words of each, and the labels that are on it."""

from collections.abc import Iterator

import msgspec

from desktop.domain.assessing.evidence import files_of
from desktop.domain.events import EventUndone, ItemLabelled, LabelledItem
from desktop.domain.inert import Untrusted
from desktop.domain.leaving.labels import digest_of, paragraphs
from desktop.domain.occurrences import in_force
from desktop.workflows.desk.view_case import CaseView


class Labelable(msgspec.Struct, frozen=True):
    """One thing of a case."""

    item: LabelledItem
    which: str
    number: int
    """Among those of its sort, from 1 on; the whole case has 0."""
    words: Untrusted
    label: ItemLabelled | None = None
    """What is on it already."""
    event_id: str = ""

    def act(self, reason: str) -> ItemLabelled | EventUndone:
        """Labels it; or lifts the label that is on it."""
        if self.label is not None:
            return EventUndone(self.event_id)
        return ItemLabelled(self.item, reason.strip(), self.which)


def labelable(view: CaseView) -> tuple[Labelable, ...]:
    """The case itself, its messages, files, notes, and the paragraphs of its advisory."""
    put_on = {
        (event.item, event.which): (event, recorded.id)
        for recorded in in_force(view.history)
        if isinstance(event := recorded.event, ItemLabelled)
    }
    return tuple(
        Labelable(item, which, number, words, *put_on.get((item, which), ()))
        for item, which, number, words in _things(view)
    )


def _things(view: CaseView) -> Iterator[tuple[LabelledItem, str, int, Untrusted]]:
    case = view.case
    yield "case", "", 0, Untrusted("")
    for number, message in enumerate(case.messages, 1):
        yield "message", message.event_id, number, message.title
    files = {file.sha256: file.name for file in files_of(view.history, view.reports)}
    for number, (sha256, name) in enumerate(files.items(), 1):
        yield "file", sha256, number, name
    for number, note in enumerate(case.notes, 1):
        yield "note", digest_of(note), number, Untrusted(note)
    for number, text in enumerate(paragraphs(case.advisory) if case.advisory else (), 1):
        yield "paragraph", digest_of(text), number, Untrusted(text)
