"""The door: bytes become a proposal, whatever they are; what cannot be read is refused with a sentence."""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

import msgspec

from desktop.domain.clocks.durations import RELEASE
from desktop.domain.digest import sha256
from desktop.domain.failures import TooDeep
from desktop.domain.policy.adoption import AS_WRITTEN, Choice
from desktop.domain.policy.proposing import LeftOut, Open, Proposal, Proposed, Source
from desktop.formats.policies.reading.asked import asked_in
from desktop.formats.policies.reading.clock_values import clocks_of
from desktop.formats.policies.reading.contact_file import (
    is_contact_file,
    proposal_of_contact_file,
    remarks_of,
)
from desktop.formats.policies.reading.contacts import channels_in, channels_in_table, intake_of
from desktop.formats.policies.reading.counted import counted_below
from desktop.formats.policies.reading.disclosure import Said, disclosure_in
from desktop.formats.policies.reading.doubtful import (
    is_history,
    is_placeholder,
    is_sample,
    is_within,
    unfilled_sections,
)
from desktop.formats.policies.reading.duties import duties_of
from desktop.formats.policies.reading.found import Found, left
from desktop.formats.policies.reading.hold import disclosure_of
from desktop.formats.policies.reading.identity import identity_of
from desktop.formats.policies.reading.language import language_of
from desktop.formats.policies.reading.later_by_level import disclosed_in_table
from desktop.formats.policies.reading.page import Grid, Heading, Page, page_of
from desktop.formats.policies.reading.promises import promises_in
from desktop.formats.policies.reading.published import named_in, published_items
from desktop.formats.policies.reading.remarks import as_remarked
from desktop.formats.policies.reading.scope import scope_in
from desktop.formats.policies.reading.sentences import Sentence, plain
from desktop.formats.policies.reading.source import text_of
from desktop.formats.policies.reading.spans import spans_of
from desktop.formats.policies.reading.tables import promises_in_table, quote_of
from desktop.formats.policies.reading.thanks import thanks_of
from desktop.formats.policies.reading.undated import undated_in
from desktop.formats.policies.reading.versions import versions_in_item, versions_in_prose, versions_in_table
from desktop.formats.policies.reading.weekdays import weekdays_in
from desktop.formats.policies.reading.wordings import CADENCE
from desktop.formats.publishing.security_txt import read_security_txt

_MOST_LEFT_OUT = 500
_TIME = re.compile(r"\d|\b(?:hours?|days?|weeks?|months?)\b")
_SAYS_SOMETHING = {
    "intake",
    "forbidden",
    "scope",
    "versions",
    "clocks",
    "disclosure",
    "bounty",
    "safe_harbour",
}

_Part = TypeVar("_Part")
_Thing = TypeVar("_Thing")


def read_proposal(content: bytes, name: str = "SECURITY.md") -> Proposal:
    """What a policy's text proposes.

    Raises TooLarge, TooDeep, and Malformed for what is no text; nothing else.
    """
    text = text_of(content)
    source = Source(name, sha256(content))
    if is_contact_file(name, text):
        fields = proposal_of_contact_file(read_security_txt(content), source)
        return _with_remarks(fields, _Reading(_page_of(remarks_of(text)), source).proposal())
    page = _page_of(text)
    own = published_items(text.encode())
    return _Reading(page, source).proposal() if own is None else _of_ours(page, source, own, text)


def _page_of(text: str) -> Page:
    try:
        return page_of(text)
    except RecursionError as error:
        raise TooDeep("The text is nested too deep to be read.") from error


def _with_remarks(fields: Proposal, said: Proposal) -> Proposal:
    """What the fields of a security.txt say, and what its comments promise; its channels stand in fields."""
    named = not fields.not_a_policy
    own = [item for item in said.items if item.table != "intake" and not (named and item.table == "policy")]
    if not any(item.table != "policy" for item in own):
        return msgspec.structs.replace(fields, left_out=(*fields.left_out, *said.left_out))
    asked = [question for question in said.questions if not (named and question.about == "policy")]
    return msgspec.structs.replace(
        fields,
        items=(*fields.items, *own),
        questions=(*fields.questions, *asked),
        left_out=(*fields.left_out, *said.left_out),
        conflicts=said.conflicts,
        not_a_policy=False,
    )


def _of_ours(page: Page, source: Source, own: list[Proposed], text: str) -> Proposal:
    """The proposal of a document that Embargo wrote."""
    reading = _Reading(page, source)
    identity, questions = reading.identity([item for item in own if item.table == "intake"])
    named = msgspec.structs.replace(identity, value=identity.value | named_in(text.encode()))
    asked = [question for question in questions if not named.value.get(question.id.partition(".")[2])]
    items = (named, *own, *_unique(reading.versions()))
    return Proposal(
        sources=(source,), items=items, questions=(*asked, *questions_of_items(items)), language="en"
    )


