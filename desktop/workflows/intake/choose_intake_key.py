"""Choose or make the key that reports are encrypted to, and that letters and advisories are ours by."""

from desktop.domain.event import Draft, Recorded
from desktop.domain.events import IntakeKeyChosen
from desktop.domain.failures import Failure, KeyMissing, Usage
from desktop.domain.occurrences import in_force
from desktop.domain.parties.fingerprints import as_written
from desktop.workflows.ports import Desk, KeyInfo, Progress


def intake_key(desk: Desk) -> str:
    """The fingerprint chosen last, or "" when none was chosen yet."""
    chosen = [r.event for r in in_force(desk.vault.vault_history()) if isinstance(r.event, IntakeKeyChosen)]
    return chosen[-1].fingerprint if chosen else ""


def choose_intake_key(desk: Desk, fingerprint: str) -> Recorded:
    """Record the choice. Raises KeyMissing unless gpg holds the secret key and it can encrypt and sign."""
    wanted = as_written(fingerprint)
    key = next((key for key in desk.tools.openpgp.secret_keys() if key.fingerprint == wanted), None)
    if key is None:
        raise KeyMissing("gpg holds no secret key with this fingerprint.")
    if key.state != "valid" or not (key.can_encrypt and key.can_sign):
        raise KeyMissing(
            "This key cannot be the intake key: it is not valid, or cannot both encrypt and sign.",
            advice="Choose another key, or create one.",
        )
    return _record(desk, key)


def create_intake_key(
    desk: Desk, name: str, address: str, *, passphrase: str, progress: Progress
) -> Recorded:
    """Make a key for this name and address in gpg's home and choose it.

    Raises Usage, GpgRefused, and what the vault raises, saying that the key is there by then.
    """
    if not name.strip() or "@" not in address:
        raise Usage("An intake key needs a name and a mail address.", advice="Give both.")
    key = desk.tools.openpgp.create_key(
        name.strip(), address.strip(), passphrase=passphrase, progress=progress
    )
    try:
        return _record(desk, key)
    except Failure as failure:
        failure.written = f"The key {key.fingerprint} is in the GnuPG home, but the vault does not name it."
        failure.advice = "Choose this key once the vault can be written to."
        raise


def _record(desk: Desk, key: KeyInfo) -> Recorded:
    now = desk.tools.now()
    event = IntakeKeyChosen(fingerprint=key.fingerprint)
    return desk.vault.append(None, [Draft(event, now)], author=desk.handler, now=now)[0]
