"""What the worker does about the ways to open the vault: values in, values out, each act journalled."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from desktop.workflows.custody.read_key_file import read_key_file
from desktop.workflows.keeping_ports import Given
from desktop.workflows.ports import Desk
from desktop.workflows.slot_ports import SlotInfo, SlotKind

Act = Callable[[Desk], Any]
"""Done to the vault of a desk; what it returns is shown."""


class NewSlot(NamedTuple):
    """What a person asked for."""

    kind: SlotKind
    secret: str = ""
    key_file: Path | None = None
    fingerprint: str = ""


def adding(wish: NewSlot) -> Act:
    """Returns the recovery code, if it is one."""
    return lambda desk: desk.vault.add_slot(
        wish.kind,
        wish.secret,
        key_file=read_key_file(desk.tools.files, wish.key_file),
        openpgp=wish.fingerprint,
        author=desk.handler,
        now=desk.tools.now(),
    )


def replacing(slot: SlotInfo, secret: str, key_file: Path | None) -> Act:
    """Returns the recovery code, if it is one."""
    return lambda desk: desk.vault.rotate_slot(
        slot.slot_id,
        secret,
        key_file=read_key_file(desk.tools.files, key_file),
        author=desk.handler,
        now=desk.tools.now(),
    )


def proving(slot: SlotInfo, secret: str, key_file: Path | None) -> Act:
    """Returns the slot."""
    return lambda desk: desk.vault.drill_slot(
        slot.slot_id,
        secret,
        key_file=read_key_file(desk.tools.files, key_file),
        author=desk.handler,
        now=desk.tools.now(),
    )


def removing(slot: SlotInfo) -> Act:
    """Returns nothing."""
    return lambda desk: desk.vault.remove_slot(slot.slot_id, author=desk.handler, now=desk.tools.now())


def rekeying(given: Sequence[tuple[str, Path | None]], drop: Sequence[str]) -> Act:
    """Returns what became of the slots."""

    def rekey(desk: Desk) -> object:
        secrets = [Given(secret, read_key_file(desk.tools.files, path)) for secret, path in given]
        return desk.vault.rekey(secrets, drop, author=desk.handler, now=desk.tools.now())

    return rekey
