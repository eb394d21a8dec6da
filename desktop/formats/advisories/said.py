"""What a format has a place for."""

from collections.abc import Collection

import msgspec

from desktop.formats.advisories.claims import Claims


def said_by_format(claims: Claims, said: Collection[str]) -> Claims:
    """The claims with everything left open for which the format has no place."""
    silent = {name: None for name in Claims.__struct_fields__ if name not in said}
    return msgspec.structs.replace(claims, **silent)
