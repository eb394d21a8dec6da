"""Where the files of a provider tree lie: a folder for each TLP label, in it one for each year (§7.1.11)."""

import re
from typing import Literal, get_args

Label = Literal["WHITE", "GREEN", "AMBER", "RED"]
"""The labels that CSAF 2.0 knows (§3.2.1.5.2.1); who made one without a label means anybody."""
LABELS: tuple[Label, ...] = get_args(Label)

METADATA = "provider-metadata.json"
INDEX = "index.txt"
CHANGES = "changes.csv"
KEYS = "openpgp"
"""The folder of the public keys."""
BESIDE = (".asc", ".sha256", ".sha512")
"""What lies beside each document (§7.1.18, §7.1.19)."""

_DOCUMENT = re.compile(r"(white|green|amber|red)/(\d{4})/([+\-a-z0-9_]+\.json)")


def label_folder(label: Label) -> str:
    """The folder of the documents with this label."""
    return label.lower()


def feed_name(label: Label) -> str:
    """The ROLIE feed of a label, in its folder."""
    return f"csaf-feed-tlp-{label.lower()}.json"


def key_place(fingerprint: str) -> str:
    """Where a public key lies."""
    return f"{KEYS}/{fingerprint}.asc"


def is_document_place(place: str) -> bool:
    """Whether a document may lie there: label, year, and a file name as §5.1 has it."""
    return _DOCUMENT.fullmatch(place) is not None


def is_feed(place: str) -> bool:
    """Whether it is the feed of a label."""
    return any(place == f"{label_folder(label)}/{feed_name(label)}" for label in LABELS)
