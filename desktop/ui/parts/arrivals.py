"""What was dropped or pasted, as messages to take in."""

from pathlib import Path

from PySide6.QtCore import QMimeData


def messages_in(data: QMimeData | None) -> list[Path | bytes]:
    """Files, one path as text, or the text of a whole message; nothing for an empty clipboard."""
    if data is None:
        return []
    if data.hasUrls():
        return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    text = data.text().strip()
    if "\n" not in text and text.startswith(("/", "~")):
        return [Path(text).expanduser()]
    return [text.encode()] if text else []
