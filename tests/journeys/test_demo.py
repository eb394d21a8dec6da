"""The demo does the whole main job by itself, and what it leaves can be checked by anybody."""

import functools
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import get_args

import pytest

from desktop.domain.advisories.advisory import FormName
from desktop.domain.stages import STAGES
from desktop.formats.advisories.csaf.validation import validate_csaf
from desktop.formats.advisories.findings import errors_of
from desktop.openpgp.home import throwaway_home
from tests.checked import Figure
from tests.pdf_text import pdf_text
from tests.people import run_gpg

STRACE = shutil.which("strace")
PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo") / "out"
    environment = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY")}
    watched = [
        "strace",
        "-f",
        "-qq",
        "-e",
        "trace=socket,socketpair,io_uring_setup",  # no filter of strace's own: ours would hide calls from it
        "-o",
        str(folder.parent / "sockets"),
    ]
    done = subprocess.run(
        [*_alone(), *(watched if STRACE else []), sys.executable, "-m", "desktop", "demo", "--out", folder],
        env=environment | {"XDG_CONFIG_HOME": str(folder.parent)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=240,
    )
    assert done.returncode == 0, done.stderr
    (folder.parent / "told").write_text(done.stderr)
    return folder


def csaf_in(out: Path) -> Path:
    """The security advisory, which lies beside its VEX."""
    return min(out.glob("*.json"), key=lambda path: len(path.name))


def test_each_phase_is_told_also_where_no_terminal_listens(out: Path) -> None:
    told = (out.parent / "told").read_text().splitlines()
    assert told[:2] == ["Making two throwaway keys.", "Taking in three sample reports."]
    assert [line for line in told if line.startswith("Stage: ")] == [f"Stage: {stage}." for stage in STAGES]


def test_the_advisory_is_valid_csaf_and_says_what_the_case_said(out: Path) -> None:
    path = csaf_in(out)
    assert errors_of(validate_csaf(path.read_bytes())) == ()
    document = json.loads(path.read_bytes())
    assert document["document"]["tracking"]["id"].startswith("AUM-")
    assert document["vulnerabilities"][0]["cwe"]["id"] == "CWE-639"


def test_the_advisory_leaves_in_every_format(out: Path) -> None:
    documents = {path.with_suffix("").name for path in out.glob("*.sha256")}
    assert len(documents) == len(get_args(FormName))


@pytest.mark.parametrize("ending", [".json", ".md", ".txt", ".html", ".pdf", "-release-note.md"])
def test_anybody_can_verify_the_signature_with_the_key_beside_it(out: Path, ending: str) -> None:
    csaf = csaf_in(out)
    document = csaf.with_name(csaf.stem + ending)
    (key,) = (p for p in out.glob("*.asc") if len(p.stem) == 40)
    with throwaway_home() as home:
        run_gpg(home, "--import", data=key.read_bytes())
        status = run_gpg(home, "--status-fd", "1", "--verify", f"{document}.asc", str(document))
    assert b"GOODSIG" in status


def test_checksums_lie_beside_the_documents(out: Path) -> None:
    for sums in out.glob("*.sha256"):
        subprocess.run(["sha256sum", "--check", "--quiet", sums.name], cwd=out, check=True)


def test_every_stage_was_photographed_in_both_lights(out: Path) -> None:
    pictures = sorted(out.glob("*.png"))
    stages = ("intake", "confirm", "audit", "fix", "advisory", "closed")
    assert [p.stem.split("-", 1)[1] for p in pictures] == [
        f"{stage}-{light}" for stage in stages for light in ("dark", "light")
    ]
    assert all(p.read_bytes().startswith(PNG) and p.stat().st_size > 20_000 for p in pictures)


def test_the_timeline_tells_of_promises_only(out: Path) -> None:
    (path,) = out.glob("AUM-*-timeline.pdf")
    text = " ".join(pdf_text(path.read_bytes()).split())
    assert path.name.removesuffix("-timeline.pdf") in text
    assert "acknowledged" in text
    assert "Proof: Acknowledgement sent" in text
    for word in ("tenant", "Ada", "research.example"):
        assert word not in text


def test_the_acknowledgement_tells_nothing_on_its_outside(out: Path) -> None:
    letter = (out / "acknowledgement.eml").read_text()
    assert "Subject: Your report [AUM-" in letter
    assert "tenant" not in letter.lower()
    assert "X-Unsent: 1" in letter


@pytest.mark.checks("A1", "C34")
@pytest.mark.clause("M87-3.4b", "CZM-11a", "MUS-5.3b", "TER-2.4b")
@pytest.mark.skipif(not STRACE, reason="strace is not installed")
def test_the_whole_job_asks_for_no_network_socket(out: Path, figure: Figure) -> None:
    calls = (out.parent / "sockets").read_text().splitlines()
    assert any("AF_UNIX" in call for call in calls)  # gpg-agent: what is watched for would be seen
    asked = [call for call in calls if "AF_INET" in call or "io_uring" in call]
    assert asked == []
    where = "in a namespace without a network" if _alone() else "beside a network"
    for number in ("A1", "C34"):
        figure(
            number, f"{len(asked)} of {len(calls)} socket calls of the whole job for the internet, {where}"
        )


@pytest.mark.checks("C39")
def test_nothing_else_can_be_read_by_others(out: Path, figure: Figure) -> None:
    made = (out, *out.iterdir())
    assert [p.name for p in made if p.stat().st_mode & 0o077] == []
    figure("C39", f"0 of {len(made)} folders and files of the demonstration open to others")


@functools.cache
def _alone() -> tuple[str, ...]:
    """What cuts a command off from every network, where this machine lets us."""
    command = ("unshare", "--net") if os.getuid() == 0 else ("unshare", "--map-current-user", "--net")
    works = shutil.which("unshare") and subprocess.run([*command, "true"], check=False, capture_output=True)
    return command if works and works.returncode == 0 else ()
