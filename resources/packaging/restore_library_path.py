"""Runs first in a frozen program: gives child processes the system's library path back.

The packager's loader puts its own folder into LD_LIBRARY_PATH. This process has read it by now; a child such
as the system's gpg must not, or it loads the libraries that were packed for us and refuses to start.
"""  # noqa: INP001 - a script of the packager, in no package

import os

_before = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
if _before is None:
    os.environ.pop("LD_LIBRARY_PATH", None)
else:
    os.environ["LD_LIBRARY_PATH"] = _before
