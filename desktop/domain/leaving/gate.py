"""The one way out: whatever leaves passes these rules, and becomes `Cleared` only here.

The rules stand beside it, a module for each thing that leaves; each yields the sentences of its refusal.
"""

from collections.abc import Iterable, Sequence

import msgspec

from desktop.domain.advisories.advisory import Tlp
from desktop.domain.assessing.evidence import KeptFile
from desktop.domain.case import Case
from desktop.domain.leaving.acknowledgements import (
    AcknowledgementsCandidate,
    objections_to_acknowledgements,
)
from desktop.domain.leaving.advisories import Candidate, leaks_of_advisory, objections_to_advisory
from desktop.domain.leaving.attachments import AttachmentCandidate, neutral_name, objections_to_attachment
from desktop.domain.leaving.bundles import BundleCandidate, objections_to_bundle
from desktop.domain.leaving.cleared import _GATE, Cleared, ClearedFile, ClearedKind
from desktop.domain.leaving.eyes import (
    AnswerCandidate,
    RequestCandidate,
    objections_to_answer,
    objections_to_request,
)
from desktop.domain.leaving.figures import FiguresCandidate, objections_to_figures
from desktop.domain.leaving.journals import (
    JournalCandidate,
    objections_to_journal,
    objections_to_program,
)
from desktop.domain.leaving.leaks.leak import Leak, sentences
from desktop.domain.leaving.letters import LetterCandidate, objections_to_letter, objections_to_notice
from desktop.domain.leaving.policies import PolicyCandidate, objections_to_policy, signed_text
from desktop.domain.leaving.providers import ProviderCandidate, objections_to_provider
from desktop.domain.leaving.records import RecordCandidate, objections_to_record
from desktop.domain.leaving.reminders import objections_to_calendar
from desktop.domain.leaving.standing import Standing
from desktop.domain.leaving.timelines import TimelineCandidate, objections_to_timeline
from desktop.domain.parties.people import Person
from desktop.domain.policy import Profile

_AUDIENCE: dict[Tlp, str] = {
    "CLEAR": "everyone",
    "GREEN": "the community",
    "AMBER": "recipients, their organisations and the clients of these",
    "AMBER+STRICT": "recipients and their organisations",
    "RED": "named recipients only",
}
_INTERNAL = "the organisation"
_AUDITORS = "auditors of the organisation"
_AnyCandidate = (
    Candidate
    | LetterCandidate
    | TimelineCandidate
    | RecordCandidate
    | FiguresCandidate
    | BundleCandidate
    | JournalCandidate
    | AcknowledgementsCandidate
    | ProviderCandidate
    | PolicyCandidate
    | RequestCandidate
    | AnswerCandidate
)


class GateRefusal(msgspec.Struct, frozen=True):
    """Why something may not leave; every reason, not just the first."""

    reasons: tuple[str, ...]
    leaks: tuple[Leak, ...] = ()
    """Those of the reasons that stand in a line; each has its sentence among them."""

    @property
    def sentence(self) -> str:
        """All reasons in a row."""
        return " ".join(self.reasons)


def clear_advisory(candidate: Candidate, standing: Standing) -> Cleared | GateRefusal:
    """Let a written advisory of a case out at the instant of its standing, or say everything against it."""
    reasons = objections_to_advisory(candidate, standing)
    leaks = leaks_of_advisory(candidate, standing)
    outcome = _unless(
        (*reasons, *sentences(leaks)), candidate, "advisory", candidate.tlp, _AUDIENCE[candidate.tlp]
    )
    return GateRefusal(outcome.reasons, leaks) if isinstance(outcome, GateRefusal) else outcome


def clear_attachment(
    candidate: AttachmentCandidate, files: tuple[KeptFile, ...]
) -> ClearedFile | GateRefusal:
    """Let a file of a case out of quarantine to the handler's own machine, under a name that says nothing."""
    if against := tuple(objections_to_attachment(candidate, files)):
        return GateRefusal(against)
    size = next(file.size for file in files if file.sha256 == candidate.sha256)
    return ClearedFile(_GATE, candidate.sha256, size=size, file_name=neutral_name(candidate.sha256))


