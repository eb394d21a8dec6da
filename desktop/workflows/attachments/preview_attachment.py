"""Look at a file in quarantine, a page at a time, without opening it: text or hex, both inert."""

from typing import Literal

import msgspec

from desktop.domain.assessing.evidence import KeptFile
from desktop.domain.failures import TooLarge
from desktop.domain.inert import Untrusted
from desktop.formats.archives.limits import ARCHIVE_BYTES
from desktop.formats.previews.pages import (
    BEYOND_BYTES,
    PAGE_BYTES,
    contents_page,
    hex_page,
    is_readable,
    text_page,
)
from desktop.workflows.ports import Desk, Progress

Form = Literal["text", "hex", "contents"]
_ARCHIVES = frozenset({"application/zip", "application/x-tar", "application/gzip"})


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


def is_archive(file: KeptFile) -> bool:
    """Whether its contents may be listed."""
    return file.media_type in _ARCHIVES


def preview_attachment(
    desk: Desk, file: KeptFile, start: int = 0, form: Form | None = None, *, progress: Progress
) -> Preview:
    """The page at `start`, as text where the file seems to be one and nothing else is asked for.

    Raises VaultDamaged; of contents also what `Parser.list_archive` raises.
    """
    if form == "contents":
        return _contents(desk, file, progress)
    begin = min(max(0, start), max(0, file.size - 1)) // PAGE_BYTES * PAGE_BYTES
    content = desk.vault.blob_range(file.sha256, begin, PAGE_BYTES + BEYOND_BYTES)
    if form is None:
        head = content if begin == 0 else desk.vault.blob_range(file.sha256, 0, PAGE_BYTES)
        form = "text" if is_readable(head) else "hex"
    text = text_page(content, begin) if form == "text" else Untrusted(hex_page(content, begin))
    return Preview(file, form, begin, begin + min(PAGE_BYTES, len(content)), text)


def _contents(desk: Desk, file: KeptFile, progress: Progress) -> Preview:
    """What an archive holds, listed by a child with limits; nothing of it is kept."""
    if file.size > ARCHIVE_BYTES:
        raise TooLarge(
            f"Contents are listed of archives up to {ARCHIVE_BYTES // 1024**2} MiB.",
            advice="Let it out, and look into it in a sandbox.",
        )
    entries = desk.tools.parser.list_archive(desk.vault.blob(file.sha256), progress=progress)
    return Preview(file, "contents", 0, file.size, Untrusted(contents_page(entries)))
