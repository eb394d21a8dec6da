"""Looks at the machine itself: libraries, fonts, space, network. Adapters are looked at in `doctor`."""

import ctypes
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

from desktop.hardening.network import network_refused
from desktop.workflows.custody.doctor import Check, State

LITTLE_SPACE = 1 << 30
"""Bytes; below this a vault with its backup may not fit."""

DRAWING = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libX11.so.6": "libx11-6",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
}
"""What Qt is linked with, even without a screen, and the Debian packages that hold it."""

WINDOW = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb.so.1": "libxcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
}
"""What a window on an X display needs besides."""


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _libraries(name: str, libraries: Mapping[str, str], without: State) -> Check:
    """Try to load each; `without` is the state when one cannot be loaded."""
    absent = tuple(package for library, package in libraries.items() if not _loads(library))
    if absent:
        return Check(name, without, f"{len(absent)} of {len(libraries)} are absent.", packages=absent)
    return Check(name, "good", "All are there.")


def look_at_drawing_libraries(libraries: Mapping[str, str] = DRAWING) -> Check:
    """Without these neither the desk nor the demo's pictures can be drawn."""
    return _libraries("Drawing libraries", libraries, "missing")


def look_at_window_libraries(libraries: Mapping[str, str] = WINDOW) -> Check:
    """Without these the desk opens on Wayland only; the command line needs none of them."""
    return _libraries("Window libraries", libraries, "weak")


def look_at_fonts() -> Check:
    """Ask fontconfig, as Qt does, for a font that can draw English."""
    packages = ("fonts-dejavu-core",)
    try:
        count = _latin_fonts()
    except OSError:
        return Check("Fonts", "missing", "Fontconfig is absent.", packages=("libfontconfig1", *packages))
    if not count:
        return Check("Fonts", "missing", "No font can draw Latin letters.", packages=packages)
    return Check("Fonts", "good", f"{count} can draw Latin letters.")


class _FontSet(ctypes.Structure):
    """Fontconfig's FcFontSet, as far as its count."""

    _fields_ = (("count", ctypes.c_int),)


def _latin_fonts() -> int:
    """How many fonts cover English; raises OSError without fontconfig."""
    fontconfig = ctypes.CDLL("libfontconfig.so.1")
    pointer = ctypes.c_void_p
    fontconfig.FcNameParse.restype = fontconfig.FcObjectSetCreate.restype = pointer
    fontconfig.FcObjectSetAdd.argtypes = (pointer, ctypes.c_char_p)
    fontconfig.FcFontList.argtypes = (pointer, pointer, pointer)
    fontconfig.FcFontList.restype = ctypes.POINTER(_FontSet)
    properties = fontconfig.FcObjectSetCreate()
    fontconfig.FcObjectSetAdd(properties, b"file")  # fonts that differ in nothing asked for are counted once
    fonts = fontconfig.FcFontList(None, fontconfig.FcNameParse(b":lang=en"), properties)
    return int(fonts.contents.count) if fonts else 0


def look_at_space(directory: Path) -> Check:
    """How much room is left where the vault lies, or would lie."""
    while not directory.exists():
        directory = directory.parent
    free = shutil.disk_usage(directory).free
    words = f"{free / (1 << 30):.1f} GiB are free."
    if free < LITTLE_SPACE:
        return Check("Space", "weak", words, advice="Make room: a backup needs as much again as the vault.")
    return Check("Space", "good", words)


def look_at_umask(status: Path = Path("/proc/self/status")) -> Check:
    """Whether this process makes files that only their owner can read."""
    lines = status.read_text().splitlines()
    mask = next((line.split()[1] for line in lines if line.startswith("Umask:")), "")
    if mask.endswith("077"):
        return Check("New files", "good", "Only you can read them.")
    return Check("New files", "weak", f"The umask is {mask or 'unknown'}.", advice="Set it with: umask 077")


def look_at_network(refused: Callable[[], bool] = network_refused) -> Check:
    """Whether this very process could open a socket for the internet, if anything in it tried."""
    if refused():
        return Check("Network", "good", "The kernel refuses it to Embargo and all that it starts.")
    return Check(
        "Network",
        "weak",
        "The kernel would let it through; nothing in Embargo asks for it.",
        advice="Use a kernel with seccomp filters (CONFIG_SECCOMP_FILTER) on x86-64 or aarch64.",
    )
