"""The first minute: make a vault, or look around in one that is thrown away."""

from pathlib import Path

from PySide6.QtCore import Signal

from desktop.ui.pages.recent_part import RecentPart
from desktop.ui.parts.buttons import ActButton
from desktop.ui.parts.centred_card import CentredCard
from desktop.ui.parts.fields import LineField
from desktop.ui.parts.folder_field import FolderField
from desktop.ui.parts.labels import Words
from desktop.ui.setup.steps import VAULT, Steps
from desktop.ui.slots.passphrase_part import passphrase_hint, passphrase_lacks

_SUFFIX = ".embargo"


class FirstRunPage(CentredCard):
    """Asks for a place and a passphrase; a recovery code is always made beside it."""

    make_wanted = Signal(object, str)
    """Directory and passphrase."""
    open_wanted = Signal()
    demo_wanted = Signal()
    answer_wanted = Signal()

    def __init__(self, home: Path, *, with_demo: bool) -> None:
        super().__init__(520)
        self.rows.addWidget(Steps(VAULT))
        self.rows.addWidget(Words(self.tr("Make a vault for your cases"), "title", wrap=True))
        intro = self.tr("Cases lie encrypted in one folder. Nothing ever leaves this machine by itself.")
        self.rows.addWidget(Words(intro, "muted", wrap=True))
        self._name = LineField(self.tr("Name of the vault"))
        self._name.put(self.tr("cases"))
        self._folder = FolderField(self.tr("In the folder"))
        self._folder.put(str(home))
        self._passphrase = LineField(self.tr("Passphrase"), passphrase_hint(), secret=True)
        self._again = LineField(self.tr("The same passphrase again"), secret=True)
        self._refusal = Words(look="bad", wrap=True)
        self._refusal.hide()
        self._make = ActButton(self.tr("Make the vault"), self._on_make, "primary", "lock")
        for field in (self._name, self._folder, self._passphrase, self._again):
            self.rows.addWidget(field)
        self.rows.addWidget(self._refusal)
        self.rows.addWidget(self._make)
        if with_demo:
            demo = ActButton(self.tr("Try the demo vault"), self.demo_wanted.emit, mark="forward")
            self.rows.addWidget(demo)
        self.rows.addWidget(ActButton(self.tr("Open a vault that is there…"), self.open_wanted.emit, "quiet"))
        self.rows.addWidget(ActButton(self.tr("Answer a request…"), self.answer_wanted.emit, "quiet"))
        self.recent = RecentPart()
        self.rows.addWidget(self.recent)
        self._again.submitted.connect(self._on_make)

    def refuse(self, sentence: str) -> None:
        """Say why no vault was made."""
        self._refusal.say(sentence)
        self._refusal.setVisible(bool(sentence))
        self.setEnabled(True)

    def _on_make(self) -> None:
        passphrase = self._passphrase.value
        name = self._name.value.removesuffix(_SUFFIX)
        directory = Path(self._folder.value).expanduser() / f"{name}{_SUFFIX}"
        if not name or "/" in name:
            self.refuse(self.tr("Give the vault a name without slashes."))
            self._name.control.setFocus()
        elif lacks := passphrase_lacks(passphrase, self._again.value):
            self.refuse(lacks)
            at_fault = self._again if passphrase_lacks(passphrase, passphrase) == "" else self._passphrase
            at_fault.control.setFocus()
        else:
            self._passphrase.put("")
            self._again.put("")
            self.refuse("")
            self.setEnabled(False)
            self.make_wanted.emit(directory, passphrase)
