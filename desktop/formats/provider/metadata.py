"""`provider-metadata.json` (CSAF 2.0 §7.1.7): who provides, where the documents lie, which keys sign them."""

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Literal

import msgspec

from desktop.domain.failures import InvalidDocument, Usage
from desktop.domain.undecodable import UNDECODABLE
from desktop.formats.advisories.instants import instant
from desktop.formats.advisories.strict_json import NotStrict, decode_strict
from desktop.formats.advisories.written_json import encode_document
from desktop.formats.provider.places import METADATA, Label, feed_name, key_place, label_folder

_WRITTEN = re.compile(r"https?://[!-~]{1,2000}")
"""An address of somebody else's tree: whatever it is, it is one line."""
_URL = re.compile(r"https://[A-Za-z0-9.\-]+(:\d{1,5})?(/[A-Za-z0-9._~+\-]+)*")


class Key(msgspec.Struct, frozen=True):
    """A key that signs the documents."""

    fingerprint: Annotated[str, msgspec.Meta(pattern=r"^[0-9a-fA-F]{40,128}\Z")]
    url: str


class Feed(msgspec.Struct, frozen=True):
    """The feed of one label."""

    tlp_label: Literal["UNLABELED", "WHITE", "GREEN", "AMBER", "RED"]
    url: str
    summary: str = ""


class Rolie(msgspec.Struct, frozen=True):
    """The feeds."""

    feeds: tuple[Feed, ...]


class Distribution(msgspec.Struct, frozen=True, omit_defaults=True):
    """A way to the documents: a folder with lists, or feeds."""

    directory_url: str = ""
    rolie: Rolie | None = None


class Publisher(msgspec.Struct, frozen=True):
    """Who provides."""

    category: Literal["coordinator", "discoverer", "other", "translator", "user", "vendor"]
    name: str
    namespace: str


class Metadata(msgspec.Struct, frozen=True):
    """The whole file, its fields as the standard calls them."""

    canonical_url: str
    last_updated: datetime
    metadata_version: Literal["2.0"]
    publisher: Publisher
    role: Literal["csaf_publisher", "csaf_provider", "csaf_trusted_provider"]
    list_on_CSAF_aggregators: bool  # noqa: N815 - as the standard spells it
    mirror_on_CSAF_aggregators: bool  # noqa: N815
    distributions: tuple[Distribution, ...] = ()
    public_openpgp_keys: tuple[Key, ...] = ()

    @property
    def base_url(self) -> str:
        """The address of the tree, without a slash at its end."""
        return self.canonical_url.removesuffix(METADATA).rstrip("/")


def read_metadata(content: bytes) -> Metadata:
    """The file as it stands. Raises InvalidDocument."""
    try:
        found = msgspec.convert(decode_strict(content), Metadata)
    except (NotStrict, *UNDECODABLE) as error:
        raise InvalidDocument(f"The {METADATA} cannot be read as one of CSAF 2.0.") from error
    named = _WRITTEN.fullmatch(found.canonical_url) and found.canonical_url.endswith(f"/{METADATA}")
    if not named or found.last_updated.tzinfo is None:
        raise InvalidDocument(f"The {METADATA} does not name its own address, or no instant.")
    return found


def require_base_url(written: str) -> str:
    """An address under which a tree can be served (§7.1.3: TLS). Raises Usage."""
    url = written.strip().rstrip("/").removesuffix(f"/{METADATA}")
    if not _URL.fullmatch(url):
        raise Usage(
            "The address of the provider tree is no https:// address of a folder.",
            advice="Give --base-url the address under which the folder will be served.",
        )
    return url


def write_metadata(
    base_url: str, publisher: Publisher, labels: Sequence[Label], fingerprints: Sequence[str], at: datetime
) -> bytes:
    """The file for these labels and keys; signed and hashed documents make a trusted provider (§7.2.3)."""
    folders = (f"{base_url}/{label_folder(label)}/" for label in labels)
    feeds = tuple(
        Feed(
            summary=f"All TLP:{label} advisories.",
            tlp_label=label,
            url=f"{base_url}/{label_folder(label)}/{feed_name(label)}",
        )
        for label in labels
    )
    metadata = {
        "canonical_url": f"{base_url}/{METADATA}",
        "distributions": (
            Distribution(rolie=Rolie(feeds)),
            *(Distribution(directory_url=folder) for folder in folders),
        ),
        "last_updated": instant(at),
        "list_on_CSAF_aggregators": "WHITE" in labels,
        "metadata_version": "2.0",
        "mirror_on_CSAF_aggregators": "WHITE" in labels,
        "public_openpgp_keys": [Key(one, f"{base_url}/{key_place(one)}") for one in fingerprints],
        "publisher": publisher,
        "role": "csaf_trusted_provider",
    }
    return encode_document(metadata)
