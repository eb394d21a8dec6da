"""What of a case may hold a proof of concept, as choices by id."""

from PySide6.QtCore import QCoreApplication

from desktop.domain.assessing.evidence import files_of
from desktop.workflows.desk.view_case import CaseView


def proofs_of(view: CaseView) -> list[tuple[str, str]]:
    """Nothing, the text of each message, each file; files go by their safe names."""
    translate = QCoreApplication.translate
    message = translate("Evidence", "The text of message {n}")
    texts = [(m.event_id, message.format(n=n)) for n, m in enumerate(view.kept, start=1)]
    brought = translate("Evidence", "{name}, from message {n}")
    files = [
        (f.sha256, brought.format(name=f.shown_name, n=f.message) if f.message else f.shown_name)
        for f in files_of(view.history, view.reports)
    ]
    return [("", translate("Evidence", "There is none")), *texts, *dict(files).items()]
