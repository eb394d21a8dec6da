"""What the written record of an incident has to be before it leaves."""

from collections.abc import Iterator, Sequence

import msgspec

from desktop.domain.case import Case
from desktop.domain.leaving.file_names import names_nobody
from desktop.domain.leaving.labels import whole_case
from desktop.domain.leaving.leaks.guarded import Guarded
from desktop.domain.leaving.secrets import secret
from desktop.domain.leaving.sentences import foreign, guarded_items, hidden
from desktop.domain.leaving.traces import reporter_traces, traces_of_others
from desktop.domain.parties.people import Person
from desktop.domain.policy import Profile


class RecordCandidate(msgspec.Struct, frozen=True):
    """The written record of an incident that asks to leave: its words, and the bytes that would leave."""

    text: str
    content: bytes
    file_name: str
    encrypted: bool
    guarded: Guarded = Guarded()


def objections_to_record(
    candidate: RecordCandidate, case: Case, profile: Profile, others: Sequence[Person] = ()
) -> Iterator[str]:
    """Why it stays: it leaves encrypted only, and names neither another case nor who reported (CZM-8b)."""
    sealed = candidate.content.lstrip().startswith(b"-----BEGIN PGP MESSAGE-----")
    if not candidate.encrypted:
        rules = [rule for rule in profile.exports if rule.artefact == "review" and "encrypted" in rule.needs]
        asked = f" ({', '.join(rules[0].clauses)})" if rules else ""
        yield f"The record of an incident leaves encrypted only{asked}."
    elif not sealed or candidate.text.strip().encode() in candidate.content:
        yield "The record is called encrypted and can be read."
    if not names_nobody(candidate.file_name, case):
        yield "The name of the file tells who reported, or what."
    yield from whole_case(case)
    if case.case_id not in candidate.text:
        yield "The record does not carry the id of its case."
    yield from guarded_items(candidate.text, candidate.guarded)
    yield from foreign(candidate.text, case)
    yield from hidden(candidate.text)
    yield from secret(candidate.text)
    without_wishes = msgspec.structs.replace(case, credits={})
    named = reporter_traces(candidate.text, without_wishes, profile)
    if named or traces_of_others(candidate.text, case, others):
        yield "The reporter is named in it: who told us is no part of what happened."
