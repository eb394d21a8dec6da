"""Duties beside reports that policies name: telling users of a breach, backups, reviews of access."""

import re
from collections.abc import Sequence
from typing import Any

from desktop.domain.policy.proposing import Proposed
from desktop.formats.policies.reading.sentences import Sentence
from desktop.formats.policies.rewording import untimed_words

_BREACH = re.compile(
    r"\bnotify (?:affected |the |our |impacted )*(?:users|customers|individuals"
    r"|people)\b[^.;]{0,80}\b(?:without undue delay|required by law|law requires|breach)"
)
_GDPR = re.compile(r"\b72 hours\b[^.;]{0,40}\bgdpr\b|\bgdpr\b[^.;]{0,40}\b72 hours\b")
_TOOL: tuple[tuple[str, re.Pattern[str], str, str], ...] = (
    (
        "backup",
        re.compile(r"\bback(?:ed )?[- ]?ups?\b[^.;]{0,40}\b(periodic|regular)(?:ally|ly)?\b"),
        "backup.done",
        "Backups are made",
    ),
    (
        "restore-test",
        re.compile(r"\b(tested) restor\w+|\brestor\w+[^.;]{0,30}\b(?:is|are) (tested)\b"),
        "restore.tested",
        "Restoring a backup is tried out",
    ),
    (
        "access-review",
        re.compile(r"\baccess reviews?\b[^.;]{0,30}\b(periodically|regularly)\b"),
        "access.reviewed",
        "Access is reviewed",
    ),
)


def duties_of(sentences: Sequence[Sentence]) -> list[Proposed]:
    """Clocks of incidents and of the desk's own custody; a law asks its question first."""
    found: list[Proposed] = []
    for sentence in sentences:
        if not any(stem in sentence.low for stem in ("notify", "back", "restor", "access review")):
            continue
        if _BREACH.search(sentence.low) and not any(item.id == "clocks:user-notice" for item in found):
            found += _breach(sentence)
        for name, shape, event, words in _TOOL:
            match = shape.search(sentence.low)
            if match and not any(item.id == f"clocks:{name}" for item in found):
                found.append(_custody(sentence, name, event, words, next(filter(None, match.groups()))))
    return found


def _custody(sentence: Sentence, name: str, event: str, words: str, said: str) -> Proposed:
    value: dict[str, Any] = {
        "id": name,
        "sentence": f"{words}{untimed_words(said)}.",
        "track": "tool",
        "audience": "the desk",
        "starts": ["vault.made"],
        "stops": [],
        "every": f"undated:{said}",
        "tick": event,
    }
    return Proposed(id=f"clocks:{name}", table="clocks", value=value, passages=(sentence.passage,))


def _breach(sentence: Sentence) -> list[Proposed]:
    where = (sentence.passage,)
    law = {
        "id": "law-requires-user-notice",
        "question": "Does a law oblige the organisation to tell the users?",
    }
    gdpr = {"id": "gdpr-applies", "question": "Does the GDPR apply to the personal data concerned?"}
    notice: dict[str, Any] = {
        "id": "user-notice",
        "sentence": "Users concerned are told without undue delay where a law asks for it.",
        "force": "legal",
        "track": "incident",
        "audience": "the users concerned",
        "when": law["id"],
        "starts": ["breach.aware"],
        "stops": ["users.notified"],
        "within": "undated:without undue delay",
    }
    items = [Proposed(id=f"conditions:{law['id']}", table="conditions", value=dict(law), passages=where)]
    needs = (items[0].id,)
    if not _GDPR.search(sentence.low):
        return [
            *items,
            Proposed(id="clocks:user-notice", table="clocks", value=notice, passages=where, needs=needs),
        ]
    items.append(
        Proposed(id=f"conditions:{gdpr['id']}", table="conditions", value=dict(gdpr), passages=where)
    )
    notice |= {"outer": "72h", "outer_when": gdpr["id"]}
    notice["assumed"] = "72 hours bound it because the text names them; the GDPR sets them for the authority."
    authority: dict[str, Any] = {
        "id": "authority-notice",
        "sentence": "The data protection authority is told within 72 hours where the GDPR applies.",
        "force": "legal",
        "track": "incident",
        "audience": "the data protection authority",
        "when": gdpr["id"],
        "starts": ["breach.aware"],
        "stops": ["authority.notified"],
        "within": "72h",
        "assumed": "GDPR Art. 33 sets 72 hours for the authority; the text speaks of users.",
    }
    both = tuple(item.id for item in items)
    return [
        *items,
        Proposed(id="clocks:user-notice", table="clocks", value=notice, passages=where, needs=both),
        Proposed(
            id="clocks:authority-notice", table="clocks", value=authority, passages=where, needs=both[1:]
        ),
    ]
