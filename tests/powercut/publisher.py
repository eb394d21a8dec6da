"""The program whose power is cut: writes signed documents into a folder until the disk refuses one."""

import os
import sys
from pathlib import Path

from desktop.domain.digest import sha256
from desktop.domain.failures import WriteFailed
from desktop.domain.leaving.cleared import Cleared
from desktop.domain.leaving.gate import clear_checksum, clear_public_key, clear_signature
from desktop.files.local import LocalFiles
from desktop.workflows.publication.sign_documents import Release
from desktop.workflows.publication.write_releases import Written, naming, write_releases

CAREFUL, CARELESS = "careful", "careless"
STEMS = ("one", "two", "three")
CONTENT = b"-----BEGIN PGP PUBLIC KEY BLOCK-----\n" + b"as it left\n" * 90
SIGNATURE = b"signed"
CONTENTS = {CONTENT, SIGNATURE, *(f"{sha256(CONTENT)}  {stem}.asc\n".encode() for stem in STEMS)}
REFUSED = 6
"""Which file the disk refuses; its folder was not synced by then, as more were to follow."""


class Refusing(LocalFiles):
    """A disk that takes some files, and then none."""

    def __init__(self, way: str) -> None:
        self._way = way
        self._taken = 0

    def write_new(self, path: Path, content: bytes, *, more_follow: bool = False) -> None:
        self._taken += 1
        if self._taken == REFUSED:
            raise WriteFailed("The disk refuses it.")
        super().write_new(path, content, more_follow=more_follow)

    def keep_names(self, folder: Path) -> None:
        if self._way == CAREFUL:
            super().keep_names(folder)


def main(folder: str, said: str, way: str) -> None:
    """Say which files were said to be written, once that is said."""
    files, out, written = Refusing(way), Path(folder) / "out", list[Written]()
    descriptor = os.open(said, os.O_WRONLY | os.O_CREAT, 0o600)
    files.make_folder(out)
    os.write(descriptor, b"folder\n")
    try:
        with naming(files, out, written):
            write_releases(files, out, [_release(stem) for stem in STEMS], written)
    except WriteFailed as failure:
        names = failure.written.removeprefix("Written: ").partition(". The export")[0].split(", ")
        os.write(descriptor, "".join(f"{name}\n" for name in names).encode())


def _release(stem: str) -> Release:
    """What the gate clears most easily is a public key; for the disk it is as good as an advisory."""
    document = clear_public_key(CONTENT, stem)
    assert isinstance(document, Cleared)
    checksum = clear_checksum(document, "sha256", document.sha256)
    return Release("text", document, clear_signature(document, SIGNATURE), (checksum,))


if __name__ == "__main__":
    main(*sys.argv[1:])
