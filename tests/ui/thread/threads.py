"""Messages as receiving keeps them, and the list that shows them."""

import msgspec

from desktop.domain import events as e
from desktop.domain.digest import sha256
from desktop.domain.event import Event
from desktop.domain.inert import Untrusted
from desktop.domain.report import Report, Reporter, SignatureCheck
from tests.ui.conftest import settle


def message(
    text: str, subject: str = "Re: Hole", sender: str = "ada@example.org", **more
) -> tuple[bytes, Event]:
    """A message as receiving keeps it: the blob and the event."""
    report = Report(
        kind="plain",
        encryption="not-encrypted",
        signature=SignatureCheck(),
        reporter=Reporter(Untrusted(sender), Untrusted(""), "claimed"),
        subject=Untrusted(subject),
        text=Untrusted(text),
        message_id=Untrusted(f"<{sha256(text.encode())[:8]}@example.org>"),
        **more,
    )
    raw = msgspec.json.encode(report)
    event = e.FollowUpReceived(
        Untrusted(sender),
        "claimed",
        Untrusted(subject),
        report.message_id,
        report_sha256=sha256(raw),
        automatic=report.automatic,
        bounce=report.bounce,
    )
    return raw, event


def rows(tab) -> list[str]:
    model = tab.list.model()
    return [model.data(model.index(row, 0)) for row in range(model.rowCount())]


def choose(qtbot, window, row: int):
    tab = window.desk.reading.thread_tab
    tab.list.setCurrentIndex(tab.list.model().index(row, 0))
    settle(qtbot, window)
    return tab.entry
