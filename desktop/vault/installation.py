"""Which installation of a vault this is: one folder on one machine, told apart from every copy of it.

Two installations must never write as one writer, or their chains could not be told apart. A folder that is
moved within its disk stays itself; one that is copied, by whatever program, gets another inode. Where inodes
do not last, as on a memory stick with FAT, the machine alone counts, and a copy on the same machine is not
told from its original; nor is the copy of a whole disk, once it runs as the same machine.
"""

import os
from pathlib import Path

import msgspec

from desktop.domain.digest import sha256
from desktop.domain.failures import VaultDamaged

_MACHINE = Path("/etc/machine-id")
"""machine-id(5): stays for the life of an installation of the system."""
_MOUNTS = Path("/proc/self/mountinfo")
"""proc(5): the mount point is the fifth field, the type stands behind a lone hyphen."""
_FLEETING = frozenset({"vfat", "exfat", "msdos", "cifs", "smb3", "9p"})
"""File systems that number their files anew each time they are mounted."""


def installation_of(directory: Path) -> str:
    """A hash that this folder keeps for as long as it is not copied. Raises VaultDamaged when it is gone."""
    try:
        inode = directory.stat().st_ino
        disk = os.statvfs(directory).f_fsid  # of most file systems the same on every machine
        mounted = directory.resolve()
    except OSError as error:
        raise VaultDamaged("The vault's folder is gone.") from error
    kind = _kind_of_disk(mounted)
    lasts = kind not in _FLEETING and not kind.startswith("fuse")
    place = (disk, inode) if lasts else ()
    return sha256(msgspec.json.encode([_text(_MACHINE).strip(), *place]))


def _kind_of_disk(folder: Path) -> str:
    """The type of the file system that a folder lies on; empty where the system does not say."""
    found, longest, within = "", -1, f"{folder}/"
    for line in _text(_MOUNTS).splitlines():
        before, _, behind = line.partition(" - ")
        point = before.split(" ")[4].replace("\\040", " ").rstrip("/") + "/"
        if within.startswith(point) and len(point) >= longest:
            found, longest = behind.split(" ", 1)[0], len(point)
    return found


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8", "replace")
    except OSError:
        return ""
