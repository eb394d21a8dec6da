"""Know a message again that was taken in before, whatever the program that kept it did to its bytes.

Mail programs write their own headers into mailboxes, and line ends differ between them. Anybody can copy a
Message-ID: only what says the very same, with the same signatures, is known. What those prove changes with
the keys that come and expire.
"""

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import msgspec

from desktop.domain.failures import FileLost, VaultDamaged
from desktop.domain.fold import fold
from desktop.domain.report import Report
from desktop.domain.undecodable import UNDECODABLE
from desktop.workflows.vault_ports import Vault


def case_of_same(vault: Vault, report: Report) -> str | None:
    """The case that keeps a message of the same id, sender and content."""
    if not report.message_id.raw.strip():
        return None
    said = _said(report)
    having = vault.cases_of_messages([report.message_id.raw])
    return next((i for i in having if any(_said(known) == said for known in _kept(vault, i))), None)


def _kept(vault: Vault, case_id: str) -> Iterator[Report]:
    """The messages of a case; one that cannot be read is like none: what is damaged stops no intake."""
    for message in fold(vault.history(case_id)).messages:
        if message.report_sha256:
            with suppress(FileLost, VaultDamaged, *UNDECODABLE):
                yield msgspec.json.decode(vault.blob(message.report_sha256), type=Report)


def _said(report: Report) -> tuple[Any, ...]:
    """What a message says; the times are left out, as they may be read otherwise later."""
    signers = sorted(signer.fingerprint for signer in report.signature.signers)
    return (
        report.message_id.raw.strip(),
        report.in_reply_to,
        report.reporter.address.raw.strip(),
        report.kind,
        report.encryption,
        signers,
        report.subject.raw,
        report.text.raw,
        [(attachment.name.raw, attachment.sha256) for attachment in report.attachments],
    )
