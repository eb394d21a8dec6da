"""A user's own templates of letters, which stand in for those that ship with Embargo."""

from pathlib import Path

from desktop.domain.failures import InvalidDocument, TooLarge, Unreadable
from desktop.files.reading import read_capped
from desktop.formats.letters.templates import SUFFIX, TEMPLATE_LIMIT


class LetterTemplates:
    """Satisfies `formats.letters.vocabulary.OwnTemplate` with the files `NAME.txt.j2` of a folder."""

    def __init__(self, folder: Path) -> None:
        """`folder` need not be there."""
        self._folder = folder

    def __call__(self, name: str) -> bytes:
        """The template's bytes, or nothing; raises InvalidDocument for one that cannot be read."""
        path = self._folder / f"{name}{SUFFIX}"
        if not path.exists():
            return b""
        try:
            return read_capped(path, TEMPLATE_LIMIT)
        except (Unreadable, TooLarge) as error:
            raise InvalidDocument(
                f"Your own letter template {path.name} cannot be used. {error.message}",
                advice="Mend it, or move it away to use the one that ships with Embargo.",
            ) from error

    def files(self) -> tuple[str, ...]:
        """The names of all files in the folder, sorted, whether they are named for a letter or not."""
        try:
            return tuple(
                sorted(path.name for path in self._folder.iterdir() if not path.name.startswith("."))
            )
        except OSError:
            return ()
