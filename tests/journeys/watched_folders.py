"""Folders in which a program of ours is watched: what it writes there stays, even what it deletes."""

import os
from pathlib import Path

_KEEP_DELETED = """
import os, pathlib, secrets, shutil
kept, made = {kept!r}, {key!r}
def keep(path):
    try:
        if os.path.isfile(path) and not os.path.islink(path):
            shutil.copyfile(path, os.path.join(kept, secrets.token_hex(8)))
        elif os.path.isdir(path):
            for folder, _, names in os.walk(path):
                for name in names:
                    keep(os.path.join(folder, name))
    except OSError:
        pass
def keeping(delete):
    def instead(path, *arguments, **options):
        keep(path if isinstance(path, (str, os.PathLike)) else "")
        return delete(path, *arguments, **options)
    return instead
os.unlink = os.remove = keeping(os.unlink)
shutil.rmtree = keeping(shutil.rmtree)
pathlib.Path.unlink = keeping(pathlib.Path.unlink)
drawn = secrets.token_bytes
secrets.token_bytes = lambda count=None: bytes.fromhex(made) if count == len(made) // 2 else drawn(count)
"""


class WatchedFolders:
    """A home with all that programs put into one; `key` is the data key of every vault that is made there."""

    def __init__(self, folder: Path, key: bytes = bytes(range(200, 248))) -> None:
        self.key = key
        self._folders = {name: folder / name.lower() for name in ("HOME", "TMPDIR")}
        self._kept, start = folder / "deleted", folder / "start"
        for made in (*self._folders.values(), self._kept, start):
            made.mkdir(mode=0o700)
        (start / "sitecustomize.py").write_text(_KEEP_DELETED.format(kept=str(self._kept), key=key.hex()))
        home = self._folders["HOME"]
        self.environment = {name: str(place) for name, place in self._folders.items()}
        self.environment |= {
            f"XDG_{kind}_HOME": str(home / kind.lower()) for kind in ("CONFIG", "DATA", "CACHE")
        }
        self.environment |= {"PYTHONPATH": str(start), "DBUS_SESSION_BUS_ADDRESS": "unix:path=/nonexistent"}

    def written(self) -> dict[Path, bytes]:
        """All that lies there, and all that was deleted there."""
        places = (*self._folders.values(), self._kept)
        files = [path for place in places for path in place.rglob("*")]
        return {path: path.read_bytes() for path in files if path.is_file()}

    def found(self, *canaries: bytes) -> list[tuple[str, bytes]]:
        """Which canary stands where, in content or in a name."""
        wanted = [spelt for canary in canaries for spelt in (canary, canary.hex().encode(), canary[::-1])]
        return [
            (str(path), canary)
            for path, content in self.written().items()
            for canary in wanted
            if canary in content or canary in os.fsencode(path.name)
        ]
