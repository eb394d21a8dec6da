"""The colours of the desk, light, dark and of high contrast: our own, on Fusion; a test keeps them apart."""

from dataclasses import dataclass, fields

from PySide6.QtGui import QColor, QPalette


@dataclass(frozen=True)
class Tones:
    """One theme, as hex colours; text tones reach 4.5:1 on every ground, borders of controls 3:1.

    In high contrast text reaches 7:1 (WCAG 2.1, 1.4.6), and what has the focus wears a broader ring.
    """

    paper: str
    """Behind everything."""
    surface: str
    """What is read and typed on."""
    raised: str
    """Cards and what the pointer is over."""
    rail: str
    hover: str
    """A quiet control under the pointer, and one that cannot be used."""
    line: str
    """Quiet separators."""
    edge: str
    """The border of a control."""
    ink: str
    muted: str
    accent: str
    on_accent: str
    selected: str
    good: str
    good_wash: str
    warn: str
    warn_wash: str
    bad: str
    bad_wash: str
    accent_wash: str
    focus: str
    """The ring around what the keyboard is at."""
    ring: int = 2
    """The width of that ring in pixels."""

    @property
    def dark(self) -> bool:
        """Whether this is a dark theme, told from its own colours."""
        return QColor(self.paper).lightness() < QColor(self.ink).lightness()


LIGHT = Tones(
    paper="#f4f3ef",
    surface="#fffefb",
    raised="#faf9f5",
    rail="#e9e7e0",
    hover="#dedbd2",
    line="#dedbd2",
    edge="#82817a",
    ink="#1d2326",
    muted="#555d61",
    accent="#0b5566",
    on_accent="#ffffff",
    selected="#d7e6e8",
    good="#22603a",
    good_wash="#dfeee3",
    warn="#744a00",
    warn_wash="#f7ead0",
    bad="#9a2118",
    bad_wash="#f8e1de",
    accent_wash="#e0ecee",
    focus="#0b5566",
)

DARK = Tones(
    paper="#14181b",
    surface="#1a1f23",
    raised="#21272c",
    rail="#0f1214",
    hover="#2c3439",
    line="#2c3439",
    edge="#6f7b82",
    ink="#e7eaeb",
    muted="#a7b1b6",
    accent="#7cc7d4",
    on_accent="#08242b",
    selected="#22414a",
    good="#8fd0a4",
    good_wash="#1d3426",
    warn="#ecc277",
    warn_wash="#3a2e16",
    bad="#f5a39a",
    bad_wash="#44211e",
    accent_wash="#1b3238",
    focus="#7cc7d4",
)

CONTRAST_LIGHT = Tones(
    paper="#ffffff",
    surface="#fffffe",
    raised="#f4f4f4",
    rail="#f4f4f4",
    hover="#dedede",
    line="#767676",
    edge="#000000",
    ink="#000000",
    muted="#303030",
    accent="#00387a",
    on_accent="#ffffff",
    selected="#d3e4ff",
    good="#00431c",
    good_wash="#e2f6e8",
    warn="#523100",
    warn_wash="#fff1d2",
    bad="#840000",
    bad_wash="#ffe7e4",
    accent_wash="#e3eeff",
    focus="#9c0068",
    ring=3,
)

CONTRAST_DARK = Tones(
    paper="#000000",
    surface="#000001",
    raised="#141414",
    rail="#0d0d0d",
    hover="#303030",
    line="#8a8a8a",
    edge="#ffffff",
    ink="#ffffff",
    muted="#dadada",
    accent="#86d8ff",
    on_accent="#08242b",
    selected="#0c3350",
    good="#93f2b0",
    good_wash="#00270f",
    warn="#ffdb70",
    warn_wash="#2e2200",
    bad="#ffbdb5",
    bad_wash="#3b0703",
    accent_wash="#05263a",
    focus="#ffe600",
    ring=3,
)

ALL = (LIGHT, DARK, CONTRAST_LIGHT, CONTRAST_DARK)

GROUNDS = ("paper", "surface", "raised", "rail", "selected")
"""What text stands on."""
WASHES = {"good": "good_wash", "warn": "warn_wash", "bad": "bad_wash", "accent": "accent_wash"}
"""Chips: a tone on its own pale ground."""


def palette_of(tones: Tones) -> QPalette:
    """The palette that Fusion paints with."""
    palette = QPalette()
    roles = {
        QPalette.ColorRole.Window: tones.paper,
        QPalette.ColorRole.WindowText: tones.ink,
        QPalette.ColorRole.Base: tones.surface,
        QPalette.ColorRole.AlternateBase: tones.raised,
        QPalette.ColorRole.Text: tones.ink,
        QPalette.ColorRole.Button: tones.raised,
        QPalette.ColorRole.ButtonText: tones.ink,
        QPalette.ColorRole.BrightText: tones.on_accent,
        QPalette.ColorRole.Highlight: tones.accent,
        QPalette.ColorRole.HighlightedText: tones.on_accent,
        QPalette.ColorRole.PlaceholderText: tones.muted,
        QPalette.ColorRole.ToolTipBase: tones.raised,
        QPalette.ColorRole.ToolTipText: tones.ink,
        QPalette.ColorRole.Link: tones.accent,
        QPalette.ColorRole.Mid: tones.line,
        QPalette.ColorRole.Dark: tones.edge,
        QPalette.ColorRole.Light: tones.raised,
        QPalette.ColorRole.Shadow: tones.line,
        QPalette.ColorRole.Accent: tones.accent,
    }
    for role, colour in roles.items():
        palette.setColor(role, QColor(colour))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText, QPalette.ColorRole.WindowText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(tones.muted))
    return palette


def is_dark(palette: QPalette) -> bool:
    """Whether a palette is dark: its text is lighter than what it stands on."""
    ground = palette.color(QPalette.ColorRole.Window)
    return palette.color(QPalette.ColorRole.WindowText).lightness() > ground.lightness()


def tones_of(palette: QPalette) -> Tones:
    """The tones that a palette was made of; of a foreign one, ours for its side."""
    ground, text = (
        palette.color(role).name() for role in (QPalette.ColorRole.Window, QPalette.ColorRole.WindowText)
    )
    side = DARK if is_dark(palette) else LIGHT
    return next((tones for tones in ALL if (tones.paper, tones.ink) == (ground, text)), side)


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours (WCAG 2.1, 1.4.3)."""
    bright, dim = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def _luminance(colour: str) -> float:
    named = QColor(colour)
    return 0.2126 * _linear(named.redF()) + 0.7152 * _linear(named.greenF()) + 0.0722 * _linear(named.blueF())


def _linear(channel: float) -> float:
    if channel <= 0.03928:  # noqa: PLR2004 - from the definition of relative luminance in WCAG 2.1
        return channel / 12.92
    return float(((channel + 0.055) / 1.055) ** 2.4)


def as_mapping(tones: Tones) -> dict[str, str | int]:
    """Names to colours and to the width of the ring, for the style sheet."""
    return {field.name: getattr(tones, field.name) for field in fields(tones)}
