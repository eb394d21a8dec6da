"""Files in quarantine: looked at without being opened, let out through the gate alone."""

import os
import stat
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from desktop.domain import events as e
from desktop.domain.digest import sha256
from desktop.domain.failures import (
    Cancelled,
    Failure,
    Malformed,
    RefusedByPolicy,
    TooLarge,
    Usage,
    VaultDamaged,
    WriteFailed,
)
from desktop.files.local import LocalFiles
from desktop.formats.archives.limits import ARCHIVE_BYTES
from desktop.formats.previews.pages import PAGE_BYTES
from desktop.sandbox.dangerzone import find_dangerzone
from desktop.sandbox.parser import SandboxedParser
from desktop.workflows.attachments import preview_attachment as previews
from desktop.workflows.attachments.find_attachment import attachments_of, find_attachment
from desktop.workflows.attachments.hand_to_dangerzone import dangerzone_of
from desktop.workflows.attachments.release_attachment import release_attachment
from desktop.workflows.investigation.add_evidence import add_evidence
from desktop.workflows.ports import Desk, Silent
from desktop.workflows.vault_ports import Vault
from tests.checked import Figure
from tests.formats.archives import HONEST, HOSTILE, zipped
from tests.workflows.desks import CASE, desk_on, receive

ELF = b"\x7fELF" + bytes(range(256)) * 9_000
TEXT = ("é" * 40_000 + "\u202eend\n").encode()
NAME = f"attachment-{sha256(ELF)[:12]}.bin"


@pytest.fixture
def at_work(either_vault: Vault, us, tmp_path: Path) -> Desk:
    desk = desk_on(either_vault, us.gpg)
    receive(desk)
    for name, content in (("\u202epoc.exe", ELF), ("notes.txt", TEXT)):
        (tmp_path / name).write_bytes(content)
        add_evidence(desk, CASE, tmp_path / name, progress=Silent())
    return desk


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"


def let_out(
    desk: Desk, folder: Path, reason: str = "to run it in a virtual machine", digest: str = ""
) -> Path:
    return release_attachment(desk, CASE, digest or sha256(ELF), folder, reason, progress=Silent())


def preview_attachment(desk: Desk, *asked: object):
    return previews.preview_attachment(desk, *asked, progress=Silent())


def released(desk: Desk) -> list[e.AttachmentReleased]:
    events = [recorded.event for recorded in desk.vault.history(CASE)]
    return [event for event in events if isinstance(event, e.AttachmentReleased)]


# --- found and looked at -------------------------------------------------------------------------------


def test_a_file_is_found_by_the_beginning_of_its_hash(at_work: Desk) -> None:
    assert [file.sha256 for file in attachments_of(at_work, CASE)] == [sha256(ELF), sha256(TEXT)]
    assert find_attachment(at_work, CASE, f" {sha256(ELF)[:8].upper()}").shown_name == "_poc.exe"
    for written in (sha256(ELF)[:5], "", "0" * 64, "zzzzzz"):
        with pytest.raises(Usage):
            find_attachment(at_work, CASE, written)


