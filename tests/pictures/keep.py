"""Draws every picture anew, those of the README too: `.venv/bin/python -m tests.pictures.keep`.

Look at what changed (`git diff --stat`, and the pictures) before it is committed.
"""

import os
from pathlib import Path
from tempfile import TemporaryDirectory

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtGui import QGuiApplication, QImage

from tests.pictures.keeping import KEPT, keep
from tests.pictures.studio import MATRIX, README, draw_apart

SHOWN = Path(__file__).parents[2] / "resources" / "demo"


def main() -> None:
    """Replace all; what is no longer drawn goes."""
    app = QGuiApplication([])
    KEPT.mkdir(exist_ok=True)
    for old in KEPT.glob("*.png"):
        old.unlink()
    with TemporaryDirectory() as folder:
        draw_apart(MATRIX, Path(folder))
        for shot in MATRIX:
            keep(QImage(f"{folder}/{shot.name}.png"), KEPT / f"{shot.name}.png")
        for name, shot in README.items():
            assert QImage(f"{folder}/{shot.name}.png").save(str(SHOWN / f"{name}.png"))
    size = sum(path.stat().st_size for path in KEPT.glob("*.png"))
    print(f"{len(MATRIX)} pictures, {size / 1e6:.1f} MB")  # noqa: T201 - the command's only words
    app.quit()


if __name__ == "__main__":
    main()
