"""A file that is needed beside a passphrase: its path, typed or chosen; nothing of it is kept."""

from pathlib import Path

from desktop.ui.parts.choose_file import choose_files
from desktop.ui.parts.folder_field import PathField


class KeyFileField(PathField):
    """Empty where no key file takes part."""

    def pick(self) -> Path | None:
        """One file."""
        return next(iter(choose_files(self, self.tr("Choose the key file"))), None)

    @property
    def path(self) -> Path | None:
        """The file that was named, if one was."""
        return Path(self.value).expanduser() if self.value else None
