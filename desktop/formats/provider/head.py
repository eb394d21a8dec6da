"""One hash for a whole tree: whoever holds it can tell whether a single byte or name was changed."""

import hashlib
from collections.abc import Mapping


def tree_head(hashes: Mapping[str, str]) -> str:
    """The SHA-256 over `hash  place` of every file, by place, as `sha256sum` would print them."""
    lines = "".join(f"{digest}  {place}\n" for place, digest in sorted(hashes.items()))
    return hashlib.sha256(lines.encode()).hexdigest()
