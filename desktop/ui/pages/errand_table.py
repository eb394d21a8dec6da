"""Errands by the names under which the columns of the desk ask for them."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop.ui.parts.choose_file import choose_files

if TYPE_CHECKING:
    from desktop.ui.pages.desk_page import DeskPage


def errands_of(desk: "DeskPage", about: str) -> dict[str, Callable[[], object]]:
    """What each does; `about` is what it is about, where it is about something."""
    return {
        "new-case": desk.errands.cases.enter_case,
        "open-reports": lambda: _open_reports(desk),
        "all-cases": lambda: desk.show_view("all"),
        "close": desk.errands.cases.close_case,
        "compare": lambda: desk.errands.triage.compare(about),
        "disclosure": lambda: desk.errands.cases.agree_on_date(about),
        "propose": desk.errands.embargo.propose,
        "refuse": lambda: desk.errands.embargo.refuse(about),
        "end-embargo": desk.errands.embargo.end,
        "break-glass": desk.errands.embargo.break_glass,
        "mend-glass": desk.errands.embargo.mend,
        "dates": lambda: desk.errands.policies.keep_dates(about),
        "approve": desk.errands.approval.begin,
        "ask-elsewhere": desk.errands.eyes.ask,
        "bring-answer": desk.errands.eyes.bring,
        "assign": desk.errands.people.assign,
        "evidence": desk.errands.evidence.add,
        "hits": lambda: desk.errands.audit.show_hits(about),
        "files": desk.errands.attachments.show_all,
        "preview": lambda: desk.errands.attachments.preview(about),
        "fix": lambda: desk.errands.fixes.run(about),
        "incident": lambda: desk.errands.incidents.begin(about),
        "key": desk.errands.keys.take_key,
        "lateness": lambda: desk.errands.records.record("lateness.explained", about),
        "merge": lambda: desk.errands.triage.merge(about),
        "pack": desk.errands.policies.take_pack,
        "people": desk.inspector.show_people,
        "person": lambda: desk.errands.people.change(about),
        "provider": desk.errands.provider.publish,
        "print-timeline": desk.errands.printing.print_timeline,
        "question": lambda: desk.errands.records.answer(*about.split("/", 1)),
        "record": lambda: desk.errands.records.record(about),
        "release": desk.errands.cases.release,
        "silence": desk.errands.cases.go_on,
        "sheet": desk.errands.promises.save_case,
        "timeline": desk.errands.promises.save_timeline,
        "variant": desk.errands.audit.add_variant,
        "versions": lambda: desk.errands.versions.show(about),
        "waiver": lambda: desk.errands.cases.waive(about),
        "wish": lambda: desk.errands.people.wish(about),
    }


def _open_reports(desk: "DeskPage") -> None:
    paths = choose_files(desk, QCoreApplication.translate("Errands", "Open reports"))
    if paths:
        desk.session.receive(paths)