def test_a_binary_file_is_looked_at_as_hex_page_by_page(at_work: Desk) -> None:
    file = find_attachment(at_work, CASE, sha256(ELF))
    first = preview_attachment(at_work, file)
    assert (first.form, first.start, first.end, first.earlier) == ("hex", 0, PAGE_BYTES, None)
    assert first.text.raw.startswith("00000000  7f 45 4c 46 00 01 02 03  04")
    shown, later = 1, first.later
    while later is not None:
        page = preview_attachment(at_work, file, later)
        shown, later = shown + 1, page.later
    assert (shown, page.end) == (-(-len(ELF) // PAGE_BYTES), len(ELF))
    assert preview_attachment(at_work, file, 10**12) == page
    assert preview_attachment(at_work, file, page.start + 7) == page
    assert page.earlier == page.start - PAGE_BYTES


def test_text_is_looked_at_as_text_whole_over_its_pages(at_work: Desk) -> None:
    file = find_attachment(at_work, CASE, sha256(TEXT))
    first = preview_attachment(at_work, file)
    assert (first.form, first.later) == ("text", PAGE_BYTES)
    last = preview_attachment(at_work, file, PAGE_BYTES)
    assert (first.text.raw + last.text.raw).encode() == TEXT
    assert last.text.shown.endswith("⟨U+202E⟩end\n")
    assert preview_attachment(at_work, file, PAGE_BYTES, "hex").form == "hex"


def test_the_files_of_an_archive_are_listed_by_the_child(at_work: Desk, tmp_path: Path) -> None:
    with closing(SandboxedParser()) as parser:
        desk = replace(at_work, tools=replace(at_work.tools, parser=parser))
        for name, content in (("poc.zip", zipped(HONEST)), ("slip.zip", HOSTILE["zip slip"])):
            (tmp_path / name).write_bytes(content)
            add_evidence(desk, CASE, tmp_path / name, progress=Silent())
        good, slip = attachments_of(desk, CASE)[-2:]
        assert previews.is_archive(good)
        page = preview_attachment(desk, good, 0, "contents")
        assert [line.split() for line in page.text.raw.splitlines()] == [
            [str(len(content)), name] for name, content in HONEST.items()
        ]
        assert (page.earlier, page.later) == (None, None)
        before = len(desk.vault.history(CASE))
        with pytest.raises(Malformed, match="leads elsewhere"):
            preview_attachment(desk, slip, 0, "contents")
        assert len(desk.vault.history(CASE)) == before


def test_no_contents_are_listed_of_what_is_too_large(at_work: Desk) -> None:
    file = msgspec.structs.replace(attachments_of(at_work, CASE)[0], size=ARCHIVE_BYTES + 1)
    with pytest.raises(TooLarge, match="64 MiB"):
        preview_attachment(at_work, file, 0, "contents")


# --- let out -------------------------------------------------------------------------------------------


@pytest.mark.checks("B25", "C39")
def test_a_file_leaves_under_a_neutral_name_private_and_whole(
    at_work: Desk, out: Path, figure: Figure
) -> None:
    path = let_out(at_work, out)
    assert path == out / NAME
    assert path.read_bytes() == ELF
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(out.stat().st_mode) == 0o700
    assert released(at_work) == [e.AttachmentReleased(sha256(ELF), "to run it in a virtual machine", NAME)]
    assert [found.name for found in out.iterdir()] == [NAME]
    figure("B25", f"0 files written outside: let out as {NAME}, 0600, in a folder of 0700")


@pytest.mark.parametrize(
    ("reason", "digest"), [(" ", ""), ("x" * 1001, ""), ("a\u202eb", ""), ("to look at it", "0" * 64)]
)
def test_the_gate_keeps_what_has_no_reason_or_is_not_of_the_case(
    at_work: Desk, out: Path, reason: str, digest: str
) -> None:
    with pytest.raises(RefusedByPolicy, match="stays in quarantine"):
        let_out(at_work, out, reason, digest)
    assert released(at_work) == []
    assert not out.exists()


def test_nothing_is_overwritten(at_work: Desk, out: Path) -> None:
    out.mkdir()
    (out / NAME).symlink_to(out / "nowhere")
    with pytest.raises(WriteFailed, match="already"):
        let_out(at_work, out)
    assert released(at_work) == []
    assert (out / NAME).is_symlink()


def test_nothing_is_put_into_a_vault(at_work: Desk, tmp_path: Path) -> None:
    vault = tmp_path / "cases.embargo"
    vault.mkdir()
    for name in ("slots.json", "vault.db"):
        (vault / name).touch()
    (tmp_path / "link").symlink_to(vault)
    for folder in (vault, vault / "deeper", tmp_path / "link"):
        with pytest.raises(WriteFailed, match="vault"):
            let_out(at_work, folder)
    assert released(at_work) == []
    assert len(list(vault.iterdir())) == 2


def test_no_folder_of_that_name_can_be(at_work: Desk, tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    for folder in (tmp_path / "loop" / "x", Path("a\0b"), tmp_path / "notes.txt"):
        with pytest.raises(WriteFailed):
            let_out(at_work, folder)
    assert released(at_work) == []


class Spoilt:
    """A vault in which one octet of every piece was changed."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def __getattr__(self, name: str):
        return getattr(self._vault, name)

    def blob_range(self, digest: str, start: int, count: int) -> bytes:
        return self._vault.blob_range(digest, start, count)[:-1] + b"!"


def test_a_file_that_is_not_what_was_stored_is_not_left_behind(at_work: Desk, out: Path) -> None:
    spoilt = replace(at_work, vault=Spoilt(at_work.vault))
    with pytest.raises(VaultDamaged) as caught:
        let_out(spoilt, out)
    assert "no file was left behind" in caught.value.written
    assert list(out.iterdir()) == []
    assert len(released(at_work)) == 1


def test_a_person_can_stop_it(at_work: Desk, out: Path) -> None:
    class Stopping(Silent):
        def step(self, _words: str, done: int = 0, _total: int = 0) -> None:
            if done:
                raise Cancelled

    with pytest.raises(Cancelled):
        release_attachment(at_work, CASE, sha256(ELF), out, "to look", progress=Stopping())
    assert list(out.iterdir()) == []


def test_what_is_read_back_differently_is_said(at_work: Desk, out: Path) -> None:
    class Lying(LocalFiles):
        def chunks(self, *_: object, **_named: object):
            yield b"other", 5

    lying = replace(at_work, tools=replace(at_work.tools, files=Lying()))
    with pytest.raises(WriteFailed) as caught:
        let_out(lying, out)
    assert "damaged file" in caught.value.written


def test_a_release_is_never_undone(at_work: Desk, out: Path) -> None:
    from desktop.domain.decide import Refusal  # noqa: PLC0415 - beside its one use
    from desktop.workflows.desk.record_act import record_act  # noqa: PLC0415

    let_out(at_work, out)
    last = at_work.vault.history(CASE)[-1]
    assert isinstance(record_act(at_work, CASE, e.EventUndone(last.id)), Refusal)


# --- Dangerzone ----------------------------------------------------------------------------------------


def program(folder: Path, name: str = "dangerzone-cli") -> Path:
    """One that tells what it was started with, to whoever reads the pipe beside it."""
    folder.mkdir(exist_ok=True)
    path, told = folder / name, folder / "told"
    if not told.exists():
        os.mkfifo(told)
    path.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" "${{LD_LIBRARY_PATH-none}}" > {told}\n')
    path.chmod(0o700)
    return path


def test_dangerzone_is_started_with_the_file_alone(at_work: Desk, out: Path, tmp_path: Path) -> None:
    system = tmp_path / "system"
    program(system)
    ours = {"PATH": "/usr/bin:/bin", "LD_LIBRARY_PATH": "/bundle", "LD_LIBRARY_PATH_ORIG": "/theirs"}
    tools = replace(at_work.tools, find_dangerzone=lambda: find_dangerzone(str(system), ours))
    path = let_out(at_work, out)
    dangerzone_of(tools)(path)
    assert (system / "told").read_text().splitlines() == [str(path), "/theirs"]


def test_its_window_is_taken_before_its_command(tmp_path: Path) -> None:
    system = tmp_path / "system"
    program(system)
    (system / "dangerzone").symlink_to(program(system, "other"))
    start = find_dangerzone(str(system))
    assert start.args[0].program == str(system / "dangerzone")


def test_the_service_manager_starts_it_outside_of_what_binds_our_children(
    at_work: Desk, out: Path, tmp_path: Path
) -> None:
    system, asked = tmp_path / "system", tmp_path / "asked"
    program(system)
    manager = system / "systemd-run"
    manager.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" > {asked}\n')
    manager.chmod(0o700)
    path = let_out(at_work, out)
    start = find_dangerzone(str(system), {"PATH": "/usr/bin:/bin", "DISPLAY": ":7"})
    assert start is not None
    start(path)
    words = asked.read_text().splitlines()
    assert words[0] == "--user"
    assert "--setenv=DISPLAY=:7" in words
    assert words[-3:] == ["--", str(system / "dangerzone-cli"), str(path)]


def test_where_no_service_manager_answers_we_start_it_ourselves(
    at_work: Desk, out: Path, tmp_path: Path
) -> None:
    system = tmp_path / "system"
    program(system)
    manager = system / "systemd-run"
    manager.write_text("#!/bin/sh\nexit 1\n")
    manager.chmod(0o700)
    path = let_out(at_work, out)
    start = find_dangerzone(str(system))
    assert start is not None
    start(path)
    assert (system / "told").read_text().splitlines()[0] == str(path)


def test_a_dangerzone_on_the_path_alone_is_not_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(program(tmp_path / "mine").parent))
    assert find_dangerzone(str(tmp_path / "system")) is None


def test_without_it_a_sentence_says_what_it_is(at_work: Desk) -> None:
    with pytest.raises(Usage, match="container without a network"):
        dangerzone_of(at_work.tools)


def test_a_dangerzone_that_cannot_be_started_is_said(tmp_path: Path) -> None:
    system = tmp_path / "system"
    program(system).write_text("no program")
    start = find_dangerzone(str(system))
    with pytest.raises(Failure, match="could not be started") as caught:
        start(tmp_path / "x")
    assert caught.value.written == "The file was let out."
