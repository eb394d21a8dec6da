"""How bytes are named: by their SHA-256, in lower-case hex."""

import hashlib


def sha256(content: bytes) -> str:
    """The name of these bytes in journal, vault and exports."""
    return hashlib.sha256(content).hexdigest()
