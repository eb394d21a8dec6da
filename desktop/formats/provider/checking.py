"""Whether a document lies in a provider tree as it should, and what lies beside it belongs to it.

The id of a finding is the section of the standard's requirement (CSAF 2.0 §7.1); its path begins with the
place of the file, and goes on with the place within it.
"""

import hashlib
from collections.abc import Iterator, Mapping

import msgspec

from desktop.domain.failures import InvalidDocument
from desktop.formats.advisories.csaf.validation import validate_csaf
from desktop.formats.advisories.findings import Finding
from desktop.formats.provider.listed import Listed, read_listed
from desktop.formats.provider.places import is_document_place

HASHES, SIGNATURES, KEYS = "7.1.18", "7.1.19", "7.1.20"
INTEGRITY = frozenset({HASHES, SIGNATURES, KEYS, "signature", "checksum"})
"""The findings that say that bytes are not those that were published."""


def check_document(place: str, content: bytes, *, judged: bool = False) -> Iterator[Finding]:
    """The document itself, unless these bytes were `judged` already, and that it lies where it belongs."""
    for finding in () if judged else validate_csaf(content):
        yield msgspec.structs.replace(finding, path=f"{place}#{finding.path}")
    try:
        yield from _misplaced(place, read_listed(content))
    except InvalidDocument as failure:
        yield Finding("7.1.1", "error", place, failure.message)


def check_beside(place: str, content: bytes, beside: Mapping[str, bytes | None]) -> Iterator[Finding]:
    """The checksums beside a document, by suffix such as ".sha256"; None for a file that is not there."""
    for suffix in (".sha256", ".sha512"):
        written = beside[suffix]
        if written is None:
            yield Finding(HASHES, "error", place, f"The document has no {suffix} file beside it.")
        else:
            yield from check_checksum(HASHES, place, suffix, content, written)
    if beside[".asc"] is None:
        yield Finding(SIGNATURES, "error", place, "The document has no signature (.asc) beside it.")


def check_checksum(test: str, place: str, suffix: str, content: bytes, written: bytes) -> Iterator[Finding]:
    """One checksum file: the digest of this content, and the name of this file where it has one."""
    words = written.decode(errors="replace").split()
    digest = hashlib.new(suffix.removeprefix("."), content).hexdigest()
    if not words or words[0].lower() != digest:
        yield Finding(test, "error", place + suffix, "The checksum is not that of the document beside it.")
    elif len(words) > 1 and words[1].lstrip("*") != place.rpartition("/")[2]:
        yield Finding(test, "error", place + suffix, "The checksum file names another file.")


def _misplaced(place: str, listed: Listed) -> Iterator[Finding]:
    _, _, name = place.rpartition("/")
    if name != listed.file_name:
        message = f"The file has to be called {listed.file_name}, for the id of its document."
        yield Finding("5.1", "error", place, message)
    if not is_document_place(place):
        message = f"A document lies in a folder of its year and its TLP label: here {listed.place}."
        yield Finding("7.1.11", "error", place, message)
        return
    label, year, _ = place.split("/")
    if year != f"{listed.initial_release:%Y}":
        message = f"The document was first released in {listed.initial_release:%Y}: that is its folder."
        yield Finding("7.1.11", "error", place, message)
    if label != listed.label.lower():
        message = f"The document is TLP:{listed.label} and lies in the folder “{label}”."
        yield Finding("7.1.4", "error", place, message)
