"""Where the program could put something outside its vault: calls that write, found in the syntax tree."""

import ast
from collections.abc import Iterator
from typing import Literal

Exit = Literal["port", "raw", "clipboard", "program", "screen"]
_PORT = frozenset({"write_new", "write_pieces", "write_draft", "make_folder", "spool"})
_RAW = frozenset({
    "write_bytes", "write_text", "mkdir", "makedirs", "mkpath", "touch", "symlink_to", "hardlink_to",
    "mkfifo", "mknod", "truncate", "ftruncate", "sendfile", "fdopen", "mkstemp", "mkdtemp",
    "NamedTemporaryFile", "TemporaryFile", "TemporaryDirectory", "SpooledTemporaryFile", "copyfile",
    "copyfileobj", "copy2", "copytree", "make_archive", "ZipFile", "FileIO",
})  # fmt: skip
_RAW_OF = {
    "os": frozenset({"open", "write", "writev", "pwrite", "link", "symlink", "rename", "renames", "replace"}),
    "shutil": frozenset({"copy", "move"}),
}
_QT = frozenset({
    "QFile", "QSaveFile", "QTemporaryFile", "QTemporaryDir", "QPrinter", "QPrintDialog", "QPdfWriter",
    "QDrag", "QDesktopServices", "QSettings", "QProcess", "QLocalSocket", "QSharedMemory",
})  # fmt: skip
_STARTING = frozenset({"Popen", "run", "call", "check_output", "system", "popen"})
_PICTURES = frozenset({"QImage", "QPixmap", "QImageWriter", "QPicture"})
_READING = frozenset({"mimeData", "text"})


def exits_in(tree: ast.Module) -> Iterator[tuple[Exit, str]]:
    """Every call, or use of a name, through which bytes could get out, with that name."""
    nodes = list(ast.walk(tree))
    reading = {id(n.value) for n in nodes if isinstance(n, ast.Attribute) and n.attr in _READING}
    for node in nodes:
        if isinstance(node, ast.Call):
            yield from _of_call(node, only_reads=id(node) in reading)
        elif isinstance(node, ast.Attribute | ast.Name) and isinstance(node.ctx, ast.Load):
            yield from _of_use(node)
        elif isinstance(node, ast.ImportFrom):
            taken = _RAW_OF.get(node.module or "", frozenset())
            yield from (("raw", f"{node.module}.{one.name}") for one in node.names if one.name in taken)


def _of_call(node: ast.Call, *, only_reads: bool) -> Iterator[tuple[Exit, str]]:
    name, owner = _name(node.func), _owner(node.func)
    if name in _RAW_OF.get(owner, ()) and not (name == "open" and _reads(node)):
        yield "raw", f"{owner}.{name}"
    elif name == "open" and owner != "os" and _writes(node):
        yield "raw", "open"
    elif name == "replace" and owner not in _RAW_OF and len(node.args) == 1 and not node.keywords:
        yield "raw", "replace"
    elif name == "clipboard" and not only_reads:
        yield "clipboard", name
    elif name in _STARTING and owner in ("subprocess", "os"):
        yield "program", f"{owner}.{name}"
    elif name == "save" and (node.args or _name(getattr(node.func, "value", node)) in ("grab", *_PICTURES)):
        yield "screen", name


def _of_use(node: ast.Attribute | ast.Name) -> Iterator[tuple[Exit, str]]:
    """Also where a function is only named: it may be called elsewhere."""
    name = _name(node)
    if name in _PORT or (name == "replace" and _owner(node) in ("files", "_files", "LocalFiles")):
        yield "port", name
    elif name in _RAW or name in _QT:
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
    """Whether an open has a mode that writes, or, where it surely is a mode, one that cannot be read off."""
    takes_path = isinstance(node.func, ast.Name) or _owner(node.func) == "io"
    modes = [*node.args[takes_path:], *(k.value for k in node.keywords if k.arg == "mode")]
    words = [m.value for m in modes if isinstance(m, ast.Constant) and isinstance(m.value, str)]
    unknown = takes_path and any(not isinstance(mode, ast.Constant) for mode in modes[:1])
    return unknown or any(set(word) & set("wax+") for word in words if set(word) <= set("rwaxbt+U"))