class _Reading:
    """One text on its way to a proposal: each recogniser looks at what the ones before it left."""

    def __init__(self, page: Page, source: Source) -> None:
        self._source = source
        self._left: list[LeftOut] = list(page.left_out)
        self._headings = [part for part in page.parts if isinstance(part, Heading)]
        sections = unfilled_sections(page)
        self._sentences: list[Sentence] = []
        self._grids: list[Grid] = []
        for part in page.parts:
            if isinstance(part, Heading):
                continue
            if is_within(part, sections):
                self._leave_template(part)
            elif isinstance(part, Grid):
                self._grids.append(part)
            elif _is_unread(part):
                self._left += _why_unread(part)
            else:
                self._sentences.append(part)

    def proposal(self) -> Proposal:
        channels = [*self._each(self._sentences, channels_in), *self._each(self._grids, channels_in_table)]
        intake = intake_of(channels, self._sentences)
        self._each(self._sentences, weekdays_in)
        found = [*self._promises(), *self._each(self._sentences, undated_in)]
        clocks, conflicts = clocks_of(_ended_alike(_dated_first(found)))
        fixes = [item.value["id"] for item in clocks if item.value["id"].startswith("fix-")]
        held, more = disclosure_of([*self._held()], [name for name in fixes if name != "fix-notice"])
        thanks, doubts = thanks_of(self._sentences)
        listed = [*self._each(self._sentences, asked_in), *self._each(self._sentences, scope_in)]
        versions = self.versions()
        language = language_of(self._sentences)
        identity, questions = self.identity(intake)
        items = _unique([*intake, *listed, *versions, *clocks, *duties_of(self._sentences), *held, *thanks])
        items += [*_levels(clocks), *_release(clocks)]
        says = any(item.table in _SAYS_SOMETHING for item in items)
        items = [identity, *items] if says else []
        return Proposal(
            sources=(self._source,),
            language=language,
            items=tuple(items),
            questions=(*questions, *questions_of_items(items)) if says else (),
            left_out=tuple([*self._left, *self._elsewhere(says=says)][:_MOST_LEFT_OUT]),
            conflicts=(*conflicts, *more, *doubts) if says else (),
            not_a_policy=not says,
        )

    def identity(self, intake: Sequence[Proposed]) -> tuple[Proposed, list[Open]]:
        """Whose policy it is."""
        return identity_of(self._sentences, self._headings, intake, language_of(self._sentences))

    def versions(self) -> list[Proposed]:
        """Which versions are supported."""
        return [
            *self._each(self._grids, versions_in_table),
            *self._each(self._sentences, versions_in_item),
            *self._each(self._sentences, versions_in_prose),
        ]

    def _each(
        self, parts: Iterable[_Part], look: Callable[[_Part], Iterable[_Thing | LeftOut]]
    ) -> list[_Thing]:
        found: list[_Thing] = []
        for part in parts:
            for one in look(part):
                if isinstance(one, LeftOut):
                    self._left.append(one)
                else:
                    found.append(one)
        return found

    def _promises(self) -> list[Found]:
        rows = [*self._each(self._grids, promises_in_table)]
        found, refused = counted_below([*self._each(self._sentences, promises_in), *rows], self._sentences)
        found, unclear = as_remarked(found, self._sentences)
        self._left += [*refused, *unclear]
        return sorted(found, key=lambda one: one.passage.first)

    def _held(self) -> list[Said]:
        rows = [row for grid in self._grids for row in _as_sentences(grid)]
        said: list[Said] = self._each([*self._sentences, *rows], disclosure_in)
        columns: list[Said] = self._each(self._grids, disclosed_in_table)
        return [*said, *columns]

    def _leave_template(self, part: Sentence | Grid) -> None:
        words = "This is the template of a code host, and nobody filled it in."
        if isinstance(part, Grid):
            self._left += [left("template", words, quote_of(row)) for row in part.rows[1:]]
        elif part.text:
            self._left.append(left("template", words, part.passage))

    def _elsewhere(self, *, says: bool) -> Iterable[LeftOut]:
        """Where a text that is no policy itself points to."""
        if says:
            return
        for sentence in self._sentences:
            urls = [link for link in sentence.links if link.startswith("http")]
            if urls and re.search(r"\bpolic|\bsecurity|\bvulnerab", sentence.low):
                yield left("elsewhere", f"The policy itself stands elsewhere: {urls[0]}", sentence.passage)


def questions_of_items(items: Sequence[Proposed]) -> list[Open]:
    """What the values leave open: other readings, and the calendar that their durations are counted in."""
    questions = []
    for item in items:
        if item.value.get("alternatives"):
            about = "clock" if item.table == "clocks" else "disclosure"
            choices = (
                Choice(AS_WRITTEN, item.value.get("assumed", "") or "As the text has it."),
                *(Choice(other["id"], other["text"]) for other in item.value["alternatives"]),
            )
            text = item.value.get("sentence", "When does the hold end?")
            questions.append(
                Open(id=item.id, about=about, text=text, choices=choices, passages=item.passages)  # type: ignore[arg-type]
            )
    return [*questions, *_about_calendar(items)]


