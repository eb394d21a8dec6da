"""Check what lies beside a file: its signature by our strict verdict, and its checksums."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from desktop.domain.failures import Failure
from desktop.formats.advisories.findings import Finding
from desktop.formats.advisories.strict_json import SIZE_LIMIT
from desktop.formats.provider.checking import check_checksum
from desktop.formats.provider.places import KEYS, METADATA
from desktop.workflows.ports import Progress, Tools
from desktop.workflows.provider.audit_provider import check_signature

_KEY_LIMIT = 1024 * 1024
_DEEPEST = 3
"""Folders from a document up to the root of its provider tree."""
_MOST_KEYS = 32


def check_beside(
    tools: Tools, path: Path, content: bytes, keys: Sequence[bytes], *, progress: Progress
) -> tuple[Finding, ...]:
    """What is wrong with the checksums and the signature beside this file; none of them has to be there.

    Signatures count by these keys alone; without any, by the public keys that lie beside it or in its tree.
    """
    suffixes = (".sha256", ".sha512")
    findings = [finding for suffix in suffixes for finding in _checksum(tools, path, suffix, content)]
    signature = _read(tools, path.with_name(path.name + ".asc"))
    if signature is None:
        return tuple(findings)
    known = keys or tuple(_keys_near(tools, path))
    if not known:
        message = "The signature was not checked: no public key lies here, and none was named (--keys)."
        return (*findings, Finding("signature", "warning", "", message))
    allowed = {info.fingerprint for key in known for info in tools.openpgp.read_keys(key)}
    (check,) = tools.openpgp.verify_all([(content, signature)], known_keys=known, progress=progress)
    return (*findings, *check_signature("signature", "", check, allowed))


def _checksum(tools: Tools, path: Path, suffix: str, content: bytes) -> Iterator[Finding]:
    written = _read(tools, path.with_name(path.name + suffix))
    if written is not None:
        for finding in check_checksum("checksum", path.name, suffix, content, written):
            yield Finding(finding.test, finding.severity, "", f"{suffix}: {finding.message}")


def _keys_near(tools: Tools, path: Path) -> Iterator[bytes]:
    """The public keys in the file's own folder, and those of the provider tree that it lies in."""
    around = tuple(path.absolute().parents)[:_DEEPEST]
    folders = [path.parent, *(folder / KEYS for folder in around if (folder / METADATA).is_file())]
    found = [near for folder in folders if folder.is_dir() for near in sorted(folder.glob("*.asc"))]
    for near in found[:_MOST_KEYS]:
        content = _read(tools, near)
        if content is not None and b"BEGIN PGP PUBLIC KEY BLOCK" in content:
            with suppress(Failure):
                tools.openpgp.read_keys(content)
                yield content


def _read(tools: Tools, path: Path) -> bytes | None:
    with suppress(Failure):
        return tools.files.read(path, limit=min(_KEY_LIMIT, SIZE_LIMIT))
    return None
