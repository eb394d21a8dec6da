"""Making an intake key: ed25519 to sign, cv25519 to be encrypted to, valid for two years."""

from desktop.domain.failures import Failure, GpgRefused, Usage
from desktop.openpgp.child import Limits
from desktop.openpgp.engine import Run, StrictGpg
from desktop.openpgp.status import find
from desktop.workflows.ports import Progress

_VALIDITY = "2y"
_LIMITS = Limits(timeout_s=120.0)
_FORBIDDEN = frozenset('<>\\"')


def make_key(engine: StrictGpg, name: str, address: str, passphrase: str, progress: Progress) -> str:
    """Make the key and its subkey; returns the fingerprint. Raises Usage, GpgRefused, Cancelled."""
    user_id = f"{_plain(name)} <{_plain(address)}>"
    making = ["--quick-generate-key", "--", user_id, "ed25519", "cert,sign", _VALIDITY]
    fingerprint = _made(_run(engine, ["--yes", *making], passphrase, progress), "P")
    adding = ["--quick-add-key", fingerprint, "cv25519", "encr", _VALIDITY]
    try:
        _made(_run(engine, adding, passphrase, progress), "S")
    except Failure as error:
        raise GpgRefused(
            "The key was made, but no part of it to encrypt to.",
            written=f"The key {fingerprint} is in the GnuPG home.",
            advice="Delete it there and make another.",
        ) from error
    return fingerprint


def _run(engine: StrictGpg, arguments: list[str], passphrase: str, progress: Progress) -> Run:
    return engine.run(arguments, passphrase=lambda: passphrase, limits=_LIMITS, progress=progress)


def _made(run: Run, kind: str) -> str:
    created = find(run.lines, "KEY_CREATED")
    if run.exit_code != 0 or len(created) != 1 or created[0].argument(0) != kind:
        raise GpgRefused("GnuPG did not make the key.")
    return created[0].argument(1)


def _plain(text: str) -> str:
    """A name or address that cannot change the shape of a user id; raises Usage."""
    text = text.strip()
    if not text or not text.isprintable() or _FORBIDDEN & set(text):
        raise Usage("A key needs a name and an address without control characters, quotes or angle brackets.")
    return text
