"""What goes between an open vault in another process and those of other handlers."""

from collections.abc import Iterable
from datetime import datetime

from desktop.domain.exchange.bundle import CaseToSend, Manifest, TakenIn
from desktop.vault.remote_keeping import RemoteKeeping


class RemoteExchange(RemoteKeeping):
    """Satisfies `workflows.exchange_ports.Exchanging` by asking the process that holds the key."""

    def case_to_send(self, case_id: str) -> CaseToSend:
        """All that a bundle says of a case, but for headers and files."""
        case: CaseToSend = self._ask("case_to_send", case_id)
        return case

    def headers_after(self, writer: str, after: int, limit: int) -> list[bytes]:
        """So many headers of a writer's chain behind this sequence."""
        headers: list[bytes] = self._ask("headers_after", writer, after, limit)
        return headers

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
        """Check a bundle; its parts follow the call through the pipe."""
        taken: TakenIn = self._ask("take_in", manifest, parts, sender=sender, key=key, author=author, now=now)
        return taken
