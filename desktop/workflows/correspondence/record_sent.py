"""Record that a letter went out, with the sent message itself as the proof."""

from datetime import datetime

import msgspec

from desktop.domain.decide import CLOCK_SKEW, Refusal
from desktop.domain.digest import sha256
from desktop.domain.event import Recorded
from desktop.domain.events import Sent
from desktop.domain.failures import RefusedByPolicy
from desktop.domain.occurrences import in_force
from desktop.formats.letters.kinds import EVENTS, LetterKind
from desktop.workflows.correspondence.recognise_sent import SentCopy, describe_copy
from desktop.workflows.desk.record_act import record_act
from desktop.workflows.intake.receive_report import open_with_known_keys
from desktop.workflows.ports import Desk, Progress

_HOW = "sent message kept"


def record_sent(
    desk: Desk,
    case_id: str,
    raw: bytes,
    kind: LetterKind,
    *,
    at: datetime | None = None,
    sure: bool = False,
    progress: Progress,
) -> Recorded | Refusal:
    """Record the letter's event as of the message's Date, or `at`, and keep the message as a blob.

    `sure` is a person's word against what speaks against it. Raises RefusedByPolicy for a message that is
    recorded already or has no plausible time, NoSuchCase, and the failures of opening a message.
    """
    history = desk.vault.history(case_id)
    digest = sha256(raw)
    _require_new(desk, case_id, digest, kind)
    opened = open_with_known_keys(desk, raw, progress)
    copy = describe_copy(desk, opened.report, history, kind)
    if copy.doubts and not sure:
        raise RefusedByPolicy(
            f"This is no certain copy of a letter of the case. {' '.join(copy.doubts)}",
            advice="If you sent it all the same, record its event with `embargo act CASE EVENT --at TIME`.",
        )
    event = EVENTS[kind]
    moment = at or _sent_at(desk, copy)
    if _is_recorded(history, event, moment):
        raise RefusedByPolicy(
            f"A letter of this kind and time is recorded in {case_id} already.",
            advice="Nothing more needs to be recorded.",
        )
    progress.step("Recording the letter")
    parsed = msgspec.json.encode(opened.report)
    act = event(digest, _HOW, kept=True, message_id=opened.report.message_id, report_sha256=sha256(parsed))
    return record_act(desk, case_id, act, at=moment, blobs={digest: raw, sha256(parsed): parsed})


def _require_new(desk: Desk, case_id: str, digest: str, kind: LetterKind) -> None:
    """Raise RefusedByPolicy for a letter that records nothing, and for a message that some case holds."""
    if kind not in EVENTS:
        raise RefusedByPolicy(
            "A reply of no certain kind keeps no promise.", advice="Say which letter it counts as."
        )
    holder = desk.vault.case_of_file(digest)
    if holder is not None:
        here, elsewhere = (
            "Nothing more needs to be recorded.",
            f"Give the letter that went out for {case_id}.",
        )
        advice = here if holder == case_id else elsewhere
        raise RefusedByPolicy(f"This very message is in {holder} already.", advice=advice)


def _sent_at(desk: Desk, copy: SentCopy) -> datetime:
    """The message's own Date. Raises RefusedByPolicy for none, and for one that lies ahead."""
    if copy.sent_at is None:
        why = "The message does not say when it was sent."
    elif copy.sent_at > desk.tools.now() + CLOCK_SKEW:
        why = "By its Date, the message was sent in the future."
    else:
        return copy.sent_at
    raise RefusedByPolicy(why, advice="Give the time yourself, with --at TIME or in the window.")


def _is_recorded(history: list[Recorded], event: type[Sent], at: datetime) -> bool:
    """Whether another copy of the same message served already."""
    return any(isinstance(r.event, event) and r.occurred_at == at and r.event.kept for r in in_force(history))
