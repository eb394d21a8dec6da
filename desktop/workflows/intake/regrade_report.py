"""Read the messages of a case again when a key came to hand: a signature may have waited for it."""

from contextlib import suppress

import msgspec

from desktop.domain.case import Message
from desktop.domain.digest import sha256
from desktop.domain.event import Draft, Recorded
from desktop.domain.events import ReportRegraded
from desktop.domain.failures import FileLost
from desktop.domain.fold import fold
from desktop.domain.report import Report
from desktop.workflows.intake.receive_report import open_with_known_keys
from desktop.workflows.ports import Desk, Progress


def regrade_reports(desk: Desk, case_id: str, progress: Progress) -> list[Recorded]:
    """Record what is proved of each sender now, where that changed; a message that is lost keeps its grade.

    Raises NoSuchCase, and what opening raises.
    """
    case = fold(desk.vault.history(case_id))
    recorded: list[Recorded] = []
    for message in case.messages:
        with suppress(FileLost):
            recorded += _regrade(desk, case_id, message, progress)
    return recorded


def _regrade(desk: Desk, case_id: str, message: Message, progress: Progress) -> list[Recorded]:
    if not message.sealed_sha256:
        return []
    before = msgspec.json.decode(desk.vault.blob(message.report_sha256), type=Report)
    if not any(signer.state == "unknown-key" for signer in before.signature.signers):
        return []
    after = open_with_known_keys(desk, desk.vault.blob(message.sealed_sha256), progress).report
    if after.signature == before.signature:
        return []
    now = desk.tools.now()
    parsed = msgspec.json.encode(after)
    event = ReportRegraded(message=message.event_id, report_sha256=sha256(parsed), grade=after.reporter.grade)
    return desk.vault.append(
        case_id, [Draft(event, now)], author=desk.handler, now=now, blobs={event.report_sha256: parsed}
    )
