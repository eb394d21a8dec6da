"""Where the program could put something outside its vault: calls that write, found in the syntax tree."""

import ast
from collections.abc import Iterator
from typing import Literal

Exit = Literal["port", "raw", "clipboard", "program", "screen"]
_PORT = frozenset({"write_new", "write_pieces", "write_draft"})
_RAW_METHODS = frozenset(
    {"write_bytes", "write_text", "hardlink_to", "symlink_to", "copyfileobj", "copytree"}
)
_OF_SHUTIL = frozenset({"copy", "copy2", "copyfile", "move", "make_archive"})
_OF_OS = frozenset({"open", "write", "writev", "sendfile", "link", "symlink", "mkfifo"})
_QT = frozenset({
    "QFile", "QSaveFile", "QTemporaryFile", "QPrinter", "QPrintDialog", "QPdfWriter", "QDrag",
    "QDesktopServices", "QSettings", "QProcess", "QLocalSocket", "QSharedMemory",
})  # fmt: skip
_PICTURES = frozenset({"QImage", "QPixmap", "QImageWriter", "QPicture"})
_READING = frozenset({"mimeData", "text"})


def exits_in(tree: ast.Module) -> Iterator[tuple[Exit, str]]:
    """Every call, or use of a class of Qt, through which bytes could get out, with its name."""
    reading = {
        id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Attribute) and node.attr in _READING
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield from _of_call(node, only_reads=id(node) in reading)
        elif isinstance(node, ast.Attribute | ast.Name) and isinstance(node.ctx, ast.Load):
            yield from _of_use(node)


def _of_call(node: ast.Call, *, only_reads: bool) -> Iterator[tuple[Exit, str]]:
    name, owner = _name(node.func), _owner(node.func)
    if name in _RAW_METHODS or (owner == "shutil" and name in _OF_SHUTIL):
        yield "raw", name
    elif owner == "os" and name in _OF_OS and not (name == "open" and _reads(node)):
        yield "raw", f"os.{name}"
    elif name == "open" and owner != "os" and _writes(node):
        yield "raw", "open"
    elif name == "clipboard" and not only_reads:
        yield "clipboard", name
    elif name in ("Popen", "run", "call", "check_output", "system", "popen") and owner in (
        "subprocess",
        "os",
    ):
        yield "program", f"{owner}.{name}"
    elif name == "save" and _name(getattr(node.func, "value", node)) in ("grab", *_PICTURES):
        yield "screen", "save"


def _of_use(node: ast.Attribute | ast.Name) -> Iterator[tuple[Exit, str]]:
    """Also where a function is only named: it may be called elsewhere."""
    name = node.attr if isinstance(node, ast.Attribute) else node.id
    if name in _PORT or (name == "replace" and _owner(node) in ("files", "_files", "LocalFiles")):
        yield "port", name
    elif name in _QT:
        yield "raw", name


def _name(node: ast.AST) -> str:
    if isinstance(node, ast.Call):
        return _name(node.func)
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


def _owner(node: ast.AST) -> str:
    return _name(node.value) if isinstance(node, ast.Attribute) else ""


def _reads(node: ast.Call) -> bool:
    """Whether an os.open says that it reads, and nothing else."""
    words = {found.attr for found in ast.walk(node) if isinstance(found, ast.Attribute)}
    return "O_RDONLY" in words and not words & {"O_WRONLY", "O_RDWR", "O_CREAT"}


def _writes(node: ast.Call) -> bool:
    """Whether an open has a mode that is not read off as a reading one."""
    modes = [
        *node.args[isinstance(node.func, ast.Name) :],
        *(k.value for k in node.keywords if k.arg == "mode"),
    ]
    words = [m.value for m in modes if isinstance(m, ast.Constant) and isinstance(m.value, str)]
    return any(set(word) & set("wax+") for word in words if set(word) <= set("rwaxbt+"))
