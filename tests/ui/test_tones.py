"""Text can be read, controls and the focus be seen: computed from the colours of every theme."""

import pytest
from PySide6.QtWidgets import QCheckBox

from desktop.ui.look.style_sheet import style_sheet
from desktop.ui.look.tones import (
    ALL,
    CONTRAST_DARK,
    CONTRAST_LIGHT,
    DARK,
    GROUNDS,
    LIGHT,
    WASHES,
    contrast,
    is_dark,
    palette_of,
    tones_of,
)

NAMES = {id(LIGHT): "light", id(DARK): "dark", id(CONTRAST_LIGHT): "contrast-light"}
THEMES = pytest.mark.parametrize("tones", ALL, ids=lambda tones: NAMES.get(id(tones), "contrast-dark"))


def least(tones) -> float:
    """What text must reach: 7:1 in high contrast (WCAG 2.1, 1.4.6), else 4.5:1 (1.4.3)."""
    return 7 if tones in (CONTRAST_LIGHT, CONTRAST_DARK) else 4.5


@THEMES
@pytest.mark.parametrize("tone", ["ink", "muted", "accent", "good", "warn", "bad"])
def test_every_text_tone_can_be_read_on_every_ground(tones, tone):
    for ground in GROUNDS:
        assert contrast(getattr(tones, tone), getattr(tones, ground)) >= least(tones), ground


@THEMES
def test_chips_messages_and_buttons_can_be_read(tones):
    for tone, wash in WASHES.items():
        assert contrast(getattr(tones, tone), getattr(tones, wash)) >= least(tones)
        assert contrast(tones.ink, getattr(tones, wash)) >= least(tones)
    assert contrast(tones.on_accent, tones.accent) >= least(tones)
    assert contrast(tones.paper, tones.ink) >= least(tones)
    for tone in ("ink", "muted"):
        assert contrast(getattr(tones, tone), tones.hover) >= least(tones)


@THEMES
def test_borders_of_controls_reach_3(tones):
    for ground in ("paper", "surface", "raised", "rail"):
        assert contrast(tones.edge, getattr(tones, ground)) >= 3


@THEMES
def test_the_ring_of_the_focus_reaches_3_on_every_ground_and_is_broad(tones):
    for ground in (*GROUNDS, "hover"):
        assert contrast(tones.focus, getattr(tones, ground)) >= 3, ground
    assert contrast(tones.ink, tones.accent) >= 1.3  # of a primary button, beside its own ground
    assert tones.ring >= (3 if least(tones) == 7 else 2)


@pytest.mark.parametrize("tones", [CONTRAST_LIGHT, CONTRAST_DARK], ids=["light", "dark"])
def test_in_high_contrast_cards_and_separators_reach_3_too(tones):
    for ground in ("paper", "surface", "raised", "rail"):
        assert contrast(tones.line, getattr(tones, ground)) >= 3


@THEMES
def test_the_palette_that_is_painted_with_says_the_same(qapp, tones):
    """Fusion draws with the palette: what it pairs must be as far apart."""
    palette = palette_of(tones)
    roles = type(palette).ColorRole
    pairs = [
        (roles.WindowText, roles.Window),
        (roles.Text, roles.Base),
        (roles.Text, roles.AlternateBase),
        (roles.ButtonText, roles.Button),
        (roles.HighlightedText, roles.Highlight),
        (roles.PlaceholderText, roles.Base),
        (roles.ToolTipText, roles.ToolTipBase),
        (roles.Link, roles.Base),
    ]
    for group in (type(palette).ColorGroup.Active, type(palette).ColorGroup.Inactive):
        for text, ground in pairs:
            found = contrast(palette.color(group, text).name(), palette.color(group, ground).name())
            assert found >= least(tones), text


def test_contrast_is_that_of_wcag():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@THEMES
def test_dark_is_read_from_the_palette(qapp, tones):
    assert is_dark(palette_of(tones)) is tones.dark
    assert tones.dark is (tones in (DARK, CONTRAST_DARK))
    assert tones_of(palette_of(tones)) is tones


def test_a_foreign_palette_wears_the_tones_of_its_side(qapp):
    foreign = palette_of(DARK)
    foreign.setColor(foreign.ColorRole.Window, "#101010")
    assert tones_of(foreign) is DARK


def test_type_grows_with_the_scale():
    assert "font-size: 26px" in style_sheet(LIGHT, 100)
    assert "font-size: 52px" in style_sheet(LIGHT, 200)


def test_a_compact_desk_has_less_air_above_and_below():
    assert "padding: 6px 13px" in style_sheet(LIGHT, 100)
    assert "padding: 3px 13px" in style_sheet(LIGHT, 100, "compact")


@THEMES
def test_a_ticked_box_shows_a_tick_in_the_colour_that_stands_on_the_accent(qtbot, tones):
    box = QCheckBox("Ticked")
    box.setStyleSheet(style_sheet(tones, 100))
    qtbot.addWidget(box)
    box.setChecked(True)
    picture = box.grab().toImage().copy(0, 0, 20, box.height())
    found = {picture.pixelColor(x, y).name() for x in range(picture.width()) for y in range(picture.height())}
    assert {tones.accent, tones.on_accent} <= found
    box.setChecked(False)
    assert box.grab().toImage().copy(0, 0, 20, box.height()) != picture


@pytest.mark.ux("U12")
def test_no_palette_falls_below_what_eyes_need(figure):
    """The least of all that the tests above ask of each."""
    texts = ("ink", "muted", "accent", "good", "warn", "bad")
    pairs = [(one, ground) for one in texts for ground in GROUNDS]
    text = min(contrast(getattr(t, one), getattr(t, ground)) for t in ALL for one, ground in pairs)
    control = min(
        contrast(t.edge, getattr(t, g)) for t in ALL for g in ("paper", "surface", "raised", "rail")
    )
    figure("U12", f"text {text:.2f}:1, controls {control:.2f}:1 at least, of {len(ALL)} palettes")
    assert text >= 4.5
    assert control >= 3
