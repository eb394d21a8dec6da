"""A bundle's parts as they come, read to the point where its files begin; nothing is written here."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

from desktop.domain.exchange.bundle import Content, Manifest, require_told
from desktop.domain.failures import BundleRefused
from desktop.formats.exchange.parts import Headers, Piece, Run, Said, unpack

_Kind = TypeVar("_Kind", Headers, Said, Piece)
_TWICE = "Something stands twice in the bundle."


class Arriving:
    """The runs of a bundle in order: headers, content, files. Raises BundleRefused, TooLarge."""

    def __init__(self, manifest: Manifest, parts: Iterable[bytes]) -> None:
        self._manifest = manifest
        self._runs: Iterator[Run] = (run for part in parts for run in unpack(part))
        self._waiting: Run | None = None
        self.headers: dict[str, list[bytes]] = {claim.writer: [] for claim in manifest.chains}
        self.contents: dict[str, Content] = {}
        self._read_headers()
        self._read_contents()

    def files(self) -> Iterator[tuple[str, Iterator[bytes]]]:
        """Each file with its pieces; whoever takes one reads it, or leaves it, before the next."""
        left = {file.sha256: file.size for file in self._manifest.files}
        while (run := self._take(Piece)) is not None:
            if run.sha256 not in left:
                raise BundleRefused("A file comes that the bundle does not list, or comes twice.")
            pieces = self._pieces(run, left.pop(run.sha256))
            yield run.sha256, pieces
            for _rest in pieces:
                pass
        if any(left.values()):
            raise BundleRefused("A file is missing in the bundle.")
        if self._waiting is not None:
            raise BundleRefused("The parts of the bundle are in another order than they were written.")
        yield from ((sha256, iter(())) for sha256 in left)  # files without a byte have no piece

    def _read_headers(self) -> None:
        wanted = {claim.writer: claim.sequence for claim in self._manifest.chains}
        size = 0
        while (run := self._take(Headers)) is not None:
            found = self.headers.get(run.writer)
            if found is None or len(found) + len(run.headers) > wanted[run.writer]:
                raise BundleRefused("Entries come that the bundle does not list.")
            size += sum(map(len, run.headers))
            require_told(size)
            found.extend(run.headers)
        if any(len(self.headers[writer]) != count for writer, count in wanted.items()):
            raise BundleRefused("Entries are missing in the bundle.")

    def _read_contents(self) -> None:
        wanted = frozenset(self._manifest.events)
        size = 0
        while (run := self._take(Said)) is not None:
            if run.content.id in self.contents:
                raise BundleRefused(_TWICE)
            if run.content.id not in wanted:
                raise BundleRefused("Entries come that the bundle does not list.")
            size += len(run.content.payload or b"")
            require_told(size)
            self.contents[run.content.id] = run.content
        if len(self.contents) != len(wanted):
            raise BundleRefused("Entries are missing in the bundle.")

    def _pieces(self, first: Piece, size: int) -> Iterator[bytes]:
        number, left, run = 0, size, first
        while True:
            left -= len(run.content)
            if run.number != number or left < 0:
                raise BundleRefused("The pieces of a file overlap, or are not in order.")
            yield run.content
            number += 1
            following = self._take(Piece)
            if following is None or following.sha256 != first.sha256:
                self._waiting = following
                break
            run = following
        if left:
            raise BundleRefused("A file of the bundle is shorter than it is listed.")

    def _take(self, kind: type[_Kind]) -> _Kind | None:
        """The next run if it is of this kind; any other waits."""
        run, self._waiting = self._waiting or next(self._runs, None), None
        if isinstance(run, kind):
            return run
        self._waiting = run
        return None
