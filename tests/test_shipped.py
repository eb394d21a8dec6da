import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from desktop.domain.failures import Unreadable
from desktop.formats.shipped import shipped, shipped_path

ROOT = Path(__file__).parent.parent
ICON = ("icons", "embargo.svg")
ASK = f"import desktop.formats.shipped as s; print(s.shipped_path(*{ICON})); s.shipped(*{ICON})"


def ask(where: Path, code: str = ASK) -> str:
    """Run a fresh Python that knows only the package at `where` and this environment's libraries."""
    start = f"import sys; sys.path.insert(0, {str(where)!r}); "
    return subprocess.run(
        [sys.executable, "-c", start + code], cwd="/", check=True, capture_output=True, text=True
    ).stdout.strip()


def test_a_checkout_finds_its_resources_folder():
    assert shipped_path(*ICON) == ROOT / "resources" / "icons" / "embargo.svg"
    assert shipped(*ICON) == (ROOT / "resources" / "icons" / "embargo.svg").read_bytes()


def test_a_folder_can_be_asked_for():
    assert shipped_path("icons").is_dir()


def test_a_wheel_holds_the_resources_and_finds_them(tmp_path):
    source = tmp_path / "source"
    for name in ("desktop", "resources", "pyproject.toml", "README.md", "LICENSE"):
        whole, copy = ROOT / name, source / name
        shutil.copytree(whole, copy) if whole.is_dir() else shutil.copy2(whole, copy)
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "wheel", "--no-index", "--no-deps"]
    subprocess.run([*pip, "--no-build-isolation", "-w", tmp_path, source], check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    installed = tmp_path / "installed"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(installed)
    assert ask(installed) == str(installed / "desktop" / "resources" / "icons" / "embargo.svg")
    assert list(installed.glob("*.dist-info/licenses/LICENSE"))
    assert list(installed.glob("*.dist-info/licenses/resources/packaging/NOTICE"))


def test_a_frozen_program_finds_them_where_the_packager_unpacked_them(tmp_path):
    folder = tmp_path / "resources" / "icons"
    folder.mkdir(parents=True)
    (folder / "embargo.svg").write_text("<svg/>")
    assert ask(ROOT, f"sys._MEIPASS = {str(tmp_path)!r}; {ASK}") == str(folder / "embargo.svg")


@pytest.mark.parametrize("parts", [("..", "pyproject.toml"), ("/etc/passwd",), ("icons", "../../x")])
def test_a_name_that_leads_out_of_resources_is_a_bug(parts):
    with pytest.raises(ValueError, match="below resources"):
        shipped_path(*parts)


def test_a_missing_file_is_said_in_words():
    with pytest.raises(Unreadable) as caught:
        shipped("policies", "nowhere.toml")
    assert "policies/nowhere.toml is missing" in caught.value.message
    assert "SHA256SUMS" in caught.value.advice


def test_a_folder_has_no_bytes():
    with pytest.raises(Unreadable):
        shipped("icons")
