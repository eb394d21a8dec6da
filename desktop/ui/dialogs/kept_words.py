"""What was half typed into a dialog when the desk locked: given back when that dialog opens again.

A person who cancels a dialog means it, and an act that is recorded has used its words: both end the draft.
"""

from dataclasses import dataclass, field

import msgspec
from PySide6.QtCore import QObject, QTimer

from desktop.domain.undecodable import decoded
from desktop.ui.background import Background
from desktop.ui.dialogs.dialog import Dialog
from desktop.ui.parts.fields import Field
from desktop.workflows.correspondence.unsent_letters import draft_key
from desktop.workflows.vault_ports import Vault

Typed = dict[str, str]
KEEP_MS = 2000
"""How often what is typed is kept: whoever is killed, or a vault that hangs, takes nothing any more."""


@dataclass
class _Watched:
    """Where its draft lies, what it came with, and what of it was kept last."""

    key: str
    at_first: Typed
    kept: Typed = field(default_factory=dict)


class KeptWords(QObject):
    """Watches the dialogs that are open; drafts are desk state: encrypted, never journalled."""

    def __init__(self, parent: QObject, vault: Vault, background: Background) -> None:
        super().__init__(parent)
        self._vault = vault
        self._background = background
        self._open: dict[Dialog, _Watched] = {}
        self._regularly = QTimer(self, interval=KEEP_MS)
        self._regularly.timeout.connect(self._keep_changed)

    def watch(self, dialog: Dialog, case_id: str) -> None:
        """Give back what was left in such a dialog about this case, and keep an eye on what is typed now."""
        key, vault = draft_key(case_id, f"dialog/{type(dialog).__name__}/{dialog.concerns}"), self._vault
        self._open[dialog] = _Watched(key, _typed(dialog))
        self._regularly.start()
        dialog.finished.connect(lambda: self._on_finished(dialog))
        self._background.run(lambda _p: vault.draft(key), lambda kept: self._give_back(dialog, kept))

    def keep(self) -> None:
        """The desk locks: keep what differs from what the dialogs came with."""
        self._regularly.stop()
        self._keep_changed()
        self._open.clear()

    def _keep_changed(self) -> None:
        for dialog, watched in self._open.items():
            typed, at_first = _typed(dialog), watched.at_first
            changed = {name: text for name, text in typed.items() if at_first.get(name) != text}
            if changed != watched.kept:
                watched.kept = changed
                self._put(watched.key, msgspec.json.encode(changed))

    def _give_back(self, dialog: Dialog, kept: bytes) -> None:
        if not kept or dialog not in self._open:
            return
        watched = self._open[dialog]
        at_first = watched.at_first
        state, fields = dialog.counting(decoded(kept, Typed, {})), _fields(dialog)
        untouched = [n for n in state if n in fields and fields[n].value == at_first.get(n)]
        for name in untouched:
            fields[name].put(state[name])
        for name in untouched:
            fields[name].edited.emit()  # so that the dialog shows what belongs to it
        for name in untouched:
            fields[name].put(state[name])

    def _on_finished(self, dialog: Dialog) -> None:
        watched = self._open.pop(dialog, None)
        if watched is not None:
            self._put(watched.key, b"")
        if not self._open:
            self._regularly.stop()

    def _put(self, key: str, content: bytes) -> None:
        vault = self._vault
        self._background.run(lambda _p: vault.keep_draft(key, content))


def _fields(dialog: Dialog) -> dict[str, Field]:
    """By place and label; none that holds a secret, and none of a dialog that was opened from this one."""
    found = [shown for shown in dialog.findChildren(Field) if not shown.secret and shown.window() is dialog]
    return {f"{n}/{shown.caption.text()}": shown for n, shown in enumerate(found)}


def _typed(dialog: Dialog) -> Typed:
    return {name: shown.value for name, shown in _fields(dialog).items()}
