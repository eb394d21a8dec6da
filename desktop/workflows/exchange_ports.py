"""What goes between this vault and those of other handlers."""

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol

from desktop.domain.exchange.bundle import CaseToSend, Manifest, TakenIn


class Exchanging(Protocol):
    """How a case leaves a vault for another one, and comes into it; a part of `Vault`."""

    def case_to_send(self, case_id: str) -> CaseToSend:
        """All that a bundle says of a case, but for headers and files; raises NoSuchCase."""

    def headers_after(self, writer: str, after: int, limit: int) -> list[bytes]:
        """So many headers of a writer's chain behind this sequence, byte for byte."""

    def take_in(
        self,
        manifest: Manifest,
        parts: Iterable[bytes],
        *,
        sender: str,
        key: bytes,
        author: str,
        now: datetime,
    ) -> TakenIn:
        """Check a bundle against itself and this vault, and take in what is new, in one transaction.

        `sender` is the fingerprint of the `key` that signed its manifest. Raises BundleRefused, TooLarge and
        what taking the next part raises; nothing is written then.
        """
