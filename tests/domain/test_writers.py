"""Nothing is written but through the gate: every call that could write stands in a list of its own here."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2] / "desktop"
ROOMS = ("domain", "formats", "workflows", "cli", "ui", "bootstrap.py", "__main__.py")
"""The others touch the disk by trade: vault, files, keychain, and openpgp and sandbox for their children."""
WRITERS = {
    # only what the gate cleared
    "workflows/publication/write_cleared.py": {"write_new", "write_pieces", "write_draft"},
    "workflows/publication/publish_advisory.py": {"make_folder"},  # the folder for it
    "workflows/attachments/release_attachment.py": {"make_folder"},  # the folder for what the gate cleared
    "workflows/custody/backup_plan.py": {"make_folder"},  # the folder for encrypted copies of the vault
    "workflows/custody/patience.py": {"replace"},  # how often a vault was tried in vain, beside its slots
    "workflows/custody/keep_sheet.py": {"write_new"},  # a recovery code, which belongs to no case
    "workflows/provider/extend_provider.py": {"make_folder"},  # the tree, for what the gate cleared
    "workflows/provider/redo.py": {"replace", "make_folder"},  # the note of a change; folders within the tree
    "ui/portrait.py": {"save"},  # pictures of the demo, whose reports are invented
    "cli/streams.py": {"open", "write"},  # standard output, or a dead end where it is closed
    "bootstrap.py": {"make_folder", "mkdtemp", "TemporaryDirectory"},  # the demo's own folders
}
ALWAYS = frozenset({
    "write_new", "write_pieces", "write_draft", "write_bytes", "write_text", "make_folder", "mkdir",
    "makedirs", "mkpath",
    "touch", "symlink_to", "hardlink_to", "mkfifo", "mknod", "truncate", "ftruncate", "sendfile", "fdopen",
    "mkstemp", "mkdtemp", "NamedTemporaryFile", "TemporaryFile", "TemporaryDirectory",
    "SpooledTemporaryFile", "copyfile", "copyfileobj", "copy2", "copytree", "make_archive", "ZipFile",
    "QFile", "QSaveFile", "QTemporaryFile", "QTemporaryDir",
})  # fmt: skip
OF_MODULES = {
    "os": {"write", "writev", "pwrite", "open", "rename", "renames", "replace", "link", "symlink"},
    "shutil": {"copy", "move"},
    "files": {"replace"},
    "_files": {"replace"},
    "io": {"FileIO"},
}


def writes(source: str) -> Iterator[str]:
    """The names of calls that could write to the disk."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            name, receiver = called(node.func)
            if name in ALWAYS or name in OF_MODULES.get(receiver, ()) or writes_by_its_arguments(node, name):
                yield name
        elif isinstance(node, ast.ImportFrom):
            yield from (n.name for n in node.names if n.name in OF_MODULES.get(node.module or "", ()))


def called(function: ast.expr) -> tuple[str, str]:
    """What is called, and the last name of what it is called on."""
    if isinstance(function, ast.Attribute):
        return function.attr, called(function.value)[0]
    return (function.id if isinstance(function, ast.Name) else ""), ""


def writes_by_its_arguments(node: ast.Call, name: str) -> bool:
    if name == "open":
        on_a_path = isinstance(node.func, ast.Attribute) and called(node.func.value)[0] != "io"
        given = node.args[0 if on_a_path else 1 :][:1] + [k.value for k in node.keywords if k.arg == "mode"]
        return any(is_writing_mode(mode, sure=not on_a_path) for mode in given)
    alone = len(node.args) == 1 and not node.keywords
    return (name == "replace" and alone) or (name == "save" and bool(node.args))


def is_writing_mode(mode: ast.expr, *, sure: bool) -> bool:
    """`sure` says that the argument is a mode, so that one that cannot be read counts."""
    if not isinstance(mode, ast.Constant):
        return sure
    return (
        isinstance(mode.value, str)
        and set(mode.value) <= set("rwaxbt+U")
        and bool(set("wax+") & set(mode.value))
    )


def test_only_what_is_cleared_is_written() -> None:
    found: dict[str, set[str]] = {}
    for room in ROOMS:
        for path in [ROOT / room] if room.endswith(".py") else (ROOT / room).rglob("*.py"):
            if names := set(writes(path.read_text())):
                found[path.relative_to(ROOT).as_posix()] = names
    assert found == WRITERS


@pytest.mark.parametrize(
    "source",
    [
        "desk.tools.files.replace(path, content)",
        "self._files.replace(path, content)",
        "files.write_new(path, content)",
        "path.replace(target)",
        "os.replace(a, b)",
        "os.rename(a, b)",
        "open(path, 'w')",
        "open(path, mode='ab')",
        "open(path, mode)",
        "io.open(path, 'x')",
        "path.open('wb')",
        "path.open(mode='r+')",
        "os.write(1, content)",
        "os.open(path, flags)",
        "from os import write, open as o",
        "path.mkdir()",
        "os.makedirs(path)",
        "tempfile.mkdtemp()",
        "NamedTemporaryFile()",
        "shutil.copy(a, b)",
        "picture.save(str(path), 'PNG')",
        "QSaveFile(path)",
    ],
)
def test_each_way_to_write_is_seen(source: str) -> None:
    assert list(writes(source))


@pytest.mark.parametrize(
    "source",
    [
        "text.replace('a', 'b')",
        "moment.replace(tzinfo=UTC)",
        "msgspec.structs.replace(case, title='x')",
        "replace(desk, tools=tools)",
        "open(path)",
        "open(path, 'rb')",
        "path.open()",
        "tools.openpgp.open(message, known_keys=())",
        "custody.open('vault', kind)",
        "dialog.open()",
        "painter.save()",
        "self._button.rename('Save')",
        "sys.stdout.write('x')",
        "shutil.which('gpg')",
    ],
)
def test_what_writes_nothing_is_left_alone(source: str) -> None:
    assert not list(writes(source))