def clear_signature(document: Cleared, signature: bytes) -> Cleared:
    """The detached signature of a cleared document goes where the document goes."""
    return _beside(document, signature, ".asc", "signature")


def clear_checksum(document: Cleared, algorithm: str, digest: str) -> Cleared:
    """A checksum file as CSAF 2.0 §7.1.18 has it: the digest, and the name of the file it belongs to."""
    return _beside(document, f"{digest}  {document.file_name}\n".encode(), f".{algorithm}", "checksum")


def clear_public_key(key: bytes, fingerprint: str) -> Cleared | GateRefusal:
    """The public half of a key, armoured; anything that could hold a secret one is refused."""
    if b"PRIVATE KEY" in key or not key.lstrip().startswith(b"-----BEGIN PGP PUBLIC KEY BLOCK-----"):
        return GateRefusal(("This is no armoured public key.",))
    return Cleared(
        _GATE,
        key,
        file_name=f"{fingerprint}.asc",
        tlp="CLEAR",
        kind="public-key",
        audience=_AUDIENCE["CLEAR"],
    )


def clear_letter(
    candidate: LetterCandidate, case: Case, others: Sequence[Person] = ()
) -> Cleared | GateRefusal:
    """Let a letter to the case's own reporter out; it never waits for a hold or an approval.

    `others` reported the same problem: who they are is nobody's business but ours.
    """
    reasons = objections_to_letter(candidate, case, others)
    return _unless(reasons, candidate, "letter", "RED", "the reporter", encrypted=candidate.encrypted)


def clear_notice(
    candidate: LetterCandidate, case: Case, profile: Profile, others: Sequence[Person] = (), *, audience: str
) -> Cleared | GateRefusal:
    """Let a notice to users or an authority out, which does not name who reported (CZM-8b)."""
    reasons = objections_to_notice(candidate, case, profile, others)
    return _unless(reasons, candidate, "letter", "RED", audience, encrypted=candidate.encrypted)


def clear_timeline(
    candidate: TimelineCandidate, case: Case, profile: Profile, packs: Sequence[Profile] = ()
) -> Cleared | GateRefusal:
    """Let a case's promises out for the organisation's own eyes: ids, instants, sentences of its policies."""
    reasons = objections_to_timeline(candidate, case, (profile, *packs))
    return _unless(reasons, candidate, "timeline", "AMBER", _INTERNAL)


def clear_case_sheet(
    candidate: TimelineCandidate, case: Case, profile: Profile, packs: Sequence[Profile] = ()
) -> Cleared | GateRefusal:
    """Let the state of a case out for the organisation's own eyes: what is done and missing, no report."""
    reasons = objections_to_timeline(candidate, case, (profile, *packs))
    return _unless(reasons, candidate, "case-sheet", "AMBER", _INTERNAL)


def clear_record(
    candidate: RecordCandidate, case: Case, profile: Profile, others: Sequence[Person] = ()
) -> Cleared | GateRefusal:
    """Let the record of an incident out for the organisation's own eyes, encrypted (M87-3.6c, TER-2.3a)."""
    reasons = objections_to_record(candidate, case, profile, others)
    return _unless(reasons, candidate, "record", "RED", _INTERNAL, encrypted=candidate.encrypted)


def clear_bundle(
    candidate: BundleCandidate, case: Case, profile: Profile, packs: Sequence[Profile] = ()
) -> Cleared | GateRefusal:
    """Let one message of a bundle out, for the one handler whose key opens it (M87-3.5c, MUS-7.1a)."""
    reasons = objections_to_bundle(candidate, case, profile, packs)
    return _unless(reasons, candidate, "bundle", "RED", "another handler", encrypted=True)


def clear_request(candidate: RequestCandidate, case: Case, approvers: Sequence[str]) -> Cleared | GateRefusal:
    """Let an advisory out to be approved elsewhere: encrypted to keys of those who may approve it."""
    reasons = objections_to_request(candidate, case, approvers)
    return _unless(reasons, candidate, "approval-request", "RED", "who may approve it", encrypted=True)


