"""The style sheet: spacing, borders and type, filled in with the tones of a theme."""

from desktop.formats.shipped import shipped_path
from desktop.ui.look.density import Density, drawn_in
from desktop.ui.look.tones import WASHES, Tones, as_mapping

_SHEET = """
QWidget { color: %(ink)s; }
QMainWindow, QDialog, QWidget#page { background: %(paper)s; }
QDialog#palette { background: %(surface)s; border: 1px solid %(edge)s; }
QWidget#rail { background: %(rail)s; }
QWidget#column, QWidget#inspector { background: %(paper)s; }
QWidget#pane, QWidget#sheet, QStackedWidget#pane { background: %(surface)s; }
QWidget#bar { background: %(surface)s; }
QFrame#rule { background: %(line)s; border: none; }
QFrame#card { background: %(surface)s; border: 1px solid %(line)s; border-radius: 10px; }
QScrollArea, QScrollArea > QWidget > QWidget#scrolled { background: transparent; border: none; }
QToolTip { background: %(raised)s; color: %(ink)s; border: 1px solid %(edge)s; padding: %(v4)spx 6px; }

QLabel { background: transparent; }
QLabel:focus { background: %(selected)s; }
QLabel[look="display"] { font-size: %(s26)spx; font-weight: 600; }
QLabel[look="display-bad"] { font-size: %(s26)spx; font-weight: 600; color: %(bad)s; }
QLabel[look="title"] { font-size: %(s19)spx; font-weight: 600; }
QLabel[look="heading"] { font-size: %(s14)spx; font-weight: 600; }
QLabel[look="section"] { font-size: %(s11)spx; font-weight: 600; color: %(muted)s; }
QLabel[look="caption"] { font-size: %(s12)spx; font-weight: 600; }
QLabel[look="hint"], QLabel[look="small"] { font-size: %(s12)spx; color: %(muted)s; }
QLabel[look="assumed"] { font-size: %(s12)spx; color: %(warn)s; }
QLabel[look="muted"] { color: %(muted)s; }
QLabel[look="bad"] { color: %(bad)s; }
QLabel[look="warn"] { color: %(warn)s; }
QLabel[look="good"] { color: %(good)s; }
QLabel[look="code"] { font-family: monospace; font-size: %(s14)spx; }
QLabel[look="recovery-code"] { font-family: monospace; font-size: %(code)spx; font-weight: 600; }
QLabel[look="brand"] { font-size: %(s15)spx; font-weight: 600; }
%(chips)s

QPushButton { background: %(surface)s; border: 1px solid %(edge)s; border-radius: 7px;
    padding: %(v6)spx 13px; }
QPushButton:hover { background: %(raised)s; border-color: %(ink)s; }
QPushButton:pressed { background: %(selected)s; }
QPushButton:disabled { color: %(muted)s; border-color: %(line)s; background: %(paper)s; }
QPushButton[look="primary"] { background: %(accent)s; color: %(on_accent)s; border-color: %(accent)s;
    font-weight: 600; padding: %(v7)spx 15px; }
QPushButton[look="primary"]:hover { background: %(ink)s; border-color: %(ink)s; color: %(paper)s; }
QPushButton[look="primary"]:disabled { background: %(hover)s; border-color: %(line)s; color: %(muted)s; }
QPushButton[look="quiet"] { background: transparent; border-color: transparent; color: %(accent)s;
    padding: %(v5)spx 8px; font-weight: 600; }
QPushButton[look="quiet"]:disabled, QPushButton[look="small"]:disabled { color: %(muted)s; }
QPushButton[look="quiet"]:hover { background: %(selected)s; }
QPushButton[look="small"] { background: transparent; border: 2px solid transparent; border-radius: 5px;
    color: %(accent)s; padding: 0 2px; font-size: %(s12)spx; }
QPushButton[look="small"]:hover { background: %(selected)s; }
QPushButton[look="rail"] { background: transparent; border: none; border-radius: 7px; text-align: left;
    padding: %(v7)spx 10px; }
QPushButton[look="rail"]:hover { background: %(hover)s; }
QPushButton[look="rail"]:checked { background: %(selected)s; font-weight: 600; }
QPushButton:focus, QToolButton:focus { border: %(ring)spx solid %(focus)s; }
QPushButton[look="primary"]:focus { border: %(ring)spx solid %(ink)s; }
QToolButton { border: 2px solid transparent; border-radius: 6px; padding: %(v3)spx 3px;
    background: transparent; }
QToolButton:hover { background: %(hover)s; }

QLineEdit, QPlainTextEdit, QComboBox, QDateTimeEdit { background: %(surface)s; border: 1px solid %(edge)s;
    border-radius: 6px; padding: %(v6)spx 8px; selection-background-color: %(accent)s;
    selection-color: %(on_accent)s; placeholder-text-color: %(muted)s; }
QLineEdit, QComboBox, QDateTimeEdit { min-height: %(s17)spx; }
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus, QDateTimeEdit:focus {
    border: %(ring)spx solid %(focus)s; padding: %(fieldv)spx %(fieldh)spx; }
QPlainTextEdit[look="reading"] { border: %(ring)spx solid transparent; padding: 0; background: %(surface)s; }
QPlainTextEdit[look="reading"]:focus { border: %(ring)spx solid %(focus)s; padding: 0; }
QPlainTextEdit[look="document"] { background: %(raised)s; border-color: %(line)s; font-family: monospace;
    font-size: %(s12)spx; }
QDateTimeEdit::up-button, QDateTimeEdit::down-button { subcontrol-origin: border; width: 0; height: 0;
    border: none; }
QRadioButton::indicator { width: %(s12)spx; height: %(s12)spx; border: 1px solid %(edge)s;
    border-radius: %(round)spx; background: %(surface)s; }
QRadioButton::indicator:checked { border: %(s4)spx solid %(accent)s; width: %(dot)spx; height: %(dot)spx; }
QCheckBox::indicator { width: %(s12)spx; height: %(s12)spx; border: 1px solid %(edge)s; border-radius: 3px;
    background: %(surface)s; }
QCheckBox::indicator:checked { background: %(accent)s; border-color: %(accent)s; image: url("%(tick)s"); }
QComboBox::drop-down { border: none; width: %(s24)spx; }
QComboBox::down-arrow { image: none; }
QComboBox QAbstractItemView { background: %(surface)s; border: 1px solid %(edge)s; padding: %(v4)spx 4px;
    selection-background-color: %(selected)s; selection-color: %(ink)s; }
QLineEdit#search, QComboBox#order { border-color: %(line)s; background: %(surface)s; }

QListView { background: transparent; border: none; outline: none; }
QListView[look="points"] { border: %(ring)spx solid transparent; border-radius: 6px; }
QListView[look="points"]:focus { border: %(ring)spx solid %(focus)s; }
QListView[look="points"]::item { padding: %(v4)spx 6px; border: none; }
QListView[look="points"]::item:selected { background: %(selected)s; color: %(ink)s; border-radius: 4px; }
QListWidget::item { padding: 5px 8px; border-radius: 5px; }
QListWidget::item:selected { background: %(selected)s; color: %(ink)s; }
QScrollArea:focus, QTreeView:focus, QTableView:focus { border: %(ring)spx solid %(focus)s; }
QTreeView { background: %(surface)s; border: 1px solid %(line)s; border-radius: 6px; outline: none;
    selection-background-color: %(selected)s; selection-color: %(ink)s; }
QTreeView::item { min-height: 25px; padding: 0 8px; border: none; }
QTreeView::item:selected { background: %(selected)s; color: %(ink)s; }
QHeaderView { background: transparent; }
QHeaderView::section { background: transparent; color: %(muted)s; border: none;
    border-bottom: 1px solid %(line)s; padding: %(v6)spx 11px; }
QTabBar { background: transparent; qproperty-drawBase: 0; }
QTabBar::tear { width: 0; }
QTabBar::scroller { width: %(s48)spx; }
QTabBar QToolButton { background: %(surface)s; border: 1px solid %(line)s; border-radius: 0; padding: 0; }
QTabBar QToolButton:hover { background: %(hover)s; }
QTabBar QToolButton::left-arrow { image: url("%(left)s"); }
QTabBar QToolButton::right-arrow { image: url("%(right)s"); }
QTabBar::tab { background: transparent; color: %(muted)s; padding: %(v9)spx 1px %(v7)spx 1px; margin: 0 9px;
    border-bottom: 2px solid transparent; }
QTabBar::tab:hover { color: %(ink)s; }
QTabBar::tab:selected { color: %(ink)s; font-weight: 600; border-bottom: 2px solid %(accent)s; }
QTabBar::tab:selected:focus { background: %(selected)s; border-bottom: 2px solid %(focus)s; }
QProgressBar { background: %(line)s; border: none; border-radius: 2px; max-height: 4px; min-height: 4px; }
QProgressBar::chunk { background: %(accent)s; border-radius: 2px; }
QMenuBar, QMenu, QToolTip { font-size: %(s13)spx; }
QMenuBar { background: %(rail)s; padding: %(v1)spx 6px; }
QMenuBar::item { background: transparent; padding: %(v5)spx 9px; border-radius: 5px; }
QMenuBar::item:selected { background: %(selected)s; }
QMenu { background: %(surface)s; border: 1px solid %(edge)s; padding: %(v5)spx 5px; }
QMenu::item { padding: %(v6)spx 22px %(v6)spx 12px; border-radius: 5px; }
QMenu::item:selected { background: %(selected)s; color: %(ink)s; }
QMenu::item:disabled { color: %(muted)s; }
QMenu::separator { height: 1px; background: %(line)s; margin: 5px 8px; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 2px; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 2px; }
QScrollBar::handle { background: %(edge)s; border-radius: 3px; min-height: 28px; min-width: 28px; }
QScrollBar::handle:hover { background: %(muted)s; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QSplitter::handle { background: %(line)s; }
QCheckBox, QRadioButton { spacing: 8px; border: %(ring)spx solid transparent; }
QCheckBox:focus, QRadioButton:focus { border: %(ring)spx solid %(focus)s; border-radius: 5px; }
QFrame#message-info { background: %(accent_wash)s; border-bottom: 1px solid %(accent)s; }
QFrame#message-good { background: %(good_wash)s; border-bottom: 1px solid %(good)s; }
QFrame#message-warn { background: %(warn_wash)s; border-bottom: 1px solid %(warn)s; }
QFrame#message-bad { background: %(bad_wash)s; border-bottom: 1px solid %(bad)s; }
"""

