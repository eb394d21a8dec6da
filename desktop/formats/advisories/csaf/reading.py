"""What a CSAF 2.0 document claims, read back from its bytes."""

from desktop.formats.advisories.claims import Claims, claims_of
from desktop.formats.advisories.csaf.facts_in import facts_in_csaf


def read_csaf(content: bytes) -> Claims:
    """What an advisory or a VEX document says: CSAF has a place for every fact. Raises InvalidDocument."""
    return claims_of(facts_in_csaf(content))
