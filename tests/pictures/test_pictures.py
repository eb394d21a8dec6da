"""The pages look as they did: drawn anew, and compared with the pictures that are kept.

A page that was meant to change is drawn anew by `.venv/bin/python -m tests.pictures.keep`, looked at, and
committed with the change.
"""

import shutil
from functools import cache
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from tests.pictures.comparing import SHARE, compare
from tests.pictures.keeping import KEPT, MOST_BYTES, scaled
from tests.pictures.studio import CORE, FACES, FONTS, MATRIX, Shot, draw_apart

FAILED = Path(__file__).parents[2] / "build" / "pictures"
"""Where a picture that differs is left, with what differs."""

pytestmark = pytest.mark.skipif(
    not all((FONTS / face).exists() for face in FACES), reason="the fonts of fonts-dejavu-core are missing"
)


@pytest.fixture(scope="module")
def drawn(tmp_path_factory):
    """Draws pictures, all of a list at once; the same list once."""

    @cache
    def draw(shots: tuple[Shot, ...]) -> dict[str, QImage]:
        folder = tmp_path_factory.mktemp("drawn")
        draw_apart(shots, folder)
        return {shot.name: scaled(QImage(str(folder / f"{shot.name}.png"))) for shot in shots}

    return draw


def differing(pictures: dict[str, QImage]) -> list[str]:
    """What does not look as it did; leaves the new pictures and the differences in the build folder."""
    found = []
    for name, new in pictures.items():
        compared = compare(QImage(str(KEPT / f"{name}.png")), new)
        if not compared.alike:
            FAILED.mkdir(parents=True, exist_ok=True)
            new.save(str(FAILED / f"{name}.png"))
            compared.difference.save(str(FAILED / f"{name}-difference.png"))
            found.append(f"{name}: {compared.share:.2%} differ, see {FAILED}")
    return found


def test_the_main_pages_look_as_they_did(drawn):
    assert differing(drawn(CORE)) == []


@pytest.mark.soak
def test_every_page_looks_as_it_did_in_every_look(drawn):
    assert differing(drawn(MATRIX)) == []


def test_every_picture_that_is_kept_is_drawn_and_all_are_small():
    kept = {path.stem: path.stat().st_size for path in KEPT.glob("*.png")}
    assert set(kept) == {shot.name for shot in MATRIX}
    assert sum(kept.values()) < MOST_BYTES
    assert set(CORE) <= set(MATRIX)


def test_two_drawings_of_a_page_are_the_same(drawn):
    [(name, again)] = drawn(CORE[:1]).items()
    assert drawn(CORE)[name] == again


@pytest.fixture
def picture() -> QImage:
    return QImage(str(KEPT / f"{CORE[0].name}.png")).convertToFormat(QImage.Format.Format_RGB32)


def test_a_word_that_is_gone_is_seen(picture):
    changed = picture.copy()
    painter = QPainter(changed)
    painter.fillRect(280, 60, 90, 12, QColor("#f4f3ef"))
    painter.end()
    compared = compare(picture, changed)
    assert not compared.alike
    assert compared.share > SHARE


def test_a_shade_more_or_less_is_not(picture):
    changed = picture.copy()
    for x in range(picture.width()):
        for y in range(picture.height()):
            changed.setPixelColor(x, y, picture.pixelColor(x, y).darker(103))
    assert compare(picture, changed).alike


def test_a_picture_of_another_size_differs(picture):
    taller = picture.scaled(
        QSize(picture.width(), picture.height() + 1), Qt.AspectRatioMode.IgnoreAspectRatio
    )
    assert not compare(picture, taller).alike


def test_what_differs_is_left_beside_the_build(picture, monkeypatch, tmp_path):
    monkeypatch.setattr("tests.pictures.test_pictures.FAILED", tmp_path / "pictures")
    white = picture.copy()
    white.fill(QColor("white"))
    (told,) = differing({CORE[0].name: white})
    assert CORE[0].name in told
    left = {path.name for path in (tmp_path / "pictures").iterdir()}
    assert left == {f"{CORE[0].name}.png", f"{CORE[0].name}-difference.png"}
    shutil.rmtree(tmp_path / "pictures")