_CHIP = """QLabel[look="chip-{tone}"] {{ background: {ground}; color: {colour}; border-radius: 7px;
    padding: 2px 8px; font-size: {size}px; font-weight: 600; }}
"""


def style_sheet(tones: Tones, scale: int, density: Density = "comfortable") -> str:
    """The whole sheet; `scale` is the size of type in percent."""
    names: dict[str, object] = dict(as_mapping(tones))
    names |= {f"s{px}": round(px * scale / 100) for px in (4, 11, 12, 13, 14, 15, 17, 19, 24, 26, 48)}
    names |= {f"v{px}": drawn_in(px, density) for px in range(1, 12)}
    thicker = tones.ring - 1  # a field that gets the focus keeps its size
    names |= {"fieldv": max(drawn_in(6, density) - thicker, 0), "fieldh": 8 - thicker}
    names["code"] = min(16 * round(13 * scale / 100) // 13, 26)  # 47 characters that stand in one line
    circle = round(12 * scale / 100) + 2  # with its border
    names |= {"round": circle // 2, "dot": circle - 2 * round(4 * scale / 100)}
    grounds = {tone: getattr(tones, wash) for tone, wash in WASHES.items()} | {"muted": tones.raised}
    # A style sheet takes a drawing as it is: each theme has one in the colour that stands on its accent.
    names |= {side: shipped_path("icons", f"{side}-grey.svg").as_posix() for side in ("left", "right")}
    names["tick"] = shipped_path("icons", "tick-ink.svg" if tones.dark else "tick-white.svg").as_posix()
    names["chips"] = "".join(
        _CHIP.format(tone=tone, ground=ground, colour=getattr(tones, tone), size=names["s11"])
        for tone, ground in grounds.items()
    )
    return _SHEET % names
