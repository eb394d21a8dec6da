"""What a Linux desktop is told of Embargo: its menu entry, its description, its icon, and their places."""

import configparser
import shutil
import subprocess
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from PySide6.QtSvg import QSvgRenderer

from desktop.cli.arguments import build_parser

LINUX = Path(__file__).parents[1] / "resources" / "packaging" / "linux"
TAKEN = ["message/rfc822", "application/mbox", "application/pgp-encrypted"]
INSTALLED = {
    "bin/embargo",
    "lib/embargo/embargo",
    "share/applications/embargo.desktop",
    "share/metainfo/embargo.metainfo.xml",
    "share/icons/hicolor/scalable/apps/embargo.svg",
}


@pytest.fixture
def entry() -> configparser.SectionProxy:
    read = configparser.ConfigParser(interpolation=None)
    read.optionxform = str  # type: ignore[assignment,method-assign]
    read.read(LINUX / "embargo.desktop")
    return read["Desktop Entry"]


@pytest.fixture
def described() -> ET.Element:
    return ET.parse(LINUX / "embargo.metainfo.xml").getroot()


def install(prefix: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """From a built folder, which holds a script in place of the program."""
    built = prefix.parent / "built"
    if not built.exists():
        shutil.copytree(LINUX, built / "_internal" / "linux")
        (built / "embargo").write_text("#!/bin/sh\necho started\n")
        (built / "embargo").chmod(0o755)
    script = built / "_internal" / "linux" / "install"
    return subprocess.run([script, *options, prefix], capture_output=True, text=True, check=False)


def files_in(folder: Path) -> set[str]:
    found = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
    return {name for name in found if "_internal" not in name and not name.endswith(".cache")}


def test_the_entry_offers_embargo_for_messages_and_mailboxes_after_mail_programs(entry):
    assert entry["MimeType"].strip(";").split(";") == TAKEN
    assert entry.getint("InitialPreference") == 1
    assert "Email" not in entry["Categories"]


def test_what_the_entry_starts_is_a_command_line_that_embargo_takes(entry):
    program, *words = entry["Exec"].split()
    files = ["a report.eml", "-odd.eml"]
    taken = build_parser().parse_args([*words[:-1], "--", *files])
    assert (program, words[-1]) == ("embargo", "%F")
    assert [str(path) for path in taken.paths] == files


def test_the_description_names_what_the_entry_names(entry, described):
    assert [m.text for m in described.findall("provides/mediatype")] == TAKEN
    assert described.findtext("launchable") == "embargo.desktop"
    assert described.findtext("summary") == entry["Comment"]
    assert described.findtext("name") == entry["Name"]


def test_the_icon_is_one_that_can_be_drawn():
    assert QSvgRenderer(str(LINUX / "embargo.svg")).isValid()


@pytest.mark.skipif(not shutil.which("desktop-file-validate"), reason="desktop-file-utils is not installed")
def test_the_entry_is_valid():
    subprocess.run(["desktop-file-validate", LINUX / "embargo.desktop"], check=True)


@pytest.mark.skipif(not shutil.which("appstreamcli"), reason="appstream is not installed")
def test_the_description_is_valid():
    """But for its name, which is no host's: the project has none."""
    nameless = "cid-desktopapp-is-not-rdns=info"
    validate = ["appstreamcli", "validate", "--no-net", "--override", nameless]
    subprocess.run([*validate, LINUX / "embargo.metainfo.xml"], check=True)


def test_the_built_program_is_put_into_the_menus_and_taken_away_again(tmp_path):
    prefix = tmp_path / "prefix with space"
    assert install(prefix).returncode == 0
    assert install(prefix).returncode == 0  # again: an upgrade
    assert files_in(prefix) == INSTALLED
    started = subprocess.run([prefix / "bin" / "embargo"], capture_output=True, text=True, check=True)
    assert started.stdout == "started\n"
    assert install(prefix, "--remove").returncode == 0
    assert files_in(prefix) == set()


def test_a_checkout_is_not_installed(tmp_path):
    prefix = tmp_path / "prefix"
    done = subprocess.run([LINUX / "install", prefix], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "Nothing was written" in done.stderr
    assert not prefix.exists()
