"""The environment of gpg and its agent: what they need to run and to ask for a passphrase, nothing else."""

from collections.abc import Mapping

_KEPT = (
    "PATH",
    "HOME",
    "USER",
    "LOGNAME",
    "TMPDIR",
    "TERM",
    "GPG_TTY",
    "DISPLAY",
    "WAYLAND_DISPLAY",
    "XAUTHORITY",
    "XDG_RUNTIME_DIR",
    "XDG_SESSION_TYPE",
    "XDG_CURRENT_DESKTOP",
    "DBUS_SESSION_BUS_ADDRESS",
    "PINENTRY_USER_DATA",
)
"""What gpg finds its home by, and what a pinentry finds the person by."""


def child_environment(ours: Mapping[str, str]) -> dict[str, str]:
    """The environment for a child of ours.

    A frozen build points LD_LIBRARY_PATH at its own libgcrypt, which the system's gpg must not load: the
    value from before (LD_LIBRARY_PATH_ORIG) is restored, or none is set.
    """
    kept = {name: value for name in _KEPT if (value := ours.get(name)) is not None}
    # the other categories are those of "C" without a file of each to open at every start
    kept["LC_CTYPE"] = "C.UTF-8"
    original = ours.get("LD_LIBRARY_PATH_ORIG", "")
    if original:
        kept["LD_LIBRARY_PATH"] = original
    return kept
