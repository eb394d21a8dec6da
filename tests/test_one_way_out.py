"""Nothing leaves around the gate: every place that could write outside the vault is named, with its reason.

What a person reads on the screen or in the terminal has not left yet; files, the clipboard, other programs
and pictures of the window are looked for.
"""

import ast
import inspect
from collections import defaultdict

import pytest

from desktop.domain.leaving.cleared import Cleared, ClearedFile
from desktop.domain.links import Link
from desktop.ui.parts import clipboard
from desktop.workflows.publication import write_cleared
from tests.exits import Exit, exits_in
from tests.test_architecture import ROOT, SOURCES, tree

_WRITING = {"write_new", "write_pieces", "write_draft"}
THE_GATE = "workflows/publication/write_cleared.py"
NAMED: dict[Exit, dict[str, str]] = {
    "port": {
        THE_GATE: "what the gate cleared, and nothing else",
        "files/local.py": "is the port",
        "files/last_vault.py": "where the vault is that was opened last",
        "keychain/slots_file.py": "the sealed slots beside the vault",
        "vault/backup.py": "a copy of the vault, encrypted as it is",
        "vault/repair/looking.py": "a copy of the vault that is looked into",
        "workflows/custody/patience.py": "how often a passphrase was wrong",
        "workflows/provider/redo.py": "the note of a change to a tree: places and hashes",
        "workflows/custody/keep_sheet.py": "a recovery code on its way to whoever keeps it",
    },
    "raw": {
        "files/writing.py": "makes new files for the port",
        "files/medium.py": "has a medium write what it holds back, and reads past the cache",
        "vault/backup.py": "a copy of the vault, encrypted as it is",
        "vault/staging.py": "the folder of a vault that is being made",
        "vault/lock_file.py": "the lock beside the vault",
        "vault/server.py": "the vault's own process: its standard streams lead nowhere",
        "openpgp/home.py": "gpg's own folder, in memory where there is one",
        "openpgp/child.py": "a pipe to gpg",
        "clones/child.py": "a pipe to git",
        "sandbox/process.py": "a pipe to the parser",
        "sandbox/child.py": "the parser's answer through its pipe",
        "cli/streams.py": "standard streams that were closed",
        "ui/advisory_paper.py": "draws a PDF into memory",
        "ui/parts/paper.py": "draws a PDF into memory",
        "files/reading.py": "reads: the flags are a constant beside it",
        "ui/pages/entrance.py": "starts this very program again, for the demo",
        "ui/parts/choose_file.py": "takes back what Qt remembers of a dialog",
    },
    "clipboard": {"ui/parts/clipboard.py": "the one place of the clipboard"},
    "program": {
        "sandbox/process.py": "the parser",
        "sandbox/dangerzone.py": "is handed a file that was let out",
        "vault/vault_process.py": "the vault's own process",
        "openpgp/child.py": "gpg",
        "clones/child.py": "git",
    },
    "screen": {"ui/portrait.py": "pictures of the demo's invented cases"},
}  # fmt: skip


def found() -> dict[Exit, set[str]]:
    places: dict[Exit, set[str]] = defaultdict(set)
    for path in SOURCES:
        for kind, _ in exits_in(tree(path)):
            places[kind].add(str(path.relative_to(ROOT / "desktop")))
    return places


@pytest.mark.parametrize("kind", NAMED)
def test_every_place_that_could_write_outside_is_named_with_its_reason(kind: Exit) -> None:
    assert found()[kind] == NAMED[kind].keys()
    assert all(NAMED[kind].values())


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("desk.tools.files.write_new(path, text)", "port"),
        ("run(partial(tools.files.write_pieces, path))", "port"),
        ("self._files.replace(path, text)", "port"),
        ("path.write_text(text)", "raw"),
        ("open(path, 'w').write(text)", "raw"),
        ("path.open(mode='xb')", "raw"),
        ("os.open(path, flags)", "raw"),
        ("os.open(path, os.O_RDONLY | os.O_CREAT)", "raw"),
        ("shutil.copy(one, other)", "raw"),
        ("QSaveFile(path)", "raw"),
        ("QPdfWriter(path)", "raw"),
        ("app.clipboard().setText(text)", "clipboard"),
        ("board = QApplication.clipboard()", "clipboard"),
        ("subprocess.run(words)", "program"),
        ("window.grab().save(path)", "screen"),
    ],
)
def test_a_new_way_out_would_be_noticed(source: str, kind: Exit) -> None:
    assert [how for how, _ in exits_in(ast.parse(source))] == [kind]


@pytest.mark.parametrize(
    "source",
    [
        "open(path)",
        "path.open('rb')",
        "os.open(path, os.O_RDONLY)",
        "text.replace(one, other)",
        "QApplication.clipboard().text()",
    ],
)
def test_reading_is_no_way_out(source: str) -> None:
    assert list(exits_in(ast.parse(source))) == []


def test_the_way_out_takes_only_what_the_gate_made() -> None:
    """Each function that writes takes a cleared value; its pieces only beside the word for all of it."""
    writing = [
        value
        for name, value in inspect.getmembers(write_cleared, inspect.isfunction)
        if value.__module__ == write_cleared.__name__ and not name.startswith("_")
        if {"write_new", "write_pieces", "write_draft"}
        & {word for _, word in exits_in(ast.parse(inspect.getsource(value)))}
    ]
    assert len(writing) == 4
    for function in writing:
        told = " ".join(map(str, function.__annotations__.values()))
        assert Cleared.__name__ in told or ClearedFile.__name__ in told


def test_the_clipboard_takes_only_what_was_cleared_or_an_address_that_was_asked_for() -> None:
    taken = inspect.signature(clipboard.copy).parameters["what"].annotation
    assert set(taken.__args__) == {Cleared, Link}
