"""Look at a file in quarantine, a page at a time, without opening it: text or hex, both inert."""

from typing import Literal

import msgspec

from desktop.domain.assessing.evidence import KeptFile
from desktop.domain.inert import Untrusted
from desktop.formats.previews.pages import BEYOND_BYTES, PAGE_BYTES, hex_page, is_readable, text_page
from desktop.workflows.ports import Desk

Form = Literal["text", "hex"]


class Preview(msgspec.Struct, frozen=True):
    """One page of a file."""

    file: KeptFile
    form: Form
    start: int
    """Where the page begins in the file, in bytes."""
    end: int
    text: Untrusted

    @property
    def earlier(self) -> int | None:
        """Where the page before it begins, if there is one."""
        return max(0, self.start - PAGE_BYTES) if self.start else None

    @property
    def later(self) -> int | None:
        """Where the page behind it begins, if there is one."""
        return self.end if self.end < self.file.size else None


def preview_attachment(desk: Desk, file: KeptFile, start: int = 0, form: Form | None = None) -> Preview:
    """The page at `start`, as text where the file seems to be one and nothing else is asked for.

    Raises VaultDamaged.
    """
    begin = min(max(0, start), max(0, file.size - 1)) // PAGE_BYTES * PAGE_BYTES
    content = desk.vault.blob_range(file.sha256, begin, PAGE_BYTES + BEYOND_BYTES)
    if form is None:
        head = content if begin == 0 else desk.vault.blob_range(file.sha256, 0, PAGE_BYTES)
        form = "text" if is_readable(head) else "hex"
    text = text_page(content, begin) if form == "text" else Untrusted(hex_page(content, begin))
    return Preview(file, form, begin, begin + min(PAGE_BYTES, len(content)), text)
