"""Draws the pages of the desk, offscreen and with one font, so that they look the same everywhere.

`python -m tests.pictures.studio OUT NAME...` draws the named ones, or all; it is a process of its own since
fonts, the time zone and the screen are fixed before Qt starts.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QScrollBar, QWidget

from desktop.domain.failures import Cancelled
from desktop.ui.application import make_application
from desktop.ui.dialogs.cheat_sheet import CheatSheet
from desktop.ui.dialogs.new_case_dialog import NewCaseDialog
from desktop.ui.dialogs.settings_dialog import SettingsDialog
from desktop.ui.doctor.doctor_dialog import DoctorDialog
from desktop.ui.help.help_dialog import HelpDialog
from desktop.ui.help.topics import keys_by_words
from desktop.ui.languages import PSEUDO, speak
from desktop.ui.palette.palette import Palette
from desktop.ui.palette.show import show_palette
from desktop.ui.portrait import Portraits
from desktop.ui.settings import DeskSettings
from desktop.ui.setup.setup_errand import SetupErrand
from desktop.ui.setup.setup_work import Standing
from desktop.ui.window import MainWindow
from desktop.workflows.custody.doctor import Check
from desktop.workflows.metric_ports import MetricQuery
from desktop.workflows.ports import Progress, Silent
from desktop.workflows.promises.measure import measure
from desktop.workflows.slot_ports import SlotInfo
from tests.catalogues import translations
from tests.pictures.sample import FINGERPRINT, FIRST, NOW, measured_desk, sample_desk
from tests.ui.cut_words import lost

FONTS = Path("/usr/share/fonts/truetype/dejavu")
"""Of Debian's fonts-dejavu-core, which the program needs anyway."""
FACES = ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf", "DejaVuSansMono.ttf", "DejaVuSansMono-Bold.ttf")
_FONTS_CONF = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig><dir>{fonts}</dir><cachedir>{cache}</cachedir>
<match target="pattern"><edit name="antialias" mode="assign"><bool>true</bool></edit>
<edit name="hinting" mode="assign"><bool>false</bool></edit>
<edit name="rgba" mode="assign"><const>none</const></edit></match>
<alias><family>monospace</family><prefer><family>DejaVu Sans Mono</family></prefer></alias>
</fontconfig>
"""
SIZE = (1268, 756)
"""The window on a screen of 1280 by 800, without its frame."""


class Shot(NamedTuple):
    """A page in a look."""

    page: str
    theme: str = "light"
    scale: int = 100
    language: str = ""
    """Empty for English."""

    @property
    def name(self) -> str:
        """Also of its file."""
        return "-".join(filter(None, (self.page, self.theme, str(self.scale), self.language)))


PAGES = (
    "first-run",
    "unlock",
    "due",
    "report",
    "thread",
    "confirm",
    "audit",
    "fix",
    "advisory",
    "timeline",
    "policies",
    "metrics",
    "journal",
    "settings",
    "new-case",
    "keys",
)
ASIDE = ("wizard-you", "wizard-policy", "wizard-done", "palette", "doctor", "help", "jobs", "empty")
"""Pages that are drawn light and dark alone."""
MAIN = ("due", "report", "confirm", "timeline", "unlock", "settings")
"""The pages that are drawn in high contrast too."""
MATRIX = (
    *(Shot(page, theme, scale) for theme in ("light", "dark") for scale in (100, 200) for page in PAGES),
    *(Shot(page, theme) for theme in ("light", "dark") for page in ASIDE),
    *(Shot(page, theme) for theme in ("contrast-light", "contrast-dark") for page in MAIN),
    *(Shot(page, language=PSEUDO) for page in ("due", "report", "timeline", "settings")),
)
CORE = (
    Shot("due"),
    Shot("report"),
    Shot("timeline"),
    Shot("unlock"),
    Shot("report", "dark"),
    Shot("confirm", "contrast-light"),
    Shot("confirm", "light", 200),
)
"""What every run compares."""


README = {
    "desk-light": Shot("report"),
    "desk-dark": Shot("report", "dark"),
    "advisory-light": Shot("advisory"),
    "advisory-dark": Shot("advisory", "dark"),
}
"""Files of `resources/demo`, which the README shows in full size."""


_PASSES = 10
"""Layouts ask for another one when words wrap anew."""


@contextmanager
def same_everywhere(folder: Path) -> Iterator[dict[str, str]]:
    """The surroundings of the process that draws."""
    fonts = folder / "fonts"
    fonts.mkdir()
    for face in FACES:
        (fonts / face).symlink_to(FONTS / face)
    conf = folder / "fonts.conf"
    conf.write_text(_FONTS_CONF.format(fonts=fonts, cache=folder / "cache"))
    screens = folder / "screens.json"
    screens.write_text('{"screens": [{"name": "one", "x": 0, "y": 0, "width": 1280, "height": 800}]}')
    own = {
        "FONTCONFIG_FILE": str(conf),
        "TZ": "UTC",
        "LC_ALL": "C.UTF-8",
        "LANGUAGE": "en",
        "QT_QPA_PLATFORM": f"offscreen:configfile={screens}",
        "DBUS_SESSION_BUS_ADDRESS": "unix:path=/nonexistent",
        "HOME": "/home/robin",  # it stands on the first page
        "XDG_CONFIG_HOME": str(folder),
    }
    dropped = ("DISPLAY", "WAYLAND_DISPLAY", "QT_SCALE_FACTOR", "QT_STYLE_OVERRIDE", "QT_FONT_DPI")
    yield {k: v for k, v in os.environ.items() if k not in dropped} | own


class Studio:
    """One window on the sample desk, shown page by page."""

    def __init__(self, folder: Path) -> None:
        self._portraits = Portraits(sample_desk(folder / "policies"), folder)
        self._measured = measure(measured_desk(folder / "policies"), MetricQuery(), Silent())
        self.window = self._portraits.window
        self.setup = SetupErrand(self.window)

    def draw(self, shot: Shot) -> QImage:
        """The picture of a page, in its full size."""
        window = self.window
        window.use_settings(DeskSettings(theme=shot.theme, scale=shot.scale))
        self.settle()
        window.resize(*SIZE)
        top = self._open(shot.page)
        self._settle_anew(top)
        for _ in range(_PASSES):
            if not lost(top):
                break
            self.settle()
        picture = top.grab().toImage()
        window.jobs.hide()
        if top is not window:
            top.close()
        return picture

    def settle(self) -> None:
        """Wait until nothing is under way; what was read may ask for more."""
        self._portraits.settle()
        self._portraits.settle()

    def _settle_anew(self, top: QWidget) -> None:
        """Scrolled to the top, the keyboard nowhere: what was drawn before leaves no trace."""
        self.settle()
        for bar in top.findChildren(QScrollBar):
            bar.setValue(bar.minimum())
        focused = QApplication.focusWidget()
        if focused is not None and top is self.window:
            focused.clearFocus()
        self.settle()

    def _open(self, page: str) -> QWidget:
        """Bring a page into sight; returns what is to be drawn."""
        window = self.window
        at_door = page in AT_DOOR
        window._pages.setCurrentWidget(window.entrance if at_door else window.desk)
        window.commands.unlock(not at_door)
        if at_door:
            window.entrance.unlock.show_vault(Path("/home/robin/aumos.embargo"), _SLOTS)
            window.entrance.recovery.show_code("-".join(["7XK2M"] * 8))
            window.entrance.setCurrentWidget(getattr(window.entrance, AT_DOOR[page]))
        elif page in VIEWS:
            window.desk.show_view(page)
            if page == "metrics":
                self.settle()
                window.desk.pages.metrics().show_measured(self._measured)
        elif page in STAGED:
            return STAGED[page](self)
        elif page in DIALOGS:
            dialog = DIALOGS[page](window)
            dialog.show()
            return dialog
        else:
            self.show_tab(page)
        return window

    def show_tab(self, tab: str) -> None:
        desk = self.window.desk
        desk.show_view("all")
        desk.session.show_case(FIRST)
        self.settle()
        desk.show_tab(tab)


def speak_in(language: str, folder: Path) -> None:
    """Let the window that is made next speak it."""
    app = make_application()
    if language:
        translations.compile_pseudo(folder / f"embargo_{language}.qm")
        assert speak(app, language, folder) == language


def _wizard(studio: "Studio", step: str) -> QWidget:
    """A step of the first run, as somebody finds it who has done nothing yet."""
    window, setup = studio.window, studio.setup
    desk = window.desk
    if step == "you":
        setup.key_page.show_checks(_CHECKS)
        desk.show_page(setup.key_page, view="")
    elif step == "policy":
        desk.errands.policies.read()
        desk.show_page(desk.pages.start(), view="")
        desk.pages.start().begin()
    else:
        setup.done_page.show_standing(Standing(FINGERPRINT, ("aumos",)))
        desk.show_page(setup.done_page, view="")
    return window


def _palette(studio: "Studio") -> QWidget:
    show_palette(studio.window)
    (palette,) = [shown for shown in studio.window.findChildren(Palette) if shown.isVisible()]
    palette.line.setText("dark theme")
    return palette


def _doctor(studio: "Studio") -> QWidget:
    dialog = DoctorDialog(studio.window)
    dialog.show()
    dialog.show_checks(_CHECKS)
    return dialog


def _jobs(studio: "Studio") -> QWidget:
    window = studio.window
    studio.show_tab("report")
    background = window.background
    background._past.clear()  # of another look
    background.run(lambda _p: None, name="Back up")
    background.run(_stop, name="Take in reports (3 given)", again=lambda: None)
    studio.settle()
    window.jobs.hide()
    window.jobs.turn()
    window.jobs.tell()
    return window


def _stop(_progress: Progress) -> None:
    raise Cancelled


def _empty(studio: "Studio") -> QWidget:
    window = studio.window
    window.desk.show_filter("Ledger", "ledger severity:critical from:nobody")
    return window


STAGED: dict[str, Callable[["Studio"], QWidget]] = {
    "wizard-you": lambda studio: _wizard(studio, "you"),
    "wizard-policy": lambda studio: _wizard(studio, "policy"),
    "wizard-done": lambda studio: _wizard(studio, "done"),
    "palette": _palette,
    "doctor": _doctor,
    "jobs": _jobs,
    "empty": _empty,
}
"""Pages that need more than to be opened."""
_CHECKS = (
    Check("GnuPG", "good", "Version 2.2.40."),
    Check("Intake key", "weak", "None is chosen: encrypted reports stay closed.", mends="choose-key"),
    Check("Sandbox", "missing", "bubblewrap is absent.", packages=("bubblewrap",)),
    Check("Fonts", "good", "Latin letters can be drawn."),
)
AT_DOOR = {"first-run": "first_run", "recovery": "recovery", "unlock": "unlock"}
VIEWS = ("due", "policies", "metrics", "journal")
DIALOGS: dict[str, Callable[[MainWindow], QWidget]] = {
    "settings": lambda window: SettingsDialog(window, window.settings, handler="Robin Keeper"),
    "new-case": lambda window: NewCaseDialog(window, (("aumos", "AumOS"), ("m87", "M87")), NOW),
    "keys": lambda window: CheatSheet(window, window.commands.actions),
    "help": lambda window: HelpDialog(window, "clocks", keys_by_words(window.commands.actions)),
}
_SLOTS = [
    SlotInfo("1", "passphrase", "", NOW),
    SlotInfo("2", "openpgp", "OpenPGP key", NOW, ("openpgp",), FINGERPRINT, NOW),
    SlotInfo("3", "recovery", "Recovery code", NOW, ("recovery",)),
]


def draw_apart(shots: Sequence[Shot], out: Path) -> None:
    """Draw these into a folder, in a process of their own for each size of type and each language."""
    for scale, language in sorted({(shot.scale, shot.language) for shot in shots}):
        _draw([shot for shot in shots if (shot.scale, shot.language) == (scale, language)], out)


def _draw(shots: Sequence[Shot], out: Path) -> None:
    with (
        tempfile.TemporaryDirectory(prefix="embargo-pictures-") as folder,
        same_everywhere(Path(folder)) as own,
    ):
        command = [sys.executable, "-m", "tests.pictures.studio", str(out), folder]
        done = subprocess.run([*command, *(s.name for s in shots)], env=own, check=False, capture_output=True)
        assert done.returncode == 0, done.stderr.decode()


def main(out: Path, folder: Path, names: Sequence[str]) -> None:
    """Draw the named pictures; what is drawn in one look is drawn in a row."""
    out.mkdir(parents=True, exist_ok=True)
    shots = [shot for shot in MATRIX if shot.name in names]
    speak_in(shots[0].language, folder)
    studio = Studio(folder)
    for shot in shots:
        assert studio.draw(shot).save(str(out / f"{shot.name}.png"))
    studio.settle()


if __name__ == "__main__":
    time.tzset()
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:])