def _about_calendar(items: Sequence[Proposed]) -> Iterable[Open]:
    clocks = [item for item in items if item.table == "clocks"]
    written = [(item, item.value.get("within", "") or item.value.get("every", "")) for item in clocks]
    dated = [item for item, span in written if re.search(r"\d(?:d|w|mo|bd|bh)$", span)]
    business = [item for item, span in written if re.search(r"\db[dh]$", span)]
    if dated:
        yield _calendar("timezone", "Which time zone do its days begin and end in?", dated, "UTC")
    if business:
        choices = [Choice("sat sun", "Saturday and Sunday are free.")]
        if any("Saturday" in item.value.get("assumed", "") for item in business):
            choices.append(Choice("sun", "Only Sunday is free."))
        yield _calendar("weekend", "Which days of the week are no business days?", business, tuple(choices))
        yield _calendar("holidays", "Which days are holidays?", business, "")
    if any(span.endswith("bh") for _, span in written):
        yield _calendar("office_hours", "When are the hours of business, such as 09:00-17:00?", business, ())


def _calendar(key: str, text: str, items: Sequence[Proposed], choices: tuple[Choice, ...] | str) -> Open:
    if isinstance(choices, str):
        choices = (Choice(choices, choices or "none"),)
    passages = tuple(dict.fromkeys(passage for item in items for passage in item.passages))
    return Open(id=f"calendar.{key}", about="calendar", text=text, choices=choices, passages=passages)


def _is_unread(sentence: Sentence) -> bool:
    """Whether a sentence is not looked at: quoted, an example, or never filled in."""
    blank = is_placeholder(sentence.low) and _TIME.search(sentence.low) is not None
    return sentence.quoted or is_sample(sentence.under) or is_history(sentence.under) or blank


def _why_unread(sentence: Sentence) -> list[LeftOut]:
    """The reason; what says nothing that would be proposed is not even named."""
    if is_placeholder(sentence.low):
        return [left("placeholder", "Words in it were never filled in.", sentence.passage)]
    if spans_of(sentence.low) or "@" in sentence.text:
        return [left("example", "It is quoted, an example, or what the text once said.", sentence.passage)]
    return []


def _as_sentences(grid: Grid) -> Iterable[Sentence]:
    """The rows of a table as sentences, for what is looked for in both."""
    for row in grid.rows[1:]:
        text = ": ".join(cell.text for cell in row.cells)
        yield Sentence(text, plain(text), row.line, row.line, grid.under, item=True)


def _levels(clocks: Sequence[Proposed]) -> list[Proposed]:
    named = [item for item in clocks if item.value.get("severities")]
    if not named:
        return []
    passages = tuple(dict.fromkeys(passage for item in named for passage in item.passages))
    value = {"levels": ["critical", "high", "medium", "low"], "stated": True}
    return [Proposed(id="severity", table="severity", value=value, passages=passages)]


def _dated_first(found: Sequence[Found]) -> list[Found]:
    """Words without a number say nothing more where the text gives the time as well."""
    dated = {
        (one.kind, one.every) for one in found if not (one.written.startswith("undated:") or one.severities)
    }
    return [
        one for one in found if not (one.written.startswith("undated:") and (one.kind, one.every) in dated)
    ]


def _ended_alike(found: Sequence[Found]) -> list[Found]:
    """What ends the fixes of a text ends its status letters too."""
    deeds = {one.deed for one in found if one.kind in ("fix", "fix-notice")}
    deed = next(iter(deeds)) if len(deeds) == 1 else "both"
    return [msgspec.structs.replace(one, deed=deed) if one.kind == "status" else one for one in found]


def _release(clocks: Sequence[Proposed]) -> list[Proposed]:
    """The cadence of releases, where a clock waits for one; a cadence without dates gives no date."""
    waiting = [item for item in clocks if item.value.get("within") == RELEASE]
    if not waiting:
        return []
    passages = tuple(dict.fromkeys(passage for item in waiting for passage in item.passages))
    low = plain(" ".join(passage.quote for passage in passages))
    value = {"assumed": "The text gives no release dates: clocks wait until somebody enters them."}
    cadence = next((written for shape, written in CADENCE if shape.search(low)), "")
    value |= {"cadence": cadence} if cadence else {}
    return [Proposed(id="release", table="release", value=value, passages=passages)]


def _unique(items: Sequence[Proposed]) -> list[Proposed]:
    """Values that stand twice are one, with the lines of both; ids that stand twice are parted."""
    found: dict[str, Proposed] = {}
    for item in items:
        twin = found.get(item.id)
        if twin is None:
            found[item.id] = item
        elif _facts(twin) == _facts(item):
            passages = tuple(dict.fromkeys((*twin.passages, *item.passages)))
            found[item.id] = msgspec.structs.replace(twin, passages=passages)
        else:
            name = next(f"{item.id}-{n}" for n in range(2, len(items) + 2) if f"{item.id}-{n}" not in found)
            value = item.value | ({"id": name.partition(":")[2]} if "id" in item.value else {})
            found[name] = msgspec.structs.replace(item, id=name, value=value)
    return list(found.values())


def _facts(item: Proposed) -> dict[str, object]:
    return {key: value for key, value in item.value.items() if key != "assumed"}
