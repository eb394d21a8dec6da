"""What a process that holds the key owes it: no core file, no readable memory, private files, no network."""

import ctypes
import os
import resource
import sys

from desktop.hardening.network import refuse_network

_PR_SET_DUMPABLE = 4  # linux/prctl.h


def harden_process() -> None:
    """Forbid core files, networks and reading by other processes of the user; make new files private."""
    os.umask(0o077)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        libc = ctypes.CDLL(None, use_errno=True)
        libc.prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
    refuse_network()
