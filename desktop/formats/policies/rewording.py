"""A promise whose time a person corrected: its sentence says the corrected time, too."""

from collections.abc import Mapping
from typing import Any

from desktop.domain.policy.proposing import Proposed
from desktop.formats.publishing.promises import spelled


def reworded(item: Proposed, corrected: Mapping[str, Any]) -> dict[str, Any]:
    """The corrections with the sentence among them, where only the time was corrected and it names that."""
    if item.table != "clocks" or "sentence" in corrected:
        return dict(corrected)
    sentence = str(item.value.get("sentence", ""))
    for key in ("within", "every"):
        old, new = item.value.get(key), corrected.get(key)
        if isinstance(old, str) and isinstance(new, str) and old and new:
            sentence = sentence.replace(spelled(old), spelled(new))
    changed = sentence != item.value.get("sentence", "")
    return {**corrected, "sentence": sentence} if changed else dict(corrected)
