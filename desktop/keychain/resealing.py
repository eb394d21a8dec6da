"""The slots that stay when the data key is replaced, sealed again for the new one."""

import contextlib
from collections.abc import Sequence
from datetime import datetime

from desktop.domain.failures import Usage
from desktop.keychain.locksmith import Locksmith, Wrong
from desktop.keychain.slots_file import Slot
from desktop.workflows.keeping_ports import Given, Rekeyed


def reseal(
    locksmith: Locksmith,
    vault_id: str,
    fresh: bytes,
    stay: Sequence[Slot],
    given: Sequence[Given],
    now: datetime,
) -> tuple[tuple[Slot, ...], Rekeyed]:
    """The slots with the new key in them, and what became of each; `gone` is left to be said.

    A passphrase must open its old slot first, so that a slip of the finger changes none. Recovery codes give
    way to one new code, the keyring to a new secret. Raises Usage that names the slots that nothing opens.
    """
    secrets_of = {slot.id: _fitting(locksmith, vault_id, slot, given) for slot in stay}
    _require_all([slot for slot in stay if secrets_of[slot.id] is None])
    kept, made, code = [], [], ""
    with contextlib.ExitStack() as on_failure:
        for slot in stay:
            if slot.kind in ("recovery", "keyring"):
                new, printed = locksmith.make(vault_id, fresh, slot.kind, Given(), now)
                on_failure.callback(locksmith.forget, vault_id, [new])
                made.append(new)
                code = code or printed
            else:
                kept.append(locksmith.seal(vault_id, fresh, slot, secrets_of[slot.id] or Given()))
        on_failure.pop_all()
    outcome = Rekeyed(code, tuple(s.info for s in kept), tuple(s.info for s in made), ())
    return (*kept, *made), outcome


def _fitting(locksmith: Locksmith, vault_id: str, slot: Slot, given: Sequence[Given]) -> Given | None:
    """What opens this slot; None when nothing does. Nobody is asked for what can be sealed without."""
    if slot.kind != "passphrase":
        return Given()
    for offered in given:
        if bool(offered.key_file) == slot.key_file and offered.secret:
            with contextlib.suppress(Wrong):
                locksmith.open(vault_id, slot, offered)
                return offered
    return None


def _require_all(missing: Sequence[Slot]) -> None:
    if missing:
        names = ", ".join(f"{slot.id} ({slot.label})" for slot in missing)
        option = "`--other-passphrase-fd N`"
        if any(slot.key_file for slot in missing):
            option += " with `--key-file FILE`"
        raise Usage(
            f"What was given does not open these slots, so they could not stay: {names}.",
            advice=f"Give the passphrase of each: {option}, or say that they are to go: `--drop SLOT`.",
        )


def one_recovery(slots: Sequence[Slot]) -> list[Slot]:
    """All of them, but of several recovery codes the first alone: one new code is made."""
    first = next((slot for slot in slots if slot.kind == "recovery"), None)
    return [slot for slot in slots if slot.kind != "recovery" or slot is first]
