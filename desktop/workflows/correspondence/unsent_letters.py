"""Letters that nobody has sent yet: what is being typed, and drafts that were saved as files.

They are desk state: encrypted, never journalled. One whose letter is recorded as sent is told no more, and is
forgotten once the case is closed: until then that it was sent can be undone.
"""

import msgspec

from desktop.domain.fold import fold
from desktop.domain.occurrences import in_force
from desktop.domain.thread import Unsent, is_served
from desktop.domain.undecodable import decoded
from desktop.formats.letters.drafting import Letter
from desktop.formats.letters.kinds import EVENTS, LetterKind
from desktop.workflows.ports import Desk
from desktop.workflows.vault_ports import Vault

LETTERS = "letters"
"""The form that letters are written in."""
_SAVED = "letters/saved"


def draft_key(case_id: str, form: str) -> str:
    """Where the vault keeps the draft of a form."""
    return f"case/{case_id}/{form}"


def unsent_letters(vault: Vault, case_id: str) -> tuple[Unsent, ...]:
    """The letter that is half typed, if one is, after those that were saved."""
    typed = decoded(vault.draft(draft_key(case_id, LETTERS)), dict[str, str], {})
    saved = _unserved(vault, case_id)
    if not typed.get("text", "").strip():
        return saved
    letter = typed.get("kind", "")
    half = Unsent(letter, _event_of(letter), typed.get("to", ""), typed.get("subject", ""), typed["text"])
    # what was saved as it stands in the form is one letter, not two
    same = any((other.letter, other.text.strip()) == (letter, half.text.strip()) for other in saved)
    return saved if same else (*saved, half)


def note_saved(desk: Desk, case_id: str, letter: Letter, file_name: str, message_sha256: str = "") -> None:
    """Remember that a draft was saved as a file; the newest of each kind counts."""
    saved = Unsent(
        letter=letter.kind,
        kind=_event_of(letter.kind),
        to=letter.to,
        subject=letter.subject,
        text=letter.text,
        saved_at=desk.tools.now(),
        file_name=file_name,
        answers=letter.answers,
        message_sha256=message_sha256,
    )
    others = [other for other in _saved(desk.vault, case_id) if other.letter != saved.letter]
    _keep(desk.vault, case_id, (*others, saved))


def forget_served(desk: Desk, case_id: str) -> None:
    """Forget the saved drafts of a closed case whose letters were recorded as sent."""
    saved = _saved(desk.vault, case_id)
    left = _unserved(desk.vault, case_id)
    if left != saved and not fold(desk.vault.history(case_id)).open:
        _keep(desk.vault, case_id, left)


def _event_of(letter: LetterKind | str) -> str:
    """The event that sending a letter of this kind records; "" for a reply of no certain kind."""
    return next((event.kind for kind, event in EVENTS.items() if kind == letter), "")


def _saved(vault: Vault, case_id: str) -> tuple[Unsent, ...]:
    return decoded(vault.draft(draft_key(case_id, _SAVED)), tuple[Unsent, ...], ())


def _unserved(vault: Vault, case_id: str) -> tuple[Unsent, ...]:
    saved = _saved(vault, case_id)
    counting = in_force(vault.history(case_id)) if saved else []
    return tuple(letter for letter in saved if not is_served(letter, counting))


def _keep(vault: Vault, case_id: str, letters: tuple[Unsent, ...]) -> None:
    vault.keep_draft(draft_key(case_id, _SAVED), msgspec.json.encode(letters) if letters else b"")
