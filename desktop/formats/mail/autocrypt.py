"""The public key that an Autocrypt header offers (Autocrypt Level 1, §2.1)."""

import re

from desktop.formats.mail.addresses import same_address
from desktop.formats.mail.transfer import from_base64

_KEYDATA = re.compile(r"(?:^|;)\s*keydata\s*=([A-Za-z0-9+/=\s]+)\Z")
_ADDR = re.compile(r"(?:^|;)\s*addr\s*=\s*([^;]*)")


def offered_key(values: list[str], sender: str) -> bytes:
    """The key's bytes; empty unless exactly one header speaks for the sender's own address."""
    if len(values) != 1:
        return b""
    address, keydata = _ADDR.search(values[0]), _KEYDATA.search(values[0])
    if address is None or keydata is None or not same_address(address[1], sender):
        return b""
    return from_base64(keydata[1].encode("ascii"))
