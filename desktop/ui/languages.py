"""The language that the window speaks: the one that was chosen, else the system's; English is in the sources.

A language is one compiled catalogue, `resources/translations/embargo_CODE.qm`. What comes from closed lists
(events, states, stages) is said by the window in its own words; what the domain and the workflows say in
sentences (failures, findings, refusals) is found again by `look/sentences.py`.
"""

import os
from collections.abc import Callable, Iterable
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, Qt, QTranslator
from PySide6.QtWidgets import QApplication

from desktop.domain.failures import Usage
from desktop.formats.shipped import shipped_path
from desktop.ui.look.sentences import speak_sentences

SOURCE = "en"
PSEUDO = "pseudo"
"""Longer, accented, from right to left: for finding what cannot be translated yet. Never offered."""


class Tongue:
    """What the window speaks; another language is spoken from the next start on.

    `chosen` is a code, or empty for the system's language; `keep` remembers another choice.
    """

    def __init__(self, chosen: str = "", keep: Callable[[str], None] = lambda _code: None) -> None:
        self.chosen = chosen
        self._keep = keep

    def choose(self, code: str) -> None:
        """Speak this one from the next start on."""
        if code != self.chosen:
            self.chosen = code
            self._keep(code)


def tongue_for(named: str, chosen: str, keep: Callable[[str], None]) -> Tongue:
    """The language that was named, else that of EMBARGO_LANGUAGE, else the one chosen in the settings.

    Raises Usage for a named one that is not there.
    """
    if named and named not in languages():
        known = ", ".join(languages())
        raise Usage("The window does not speak that language.", advice=f"It speaks: {known}.")
    return Tongue(named or os.environ.get("EMBARGO_LANGUAGE", "") or chosen, keep)


def languages(folder: Path | None = None) -> tuple[str, ...]:
    """The codes of every language at hand, English first."""
    found = {path.stem.removeprefix("embargo_") for path in (folder or _shipped()).glob("embargo_*.qm")}
    return (SOURCE, *sorted(found - {SOURCE}))


def offered_languages() -> list[tuple[str, str]]:
    """Codes and names of the languages that somebody may choose, each named in itself."""
    return [(code, QLocale(code).nativeLanguageName()) for code in languages() if code != PSEUDO]


def pick(chosen: str, wishes: Iterable[str], known: tuple[str, ...]) -> str:
    """The chosen language where it is known, else the first that the system wishes for, else English."""
    if chosen in known:
        return chosen
    for wish in wishes:
        parts = wish.replace("-", "_").split("_")
        for length in range(len(parts), 0, -1):
            code = "_".join(parts[:length])
            if code in known and code != PSEUDO:
                return code
    return SOURCE


def speak(app: QApplication, chosen: str = "", folder: Path | None = None) -> str:
    """Say everything in one language from now on; returns its code. Comes before the first widget."""
    code = pick(chosen, QLocale.system().uiLanguages(), languages(folder))
    of_qt = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    for place, catalogue in ((of_qt, "qtbase"), (folder or _shipped(), "embargo")):
        translator = QTranslator(app)
        if translator.load(str(place / f"{catalogue}_{code}.qm")):
            app.installTranslator(translator)
    speak_sentences((folder or _shipped()) / "sentences.txt" if code != SOURCE else None)
    app.setLayoutDirection(_direction(code))
    return code


def _shipped() -> Path:
    return shipped_path("icons").with_name("translations")  # may be missing, unlike the icons


def _direction(code: str) -> Qt.LayoutDirection:
    return Qt.LayoutDirection.RightToLeft if code == PSEUDO else QLocale(code).textDirection()
