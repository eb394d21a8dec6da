"""Look at a message as it came: its bytes a page at a time, its headers, how it is built; all of it inert."""

from typing import Literal

import msgspec

from desktop.domain.case import Message
from desktop.domain.failures import FileLost
from desktop.domain.inert import Untrusted
from desktop.formats.mail.limits import HEADER_BYTES
from desktop.formats.mail.outline import OutlinedPart
from desktop.formats.previews.pages import BEYOND_BYTES, PAGE_BYTES, text_page
from desktop.workflows.ports import Desk, Progress

Layer = Literal["came", "decrypted"]
"""The file exactly as it came, or what was sealed in it, with the layers off."""


class SourcePage(msgspec.Struct, frozen=True):
    """So much of the source, from the byte `start` up to `end`."""

    layer: Layer
    start: int
    end: int
    more: bool
    text: Untrusted


def layers_of(message: Message) -> tuple[Layer, ...]:
    """What is kept of a message; nothing of one that was typed in, or lost."""
    kept: tuple[tuple[Layer, str], ...] = (
        ("came", message.sealed_sha256),
        ("decrypted", message.plaintext_sha256),
    )
    return tuple(layer for layer, sha256 in kept if sha256)


def read_source(desk: Desk, message: Message, layer: Layer, start: int = 0) -> SourcePage:
    """The page at `start`. Raises FileLost, VaultDamaged."""
    begin = max(0, start) // PAGE_BYTES * PAGE_BYTES
    content = desk.vault.blob_range(_sha256(message, layer), begin, PAGE_BYTES + BEYOND_BYTES)
    end = begin + min(PAGE_BYTES, len(content))
    return SourcePage(layer, begin, end, len(content) > PAGE_BYTES, text_page(content, begin))


def read_headers(desk: Desk, message: Message, layer: Layer) -> Untrusted:
    """The headers as they stand, up to the first empty line, undecoded. Raises FileLost, VaultDamaged."""
    head = desk.vault.blob_range(_sha256(message, layer), 0, HEADER_BYTES)
    written = head.replace(b"\r\n", b"\n").partition(b"\n\n")[0]
    return Untrusted(written.decode("utf-8", "backslashreplace"))


def read_structure(
    desk: Desk, message: Message, layer: Layer, *, progress: Progress
) -> tuple[OutlinedPart, ...]:
    """Its parts, found by a child with limits. Raises FileLost, VaultDamaged, and as `Parser.outline`."""
    return desk.tools.parser.outline(desk.vault.blob(_sha256(message, layer)), progress=progress)


def _sha256(message: Message, layer: Layer) -> str:
    sha256 = message.sealed_sha256 if layer == "came" else message.plaintext_sha256
    if not sha256:
        raise FileLost("Nothing of this message is kept as it came.")
    return sha256