def clear_answer(candidate: AnswerCandidate) -> Cleared | GateRefusal:
    """Let an answer out to who asked; it tells digests, and whose key signed them."""
    return _unless(objections_to_answer(candidate), candidate, "approval-answer", "AMBER", "who asked for it")


def clear_calendar(content: bytes, file_name: str) -> Cleared | GateRefusal:
    """Let reminders out: every line is one that tells an instant or a case id.

    A calendar is read by phones and servers, so nothing else may stand in it: no title, reporter or
    organisation.
    """
    reasons = tuple(objections_to_calendar(content))
    if reasons:
        return GateRefusal(reasons)
    return Cleared(_GATE, content, file_name=file_name, tlp="AMBER", kind="calendar", audience=_INTERNAL)


def clear_journal(candidate: JournalCandidate) -> Cleared | GateRefusal:
    """Let the journal out for an auditor (MUS-7.2d): headers and proofs, with the names of authors."""
    return _unless(objections_to_journal(candidate), candidate, "journal", "AMBER", _AUDITORS)


def clear_verifier(content: bytes, file_name: str) -> Cleared | GateRefusal:
    """Let our own program out that checks an exported journal: it is public, and names no case."""
    if reasons := tuple(objections_to_program(content)):
        return GateRefusal(reasons)
    return Cleared(
        _GATE, content, file_name=file_name, tlp="CLEAR", kind="verifier", audience=_AUDIENCE["CLEAR"]
    )


def clear_figures(candidate: FiguresCandidate) -> Cleared | GateRefusal:
    """Let figures out for the organisation's own eyes: numbers, quarters, policies, and ids of cases at most.

    They are counted from instants alone; that no address or formula came with them is looked at all the same.
    """
    return _unless(objections_to_figures(candidate), candidate, "figures", "AMBER", _INTERNAL)


def clear_acknowledgements(
    candidate: AcknowledgementsCandidate, cases: Sequence[Case]
) -> Cleared | GateRefusal:
    """Let a list of thanks out to everybody: names that their bearers agreed to (MUS-9a)."""
    reasons = objections_to_acknowledgements(candidate, cases)
    return _unless(reasons, candidate, "acknowledgements", "CLEAR", _AUDIENCE["CLEAR"])


def clear_provider(candidate: ProviderCandidate) -> Cleared | GateRefusal:
    """Let a list of a provider tree out to whom its documents go: it says what they say, and nothing else."""
    reasons = objections_to_provider(candidate)
    return _unless(reasons, candidate, "provider", candidate.tlp, _AUDIENCE[candidate.tlp])


def clear_policy(candidate: PolicyCandidate) -> Cleared | GateRefusal:
    """Let a policy out to everybody, if it promises exactly what the clocks run by."""
    return _unless(objections_to_policy(candidate), candidate, "policy", "CLEAR", _AUDIENCE["CLEAR"])


def clear_signed_policy(document: Cleared, signed: bytes) -> Cleared | GateRefusal:
    """Let a cleared policy out within its cleartext signature, if that holds the very same lines."""
    if document.kind != "policy" or signed_text(signed) != document.content:
        return GateRefusal(("What was signed is another text than the one that was cleared.",))
    return Cleared(
        _GATE,
        signed,
        file_name=document.file_name,
        tlp=document.tlp,
        kind="policy",
        audience=document.audience,
    )


def _unless(
    reasons: Iterable[str],
    candidate: _AnyCandidate,
    kind: ClearedKind,
    tlp: Tlp,
    audience: str,
    *,
    encrypted: bool = False,
) -> Cleared | GateRefusal:
    """The candidate as it may leave, unless something stands against it."""
    if against := tuple(reasons):
        return GateRefusal(against)
    return Cleared(
        _GATE,
        candidate.content,
        file_name=candidate.file_name,
        tlp=tlp,
        kind=kind,
        audience=audience,
        encrypted=encrypted,
    )


def _beside(document: Cleared, content: bytes, suffix: str, kind: ClearedKind) -> Cleared:
    return Cleared(
        _GATE,
        content,
        file_name=document.file_name + suffix,
        tlp=document.tlp,
        kind=kind,
        audience=document.audience,
    )
