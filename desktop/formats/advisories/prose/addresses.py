"""Which addresses a reader may follow with one click: those that no format reads as anything else."""

import re

_ADDRESS = re.compile(r"https?://[0-9A-Za-z\-._~:/?#\[\]@!$&'()*+,;=%]+")


def is_address(url: str) -> bool:
    """Whether it is a web address of plain characters (RFC 3986) and nothing besides."""
    return _ADDRESS.fullmatch(url) is not None
