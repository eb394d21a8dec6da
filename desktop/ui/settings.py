"""What a person sets about the desk; holds no path of a report and nothing of a case."""

from typing import Annotated, Any

import msgspec

from desktop.domain.longest_lock import LONGEST_LOCK_MIN
from desktop.domain.undecodable import UNDECODABLE
from desktop.ui.look.density import Density
from desktop.ui.look.theme import Theme

SCALES = (80, 90, 100, 110, 125, 150, 175, 200)
"""The sizes of type that are offered, in percent."""


class DeskSettings(msgspec.Struct, frozen=True):
    """`vault` is the folder that was opened last; `lock_after_min` counts minutes without a touch."""

    vault: str = ""
    theme: Theme = "system"
    density: Density = "comfortable"
    scale: Annotated[int, msgspec.Meta(ge=80, le=200)] = 100
    lock_after_min: Annotated[int, msgspec.Meta(ge=1, le=LONGEST_LOCK_MIN)] = 10
    single_letters: bool = True
    reminders: bool = False
    """Whether the tray of the desktop speaks of what is due."""
    keys: dict[str, str] = {}
    """Keys that differ from those that commands come with, by the commands' names; empty for none."""
    letters_folder: str = ""
    """Where letters are saved without asking; empty asks each time."""


def read_settings(kept: bytes) -> DeskSettings:
    """What was kept, each setting by itself: one that this version cannot use is as usual."""
    try:
        raw = msgspec.json.decode(kept, type=dict[str, Any]) if kept else {}
    except UNDECODABLE:
        raw = {}
    usable: dict[str, Any] = {}
    for name in raw.keys() & set(DeskSettings.__struct_fields__):
        try:
            usable[name] = getattr(msgspec.convert({name: raw[name]}, DeskSettings), name)
        except UNDECODABLE:
            continue
    return DeskSettings(**usable)
