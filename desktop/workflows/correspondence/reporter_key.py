"""The key that a reporter is written to, or why none of theirs can be used: never silently plain."""

from datetime import datetime

import msgspec

from desktop.domain.case import Case
from desktop.domain.events import KeyTaken
from desktop.workflows.ports import Desk, KeyInfo


class ReporterKey(msgspec.Struct, frozen=True):
    """`content` is the key to encrypt to; without one, `problem` says why those taken in cannot be used."""

    content: bytes = b""
    problem: str = ""
    fingerprint: str = ""


def reporter_key(desk: Desk, case: Case) -> ReporterKey:
    """The reporter's latest key that can encrypt, a confirmed one first."""
    problems: list[str] = []
    latest_first = case.keys[::-1]
    for key in sorted(latest_first, key=lambda key: key.fingerprint not in case.confirmed_keys):
        content = desk.vault.blob(key.key_sha256)
        problem = _problem(desk.tools.openpgp.read_keys(content), key, desk.tools.now())
        if not problem:
            return ReporterKey(content, fingerprint=key.fingerprint)
        problems.append(problem)
    return ReporterKey(problem=" ".join(problems))


def _problem(infos: tuple[KeyInfo, ...], key: KeyTaken, now: datetime) -> str:
    """Why this key cannot be encrypted to, or ""."""
    name = f"The reporter's key {key.fingerprint[-16:]}"
    info = next((info for info in infos if info.fingerprint == key.fingerprint), None)
    if info is None:
        return f"{name} cannot be read."
    if info.expires is not None and info.expires <= now:
        return f"{name} expired on {info.expires:%Y-%m-%d}."
    if info.state != "valid":
        return f"{name} is {info.state}."
    return "" if info.can_encrypt else f"{name} can only sign, not be encrypted to."
