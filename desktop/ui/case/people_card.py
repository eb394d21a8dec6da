"""Who is in the case: the reporter and how far they are proven, their key, the handler."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from desktop.domain.inert import Untrusted
from desktop.ui.look.wording import channel_words, grade_chip
from desktop.ui.parts.buttons import ActButton
from desktop.ui.parts.labels import ChipLabel, InertLabel, Words
from desktop.ui.parts.layout import beside, clear, column
from desktop.workflows.view_case import CaseView


class PeopleCard(QWidget):
    """Names of strangers are inert; the grade is said in words; `on_key` looks at the reporter's keys."""

    def __init__(self, on_key: Callable[[], None]) -> None:
        super().__init__()
        self._on_key = on_key
        self._rows = column(self, spacing=3)

    def show_people(self, view: CaseView) -> None:
        """Draw them anew."""
        clear(self._rows)
        case = view.case
        name = case.reporter_name or case.reporter_address or Untrusted(self.tr("Anonymous"))
        self._rows.addWidget(InertLabel(name, "caption"))
        if case.reporter_name and case.reporter_address:
            self._rows.addWidget(InertLabel(case.reporter_address, "small"))
        self._rows.addLayout(beside(ChipLabel(grade_chip(case.grade)), stretch=1))
        self._rows.addSpacing(4)
        key = self.tr("No key taken in: letters go unencrypted.")
        if case.keys:
            tail = case.keys[-1].fingerprint[-16:]
            grouped = " ".join(tail[i : i + 4] for i in range(0, 16, 4))
            sure = case.keys[-1].fingerprint in case.confirmed_keys
            words = self.tr("Key … {tail}, compared") if sure else self.tr("Key … {tail}, not compared yet")
            key = words.format(tail=grouped)
        self._rows.addWidget(Words(key, "small", wrap=True))
        look = ActButton(self.tr("Reporter's key…"), self._on_key, "small")
        self._rows.addLayout(beside(look, stretch=1))
        handler = case.handler or self.tr("nobody yet")
        self._rows.addWidget(Words(self.tr("Handler: {name}").format(name=handler), "small", wrap=True))
        came = self.tr("Came by: {channel}").format(channel=channel_words(case.channel))
        self._rows.addWidget(Words(came, "small"))
