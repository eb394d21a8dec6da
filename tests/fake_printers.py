"""A print service in memory, which keeps what it gets or refuses it."""

from desktop.domain.failures import PrintRefused
from desktop.workflows.ports import Progress
from desktop.workflows.printer_ports import Queue

OFFICE = Queue("Office", "attached", "usb://Acme/Laser")
HALL = Queue("Hall", "network", "ipps://10.1.2.3/print")


class InMemoryPrinters:
    """`handed` is what came: name of the queue and document; `refusal` is raised in place of taking it."""

    def __init__(self, *queues: Queue) -> None:
        self._queues = queues or (OFFICE, HALL)
        self.handed: list[tuple[str, bytes]] = []
        self.refusal: PrintRefused | None = None

    def queues(self, *, progress: Progress) -> tuple[Queue, ...]:
        progress.step("")
        return self._queues

    def spool(self, queue: str, pdf: bytes, *, progress: Progress) -> str:
        progress.step("")
        if self.refusal is not None:
            raise self.refusal
        self.handed.append((queue, pdf))
        return f"{queue}-{len(self.handed)}"
