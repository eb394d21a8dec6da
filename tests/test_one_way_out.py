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

THE_GATE = "workflows/publication/write_cleared.py"
NAMED: dict[Exit, dict[str, tuple[str, str]]] = {
    "port": {
        THE_GATE: ("spool write_draft write_new write_pieces", "what the gate cleared, and nothing else"),
        "workflows/publication/publish_advisory.py": ("make_folder", "the folder for what is cleared"),
        "workflows/attachments/release_attachment.py": ("make_folder", "the folder for what is cleared"),
        "workflows/provider/redo.py": ("make_folder replace", "a tree's folders, and the note of its change"),
        "workflows/custody/backup_plan.py": ("make_folder", "the folder for encrypted copies of the vault"),
        "workflows/custody/patience.py": ("replace", "how often a passphrase was wrong"),
        "workflows/custody/keep_sheet.py": ("write_new", "a recovery code on its way to whoever keeps it"),
        "files/local.py": ("make_folder write_draft write_new write_pieces", "is the port"),
        "files/recent_vaults.py": ("replace", "where the vaults are that were opened last"),
        "files/chosen_language.py": ("replace", "the code of the window's language"),
        "files/places.py": ("make_folder", "the folders that a portable program lives in"),
        "files/policies.py": ("replace", "a policy's profile, which is public, among the user's own"),
        "keychain/slots_file.py": ("replace", "the sealed slots beside the vault"),
        "vault/backup.py": ("write_new", "a copy of the vault, encrypted as it is"),
        "vault/repair/looking.py": ("write_new", "a copy of the vault that is looked into"),
        "demonstration.py": ("make_folder", "the demo's own folders"),
    },
    "raw": {
        "files/writing.py": ("mkdir open os.link os.open", "makes new files for the port"),
        "files/medium.py": ("open os.open replace", "has a medium write what it holds back"),
        "files/reading.py": ("os.open", "reads: the flags are a constant beside it"),
        "files/recent_vaults.py": ("mkdir", "the folder that says where the vaults are"),
        "files/chosen_language.py": ("mkdir", "the folder that says which language the window speaks"),
        "files/one_desk.py": (
            "mkdir mkfifo os.open os.write", "which window is open, and what a second start was given"
        ),
        "files/policies.py": ("mkdir", "the folder of the user's own profiles"),
        "vault/backup.py": ("copyfileobj open", "a copy of the vault, encrypted as it is"),
        "vault/staging.py": ("mkdir os.open", "the folder of a vault that is being made"),
        "vault/lock_file.py": ("os.open", "the lock beside the vault"),
        "vault/server.py": ("fdopen os.open", "the vault's own process: its standard streams lead nowhere"),
        "openpgp/home.py": ("mkdir mkdtemp truncate write_bytes", "gpg's own folder, in memory if it can be"),
        "openpgp/child.py": ("os.write symlink_to", "a pipe to gpg, and a link to one in its own folder"),
        "programs/bounded.py": ("os.write", "what git is asked, or lp is handed once cleared, in memory"),
        "sandbox/process.py": ("os.write", "a pipe to the parser"),
        "sandbox/child.py": ("os.write", "the parser's answer through its pipe"),
        "cli/streams.py": ("open os.open os.write", "standard streams, or a dead end where one is closed"),
        "formats/advisories/forms.py": ("write_text", "makes the text of a message, in memory"),
        "ui/advisory_paper.py": ("QPdfWriter", "draws a PDF into memory"),
        "ui/parts/paper.py": ("QPdfWriter", "draws a PDF into memory"),
        "ui/pages/entrance.py": ("QProcess", "starts this very program again, for the demo"),
        "ui/parts/choose_file.py": ("QSettings", "takes back what Qt remembers of a dialog"),
        "demonstration.py": ("TemporaryDirectory mkdtemp", "the demo's own folders"),
    },
    "clipboard": {
        "ui/parts/clipboard.py": ("clipboard", "the one place of the clipboard"),
    },
    "program": {
        "sandbox/process.py": ("subprocess.Popen", "the parser"),
        "sandbox/dangerzone.py": ("subprocess.Popen subprocess.run", "is handed a file that was let out"),
        "vault/vault_process.py": ("subprocess.Popen", "the vault's own process"),
        "openpgp/child.py": ("subprocess.Popen", "gpg"),
        "clones/child.py": ("subprocess.Popen", "git"),
        "printers/child.py": ("subprocess.Popen", "lp and lpstat, of the print service"),
    },
    "screen": {
        "ui/portrait.py": ("save", "pictures of the demo's invented cases"),
    },
}  # fmt: skip
"""By file: what it calls or names, and why that is no way around the gate."""


