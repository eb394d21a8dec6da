"""Name our own drafts, and know the names again: on the sent copy, and in what answers it.

Nothing that is published about a vault, such as the head in a backup's manifest, makes such a name.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime

from desktop.domain.case_id import normalise
from desktop.formats.letters.kinds import LetterKind
from desktop.formats.letters.message_ids import case_in, kind_in, make_message_id
from desktop.workflows.vault_ports import Vault


def name_draft(vault: Vault, case_id: str, kind: LetterKind, at: datetime, *, sender: str) -> str:
    """A Message-ID that this vault alone can make, without its brackets."""
    return make_message_id(case_id, kind, at, secret=_secret(vault, case_id), sender=sender)


def kind_of_draft(vault: Vault, case_id: str, message_id: str) -> LetterKind | None:
    """The kind of letter that this vault gave the name to; None for a name that it did not give."""
    return kind_in(message_id, _secret(vault, case_id))


def cases_of_drafts(vault: Vault, message_ids: Iterable[str]) -> Iterator[str]:
    """The cases whose drafts bore these names, as far as this vault gave them."""
    for message_id in message_ids:
        case_id = normalise(case_in(message_id))
        if case_id and kind_of_draft(vault, case_id, message_id):
            yield case_id


def _secret(vault: Vault, case_id: str) -> str:
    return vault.secret_for(f"names of drafts about {case_id}")
