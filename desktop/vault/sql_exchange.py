"""What goes between an open vault and those of other handlers."""

from collections.abc import Iterable
from datetime import datetime

from desktop.domain.exchange.bundle import CaseToSend, Manifest, TakenIn
from desktop.vault.exchange import sending
from desktop.vault.exchange.taking import take_in
from desktop.vault.projections import refresh
from desktop.vault.sql_keeping import SqlKeeping


class SqlExchange(SqlKeeping):
    """Satisfies `workflows.exchange_ports.Exchanging`; what each method raises is said there."""

    def case_to_send(self, case_id: str) -> CaseToSend:
        """All that a bundle says of a case, but for headers and files."""
        return sending.case_to_send(self._database, case_id)

    def headers_after(self, writer: str, after: int, limit: int) -> list[bytes]:
        """So many headers of a writer's chain behind this sequence."""
        return sending.headers_after(self._database, writer, after, limit)

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
        """Check a bundle and take in what is new of it, or nothing."""
        self._require_writer()
        try:
            with self._database.transaction():
                taken = take_in(
                    self._database, manifest, parts, sender=sender, key=key, author=author, now=now
                )
                if not taken.nothing_new:
                    refresh(self._database, self._journal.of_case(taken.case_id), self._profile_of)
        except BaseException:
            self._profile_of.forget()
            self._journal.forget()
            raise
        return taken
