"""What the drawn timeline of a case has to be before it leaves."""

from collections.abc import Iterator, Sequence

import msgspec

from desktop.domain.case import Case
from desktop.domain.leaving.file_names import names_nobody
from desktop.domain.leaving.labels import whole_case
from desktop.domain.leaving.namings import telling_phrase
from desktop.domain.leaving.notations import notations
from desktop.domain.leaving.sentences import foreign, hidden
from desktop.domain.leaving.traces import reporter_traces
from desktop.domain.policy import Profile


class TimelineCandidate(msgspec.Struct, frozen=True):
    """A drawn timeline that asks to leave: the bytes, and every word that was drawn in them."""

    content: bytes
    words: tuple[str, ...]
    file_name: str


def objections_to_timeline(
    candidate: TimelineCandidate, case: Case, policies: Sequence[Profile]
) -> Iterator[str]:
    """Why it stays; the first of the `policies` is the case's own."""
    text = "\n".join(candidate.words)
    if not candidate.content.startswith(b"%PDF-"):
        yield "This is no PDF."
    if not names_nobody(candidate.file_name, case):
        yield "The name of the file tells who reported, or what."
    yield from whole_case(case)
    if case.case_id not in text:
        yield "The document does not carry the id of its case."
    yield from foreign(text, case)
    yield from hidden(text)
    ours = {words for policy in policies for words in _words_of(policy)}
    told = "\n".join(words for words in candidate.words if words not in ours)
    title = telling_phrase(case.title.line)
    if title is not None and title.stands_in(notations(told)):
        yield "The title of the report stands in it."
    if reporter_traces(told, msgspec.structs.replace(case, credits={}), policies[0]):
        yield "The reporter is named in it."


def _words_of(policy: Profile) -> Iterator[str]:
    """What a policy itself says in public: no report gave it away, whatever its title is."""
    yield policy.policy.organisation
    yield from (clock.sentence for clock in policy.clocks)
    yield from (step.text for step in policy.steps)
    yield from (rule.sentence for rule in policy.disclosure.predisclosure)
