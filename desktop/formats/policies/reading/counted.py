"""A sentence that says what all times above it are counted from: `They run from the confirmation.`."""

import re
from collections.abc import Sequence

import msgspec

from desktop.domain.policy.proposing import LeftOut
from desktop.formats.policies.reading.clauses import deeds_in
from desktop.formats.policies.reading.found import KINDS, Found, left
from desktop.formats.policies.reading.sentences import Sentence
from desktop.formats.policies.reading.spans import spans_of
from desktop.formats.policies.reading.starts import COUNTING, LATER, counted_from

_ABOVE = 20
"""Lines above such a sentence that it speaks of."""
_EXCEPT = re.compile(r"\b(?:except|but|unless|apart from|other than|außer|excepto|salvo|sauf)\b|кроме")


def _begins_with_it(low: str) -> bool:
    """Whether it says what times are counted from before it names a time of its own."""
    match = COUNTING.search(low)
    return match is not None and all(span.begin > match.end() for span in spans_of(low))


def _is_of(sentence: Sentence, one: Found) -> bool:
    """Whether the sentence speaks of all times, or of this one's deed: `Remediation times start when ...`."""
    words = sentence.low[: COUNTING.search(sentence.low).start()]  # type: ignore[union-attr]  # it was found
    deeds = {deed.name for deed in deeds_in(words)} & {*KINDS}
    return not deeds or one.kind in deeds


def counted_below(found: Sequence[Found], sentences: Sequence[Sentence]) -> tuple[list[Found], list[LeftOut]]:
    """The promises with the start that a later sentence gives them; without those whose start is not read."""
    told = [one for one in sentences if _begins_with_it(one.low)]
    kept, refused = [], []
    for one in found:
        after = next((s for s in told if 0 < s.first - one.passage.first <= _ABOVE and _is_of(s, one)), None)
        start = counted_from(after.low) if after and not _EXCEPT.search(after.low) else ""
        if after is None or one.start or one.kind in ("ack", "status") or start in LATER.get(one.kind, ()):
            kept.append(one)
        elif start:
            kept.append(msgspec.structs.replace(one, start=start))
        else:
            refused.append(left("unclear", "What this time is counted from is not read.", one.passage))
    return kept, refused
