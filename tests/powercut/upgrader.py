"""The program that is cut off while it brings an older vault up to date."""

import os
import sys
from pathlib import Path

from tests.vault.conftest import Bench


def main(folder: str, said: str) -> None:
    """Open the vault once."""
    bench = Bench(Path(folder))
    bench.open()
    Path(said).touch(mode=0o600)
    descriptor = os.open(said, os.O_WRONLY)
    os.write(descriptor, b"opened\n")
    bench.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
