"""Publish a policy: from the profile that clocks run by, read back, through the gate, to a new file."""

from pathlib import Path

import msgspec

from desktop.domain import events as e
from desktop.domain.digest import sha256
from desktop.domain.event import Draft
from desktop.domain.failures import InvalidPolicy, SignatureRefused, Usage, WriteFailed
from desktop.domain.leaving.cleared import Cleared
from desktop.domain.leaving.gate import GateRefusal, clear_policy, clear_signed_policy
from desktop.domain.leaving.policies import PolicyCandidate, PublicFormat
from desktop.domain.policy import Profile
from desktop.formats.advisories.findings import errors_of
from desktop.formats.policy import read_profile
from desktop.formats.publishing.contact_file import Places, write_contact_file
from desktop.formats.publishing.security_md import unlike, write_security_md
from desktop.formats.publishing.security_txt import validate_security_txt
from desktop.workflows.custody.record_refusal import require_cleared
from desktop.workflows.policies.policies_in_use import policies_in_use, source_in_force
from desktop.workflows.ports import Desk, Progress, Silent
from desktop.workflows.publication.gather_guarded import guard_public
from desktop.workflows.publication.write_cleared import require_free, write_cleared

_NO_PLACES = Places()


class PublishedPolicy(msgspec.Struct, frozen=True):
    """What was written, and what a person should know."""

    path: str
    sha256: str
    warnings: tuple[str, ...] = ()


def publish_policy(
    desk: Desk,
    policy_id: str,
    path: Path,
    form: PublicFormat,
    *,
    places: Places = _NO_PLACES,
    sign_with: str = "",
    progress: Progress,
) -> PublishedPolicy:
    """Write the policy as the vault has it in use, else as it ships; a security.txt may be signed.

    Raises InvalidPolicy for a pack, InvalidDocument, RefusedByPolicy from the gate, Usage, the failures of
    signing, and WriteFailed.
    """
    if sign_with and form != "security-txt":
        raise Usage("Only a security.txt is signed.", advice="Leave the key out, or choose security-txt.")
    source = source_in_force(desk, policies_in_use(desk.vault.vault_history()), policy_id)
    profile = read_profile(source, policy_id)
    if profile.kind == "pack":
        raise InvalidPolicy("A pack is no policy of its own: it is published with none.")
    cleared = _cleared(desk, profile, path, form, places)
    require_free(path.parent, [path.name])
    if sign_with:
        cleared = _signed(desk, cleared, sign_with, progress)
    _record(desk, policy_id, source, form, cleared, sign_with)
    _write(desk, path, cleared, sign_with)
    findings = validate_security_txt(cleared.content, thorough=True) if form == "security-txt" else ()
    warnings = tuple(finding.message for finding in findings if finding.severity == "warning")
    return PublishedPolicy(str(path), cleared.sha256, warnings)


def _cleared(desk: Desk, profile: Profile, path: Path, form: PublicFormat, places: Places) -> Cleared:
    now = desk.tools.now()
    if form == "security-md":
        content = write_security_md(profile)
        mistakes = tuple(
            f"The text promises something else than the clock {c}." for c in unlike(profile, content)
        )
    else:
        content = write_contact_file(profile, places, now)
        mistakes = tuple(
            f"RFC 9116 {f.test}: {f.message}" for f in errors_of(validate_security_txt(content, now=now))
        )
    outcome = clear_policy(PolicyCandidate(content, path.name, mistakes, guard_public(desk)))
    advice = "Correct the profile, then publish again."
    return require_cleared(desk, outcome, "policy", "The policy may not leave.", advice=advice)


def _signed(desk: Desk, cleared: Cleared, sign_with: str, progress: Progress) -> Cleared:
    progress.step("Signing the policy")
    outcome = clear_signed_policy(
        cleared, desk.tools.openpgp.clearsign(cleared.content, sign_with, progress=progress)
    )
    if isinstance(outcome, GateRefusal):
        raise SignatureRefused(outcome.sentence)
    return outcome


def _record(
    desk: Desk, policy_id: str, source: bytes, form: PublicFormat, cleared: Cleared, sign_with: str
) -> None:
    now = desk.tools.now()
    event = e.PolicyPublished(policy_id, sha256(source), form, cleared.file_name, cleared.sha256, sign_with)
    desk.vault.append(None, [Draft(event, now)], author=desk.handler, now=now)


def _write(desk: Desk, path: Path, cleared: Cleared, sign_with: str) -> None:
    """Write it, and judge the signature that stands in what was read back."""
    try:
        found = write_cleared(desk.tools.files, path, cleared)
    except WriteFailed as error:
        written = f"{error.written} The journal says that the policy was to be published."
        raise WriteFailed(error.message, advice=error.advice, written=written) from error
    if sign_with:
        key = desk.tools.openpgp.public_key(sign_with)
        read = desk.tools.openpgp.read_clearsigned(found, known_keys=(key,), progress=Silent())
        if read.signature.verdict != "good" or [s.fingerprint for s in read.signature.signers] != [sign_with]:
            raise SignatureRefused(
                "The signature that was read back is not good.",
                written=f"{path.name} was written.",
                advice="Do not publish this file. Publish again under another name.",
            )
