"""A proposal as a file in which a person decides: JSON, with a place for a verdict beside every value.

Read back, it says what was accepted, corrected and refused. The values themselves, their lines and quotes are
never taken from the file: they are read in the text again, and the sheet has to be about that very text.
"""

import json
from typing import Any

import msgspec

from desktop.domain.failures import InvalidPolicy, RefusedByPolicy
from desktop.domain.inert import is_hidden
from desktop.domain.policy.proposing import Proposal, Proposed
from desktop.domain.policy.proposing.reviewing import Review
from desktop.domain.undecodable import UNDECODABLE
from desktop.formats.policies.corrected_sentences import reworded

SCHEMA = "embargo-proposal/1"
SHEET_LIMIT = 4 * 1024 * 1024
"""The largest sheet that is read, in bytes."""
_ADVICE = "Write `embargo policy propose FILE --decisions SHEET` anew, and decide in that sheet."


class _Source(msgspec.Struct):
    sha256: str
    name: str = ""


class _Value(msgspec.Struct):
    id: str
    value: dict[str, Any]
    decision: str = ""


class _Question(msgspec.Struct):
    id: str
    answer: str | None = None


class _Sheet(msgspec.Struct):
    schema: str
    sources: list[_Source]
    values: list[_Value]
    questions: list[_Question] = msgspec.field(default_factory=list)


def write_sheet(proposal: Proposal) -> bytes:
    """The sheet with nothing decided: `decision` takes "accept" or "refuse", `answer` a choice or words."""
    told = {
        "schema": SCHEMA,
        "sources": proposal.sources,
        "not_a_policy": proposal.not_a_policy,
        "values": [_value(item) for item in proposal.items],
        "questions": [
            {"id": q.id, "text": q.text, "choices": q.choices, "answer": None} for q in proposal.questions
        ],
        "conflicts": proposal.conflicts,
        "left_out": proposal.left_out,
    }
    content = json.dumps(msgspec.to_builtins(told), indent=2, ensure_ascii=False) + "\n"
    return "".join(_escaped(letter) for letter in content).encode()


def read_sheet(content: bytes, proposal: Proposal) -> Review:
    """What was decided about this very proposal; a value without a decision stays undecided.

    Raises InvalidPolicy for what is no such sheet, RefusedByPolicy for one about other texts.
    """
    try:
        sheet = msgspec.json.decode(content, type=_Sheet)
    except UNDECODABLE as error:
        raise InvalidPolicy("The file is no sheet of decisions.", advice=_ADVICE) from error
    if sheet.schema != SCHEMA:
        raise InvalidPolicy("The file is no sheet of decisions that this Embargo knows.", advice=_ADVICE)
    if [source.sha256 for source in sheet.sources] != [source.sha256 for source in proposal.sources]:
        raise RefusedByPolicy("The decisions were made about another version of the text.", advice=_ADVICE)
    items = {item.id: item for item in proposal.items}
    review = Review()
    for row in sheet.values:
        if row.id not in items:
            raise InvalidPolicy(
                "The sheet decides about a value that was not read in the text.", advice=_ADVICE
            )
        review = _decided(review, items[row.id], row)
    questions = {question.id for question in proposal.questions}
    for asked in sheet.questions:
        if asked.id not in questions:
            raise InvalidPolicy(
                "The sheet answers a question that the text does not leave open.", advice=_ADVICE
            )
        review = review.answer(asked.id, asked.answer)
    return review


def _decided(review: Review, item: Proposed, row: _Value) -> Review:
    if row.decision == "refuse":
        return review.refuse(item.id)
    if row.decision == "accept":
        if gone := sorted(item.value.keys() - row.value.keys()):
            raise InvalidPolicy(
                f"{gone[0]} is missing in {item.id}.",
                advice="Correct a key, or refuse the value; none is left out.",
            )
        proposed = msgspec.to_builtins(item.value)
        corrected = {key: fact for key, fact in row.value.items() if proposed.get(key) != fact}
        return review.accept(item.id, reworded(item, corrected))
    if row.decision:
        raise InvalidPolicy(
            f"The decision about {item.id} is neither accept nor refuse.",
            advice='Put "accept" or "refuse" beside it in the sheet.',
        )
    return review


def _escaped(letter: str) -> str:
    """Nothing hidden stands in the file as such: JSON has another way to write it."""
    return json.dumps(letter)[1:-1] if letter != "\n" and is_hidden(letter) else letter


def _value(item: Proposed) -> dict[str, Any]:
    return {
        "id": item.id,
        "table": item.table,
        "value": item.value,
        "lines": [passage.lines for passage in item.passages],
        "quotes": [passage.quote for passage in item.passages],
        "decision": "",
    }
