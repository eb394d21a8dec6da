"""What the lower rooms say in finished English sentences, in the language of the window.

They know of no language: the command line, the journal and exports quote them as they are. `sentences.txt`,
compiled beside the languages, lists the sentences that they are made of; in English nothing is looked for.
"""

from pathlib import Path

from PySide6.QtCore import QCoreApplication

from desktop.ui.look.sentence_reader import SentenceReader


class _Spoken:
    reader: SentenceReader | None = None


def said(text: str) -> str:
    """A sentence of the lower rooms, or several; what is none of theirs stays as it is."""
    return text if _Spoken.reader is None else _Spoken.reader.say(text)


def speak_sentences(listed: Path | None) -> None:
    """Say those that are listed in the installed language from now on; None is English."""
    sentences = listed.read_text().splitlines() if listed is not None and listed.is_file() else []
    _Spoken.reader = SentenceReader(sentences, _in_language) if sentences else None


def _in_language(sentence: str) -> str:
    return QCoreApplication.translate("Sentences", sentence)