def test_every_place_that_could_write_outside_is_named_with_its_reason() -> None:
    found: dict[Exit, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for path in SOURCES:
        for kind, name in exits_in(tree(path)):
            found[kind][path.relative_to(ROOT / "desktop").as_posix()].add(name)
    named = {
        kind: {file: set(names.split()) for file, (names, _) in rows.items()} for kind, rows in NAMED.items()
    }
    assert found == named
    assert all(why for rows in NAMED.values() for _, why in rows.values())


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("desk.tools.files.write_new(path, text)", "port"),
        ("run(partial(tools.files.write_pieces, path))", "port"),
        ("self._files.replace(path, text)", "port"),
        ("desk.tools.files.replace(path, content)", "port"),
        ("files.make_folder(path)", "port"),
        ("desk.tools.printers.spool(queue, pdf, progress=progress)", "port"),
        ("path.write_text(text)", "raw"),
        ("open(path, 'w').write(text)", "raw"),
        ("open(path, mode='ab')", "raw"),
        ("open(path, mode)", "raw"),
        ("io.open(path, 'x')", "raw"),
        ("path.open('wb')", "raw"),
        ("path.open(mode='xb')", "raw"),
        ("path.open(mode='r+')", "raw"),
        ("os.open(path, flags)", "raw"),
        ("os.open(path, os.O_RDONLY | os.O_CREAT)", "raw"),
        ("os.write(1, content)", "raw"),
        ("os.replace(a, b)", "raw"),
        ("os.rename(a, b)", "raw"),
        ("path.replace(target)", "raw"),
        ("path.mkdir()", "raw"),
        ("os.makedirs(path)", "raw"),
        ("run(tempfile.mkdtemp)", "raw"),
        ("NamedTemporaryFile()", "raw"),
        ("shutil.copy(one, other)", "raw"),
        ("io.FileIO(path, 'w')", "raw"),
        ("from os import write as w", "raw"),
        ("QSaveFile(path)", "raw"),
        ("QPdfWriter(path)", "raw"),
        ("app.clipboard().setText(text)", "clipboard"),
        ("board = QApplication.clipboard()", "clipboard"),
        ("subprocess.run(words)", "program"),
        ("window.grab().save(path)", "screen"),
        ("picture.save(str(path), 'PNG')", "screen"),
    ],
)
def test_a_new_way_out_would_be_noticed(source: str, kind: Exit) -> None:
    assert [how for how, _ in exits_in(ast.parse(source))] == [kind]


@pytest.mark.parametrize(
    "source",
    [
        "open(path)",
        "open(path, 'rb')",
        "path.open()",
        "path.open('rb')",
        "os.open(path, os.O_RDONLY)",
        "text.replace(one, other)",
        "moment.replace(tzinfo=UTC)",
        "msgspec.structs.replace(case, title='x')",
        "replace(desk, tools=tools)",
        "tools.openpgp.open(message, known_keys=())",
        "custody.open('vault', kind)",
        "dialog.open()",
        "painter.save()",
        "self._button.rename('Save')",
        "sys.stdout.write('x')",
        "shutil.which('gpg')",
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
        if set(NAMED["port"][THE_GATE][0].split())
        & {word for _, word in exits_in(ast.parse(inspect.getsource(value)))}
    ]
    assert len(writing) == 5
    for function in writing:
        told = " ".join(map(str, function.__annotations__.values()))
        assert Cleared.__name__ in told or ClearedFile.__name__ in told


def test_the_clipboard_takes_only_what_was_cleared_or_an_address_that_was_asked_for() -> None:
    taken = inspect.signature(clipboard.copy).parameters["what"].annotation
    assert set(taken.__args__) == {Cleared, Link}
