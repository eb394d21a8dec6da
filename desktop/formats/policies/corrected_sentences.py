"""The sentence beside a value that a person corrected: it says the new time, force, severities and bound."""

from collections.abc import Mapping
from typing import Any

from desktop.domain.policy.proposing import Proposed
from desktop.formats.policies.promise_sentences import clock_sentence, notice_sentence
from desktop.formats.policies.rewording import resaid

_KINDS = ("fix-notice", "ack", "assess", "confirm", "status", "fix", "address")
"""Of clocks whose sentences are made here; the longer names first."""


def reworded(item: Proposed, corrected: Mapping[str, Any]) -> dict[str, Any]:
    """The corrections with the sentence among them, unless a person wrote another."""
    if item.table == "clocks" and "sentence" not in corrected:
        return {**corrected, **_of_clock(item.value, corrected)}
    if item.table == "disclosure" and isinstance(notices := corrected.get("predisclosure"), list | tuple):
        before = {row.get("id"): row for row in item.value.get("predisclosure", ())}
        rows = [_notice(before, row) if isinstance(row, Mapping) else row for row in notices]
        return {**corrected, "predisclosure": rows}
    return dict(corrected)


def _of_clock(was: Mapping[str, Any], corrected: Mapping[str, Any]) -> dict[str, str]:
    """Made anew where the sentence is one of ours; of any other only the time is changed."""
    name, sentence = str(was.get("id", "")), str(was.get("sentence", ""))
    kind = next((kind for kind in _KINDS if name == kind or name.startswith(f"{kind}-")), "")
    own = clock_sentence(kind, was) if kind else ""
    if not own or not sentence.startswith(own):
        return resaid(was, corrected)
    told = clock_sentence(kind, {**was, **corrected})
    return {"sentence": f"{told}{sentence.removeprefix(own)}"} if told != own else {}


def _notice(before: Mapping[str, Mapping[str, Any]], row: Mapping[str, Any]) -> dict[str, Any]:
    """Who hears before the public, with the sentence that says the corrected time and bound."""
    was = before.get(str(row.get("id")), {})
    sentence = was.get("sentence")
    if not was or row.get("sentence") != sentence:
        return dict(row)
    bounds = {key: row.get(key, "") for key in ("at_least", "at_most")}
    if sentence == notice_sentence(was) and sum(map(bool, bounds.values())) == 1:
        return {**row, "sentence": notice_sentence(bounds)}
    return {**row, **resaid(was, row)}
