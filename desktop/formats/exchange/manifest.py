"""The first message of a bundle: what its sender signs."""

import msgspec

from desktop.domain.exchange.bundle import Manifest, require_limits
from desktop.domain.failures import BundleRefused, TooLarge
from desktop.domain.undecodable import UNDECODABLE

MANIFEST_LIMIT = 4 * 1024 * 1024
"""Bytes; one with as many events and files as there may be is smaller."""


def write_manifest(manifest: Manifest) -> bytes:
    """The bytes to be signed. Raises TooLarge for what no bundle may hold."""
    require_limits(manifest)
    return msgspec.msgpack.encode(manifest)


def read_manifest(content: bytes) -> Manifest:
    """What a bundle says of itself. Raises BundleRefused, TooLarge."""
    if len(content) > MANIFEST_LIMIT:
        raise TooLarge("The bundle begins with too much.", advice="Nothing of it was taken.")
    try:
        manifest = msgspec.msgpack.decode(content, type=Manifest)
    except UNDECODABLE as error:
        raise BundleRefused("The message holds no bundle of a case.") from error
    require_limits(manifest)
    return manifest
