"""Fingerprints of OpenPGP keys, as people type and read them."""

_GROUP = 4


def as_written(typed: str) -> str:
    """The fingerprint that was typed or pasted, in whatever spacing, as keys have it."""
    return "".join(typed.split()).upper()


def grouped(fingerprint: str) -> str:
    """In groups of four, as gpg prints it, with the middle wider."""
    groups = [fingerprint[i : i + _GROUP] for i in range(0, len(fingerprint), _GROUP)]
    half = len(groups) // 2
    return " ".join(groups[:half]) + "   " + " ".join(groups[half:])


def tail(fingerprint: str) -> str:
    """Its last sixteen digits, by which a key is recognised, never compared."""
    return grouped(fingerprint[-4 * _GROUP :]).replace("   ", " ")
