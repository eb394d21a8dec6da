"""Know a message again that was taken in before, whatever the program that kept it did to its bytes.

Mail programs write their own headers into mailboxes, and line ends differ between them. Anybody can copy a
Message-ID: only what says the very same, and proves the same of its sender, is known.
"""

from typing import Any

import msgspec

from desktop.domain.case import fold
from desktop.domain.report import Report
from desktop.workflows.vault_ports import Vault


def case_of_same(vault: Vault, report: Report) -> str | None:
    """The case that keeps a message of the same id, sender and content."""
    if not report.message_id.raw.strip():
        return None
    case_id = vault.case_of_messages([report.message_id.raw])
    if case_id is None:
        return None
    kept = (m.report_sha256 for m in fold(vault.history(case_id)).messages if m.report_sha256)
    reports = (msgspec.json.decode(vault.blob(sha256), type=Report) for sha256 in kept)
    said = _said(report)
    return case_id if any(_said(known) == said for known in reports) else None


def _said(report: Report) -> tuple[Any, ...]:
    """What a message says and proves; the times are left out, as they may be read otherwise later."""
    signers = sorted((signer.fingerprint, signer.state) for signer in report.signature.signers)
    return (
        report.message_id.raw.strip(),
        report.in_reply_to,
        report.reporter.address.raw.strip(),
        report.kind,
        report.encryption,
        report.signature.verdict,
        signers,
        report.subject.raw,
        report.text.raw,
        [(attachment.name.raw, attachment.sha256) for attachment in report.attachments],
    )
