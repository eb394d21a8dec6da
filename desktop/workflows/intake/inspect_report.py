"""Look at one message without a vault: the facts that can be had, and why there are no more.

The fields of `Inspection` are the JSON keys of `embargo inspect`; scripts depend on them.
"""

from collections.abc import Sequence
from datetime import datetime

import msgspec

from desktop.domain.digest import sha256
from desktop.domain.failures import Exit, Failure, Malformed, NoKey
from desktop.domain.report import Encryption, Grade, Kind, Report, SignatureVerdict, SignerState, Warning_
from desktop.formats.mail.armour import is_unencrypted
from desktop.workflows.intake.open_report import describe
from desktop.workflows.intake.peel_layers import Peeling, peel_layers
from desktop.workflows.ports import Progress, Tools


class SignerFacts(msgspec.Struct, frozen=True):
    """One signature."""

    fingerprint: str
    uids: tuple[str, ...]
    state: SignerState
    reason: str


class ReporterFacts(msgspec.Struct, frozen=True):
    """Who the message says it is from, and what that is worth."""

    address: str
    name: str
    grade: Grade


class AttachmentFacts(msgspec.Struct, frozen=True):
    """One file of the message; `name` is the stranger's, `shown_name` is safe."""

    name: str
    shown_name: str
    media_type: str
    size: int
    sha256: str


class FailureFacts(msgspec.Struct, frozen=True):
    """Why the message was not opened."""

    code: str
    message: str
    advice: str


class Inspection(msgspec.Struct, frozen=True):
    """What `embargo inspect --json` prints of one file; the strings are raw."""

    file: str
    sha256: str
    kind: Kind = "unknown"
    encryption: Encryption = "refused"
    signature: SignatureVerdict = "none"
    signers: tuple[SignerFacts, ...] = ()
    reporter: ReporterFacts = ReporterFacts(address="", name="", grade="claimed")
    subject: str = ""
    subject_protected: bool = False
    date: datetime | None = None
    message_id: str = ""
    text: str = ""
    attachments: tuple[AttachmentFacts, ...] = ()
    warnings: tuple[Warning_, ...] = ()
    failure: FailureFacts | None = None

    @property
    def exit(self) -> Exit:
        """The exit code for this file alone."""
        if self.failure is None:
            return Exit.DONE
        return Failure.known[self.failure.code].exit


def inspect_report(
    name: str,
    raw: bytes,
    tools: Tools,
    known_keys: Sequence[bytes] = (),
    *,
    at: datetime,
    progress: Progress,
) -> Inspection:
    """Open a message as far as it goes; a failure becomes a fact. Raises Cancelled only."""
    peeling = Peeling()
    try:
        peel_layers(raw, tools, known_keys, progress, peeling)
        confined = tools.parser.confined
    except Failure as failure:
        return _refused(name, raw, peeling, failure, at)
    encryption: Encryption = "decrypted" if peeling.decrypted else "not-encrypted"
    return _facts(name, raw, describe(peeling, encryption, at=at, confined=confined))


def refuse(name: str, failure: Failure) -> Inspection:
    """The facts of a file that could not even be read."""
    facts = FailureFacts(code=failure.code, message=failure.message, advice=failure.advice)
    return Inspection(file=name, sha256="", failure=facts)


def _refused(name: str, raw: bytes, peeling: Peeling, failure: Failure, at: datetime) -> Inspection:
    if not peeling.layers:
        return msgspec.structs.replace(refuse(name, failure), sha256=sha256(raw))
    facts = _facts(name, raw, describe(peeling, _state(peeling, failure), at=at, confined=True))
    return msgspec.structs.replace(facts, failure=refuse(name, failure).failure)


def _state(peeling: Peeling, failure: Failure) -> Encryption:
    """What stood in the way; a message that only looks encrypted is said not to be."""
    if isinstance(failure, NoKey):
        return "no-key"
    sealed = peeling.layers[-1].parsed.encrypted
    bare = isinstance(failure, Malformed) and not peeling.decrypted and len(sealed) == 1
    return "not-encrypted" if bare and is_unencrypted(sealed[0]) else "refused"


def _facts(name: str, raw: bytes, report: Report) -> Inspection:
    return Inspection(
        file=name,
        sha256=sha256(raw),
        kind=report.kind,
        encryption=report.encryption,
        signature=report.signature.verdict,
        signers=tuple(
            SignerFacts(s.fingerprint, tuple(uid.raw for uid in s.uids), s.state, s.reason)
            for s in report.signature.signers
        ),
        reporter=ReporterFacts(report.reporter.address.raw, report.reporter.name.raw, report.reporter.grade),
        subject=report.subject.raw,
        subject_protected=report.subject_protected,
        date=report.date,
        message_id=report.message_id.raw,
        text=report.text.raw,
        attachments=tuple(
            AttachmentFacts(a.name.raw, a.shown_name, a.media_type, a.size, a.sha256)
            for a in report.attachments
        ),
        warnings=report.warnings,
    )
