"""Text can be read and controls be seen, in both themes."""

import pytest
from PySide6.QtWidgets import QCheckBox

from desktop.ui.look.style_sheet import style_sheet
from desktop.ui.look.tones import DARK, GROUNDS, LIGHT, WASHES, contrast, is_dark, palette_of

THEMES = pytest.mark.parametrize("tones", [LIGHT, DARK], ids=["light", "dark"])


@THEMES
@pytest.mark.parametrize("tone", ["ink", "muted", "accent", "good", "warn", "bad"])
def test_every_text_tone_reaches_4_5_on_every_ground(tones, tone):
    for ground in GROUNDS:
        assert contrast(getattr(tones, tone), getattr(tones, ground)) >= 4.5, ground


@THEMES
def test_chips_and_messages_reach_4_5(tones):
    for tone, wash in WASHES.items():
        assert contrast(getattr(tones, tone), getattr(tones, wash)) >= 4.5
        assert contrast(tones.ink, getattr(tones, wash)) >= 4.5
    assert contrast(tones.on_accent, tones.accent) >= 4.5
    assert contrast(tones.paper, tones.ink) >= 4.5
    assert contrast(tones.muted, tones.line) >= 4.5


@THEMES
def test_borders_of_controls_reach_3(tones):
    for ground in ("paper", "surface", "raised", "rail"):
        assert contrast(tones.edge, getattr(tones, ground)) >= 3


def test_contrast_is_that_of_wcag():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@THEMES
def test_dark_is_read_from_the_palette(qapp, tones):
    assert is_dark(palette_of(tones)) is tones.dark
    assert tones is DARK or not tones.dark


def test_type_grows_with_the_scale():
    assert "font-size: 26px" in style_sheet(LIGHT, 100)
    assert "font-size: 52px" in style_sheet(LIGHT, 200)


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
