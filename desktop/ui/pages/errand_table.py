"""Errands by the names under which the columns of the desk ask for them."""

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop.ui.pages.desk_page import DeskPage


def errands_of(desk: "DeskPage", about: str) -> dict[str, Callable[[], object]]:
    """What each does; `about` is what it is about, where it is about something."""
    return {
        "close": desk.errands.close_case,
        "compare": lambda: desk.triage.compare(about),
        "disclosure": lambda: desk.errands.agree_on_date(about),
        "propose": desk.embargo.propose,
        "refuse": lambda: desk.embargo.refuse(about),
        "end-embargo": desk.embargo.end,
        "break-glass": desk.embargo.break_glass,
        "mend-glass": desk.embargo.mend,
        "dates": lambda: desk.policies.keep_dates(about),
        "approve": desk.approval.begin,
        "assign": desk.people.assign,
        "evidence": desk.evidence.add,
        "hits": lambda: desk.audit.show_hits(about),
        "files": desk.attachments.show_all,
        "preview": lambda: desk.attachments.preview(about),
        "fix": lambda: desk.fixes.run(about),
        "incident": lambda: desk.incidents.begin(about),
        "key": desk.keys.take_key,
        "lateness": lambda: desk.records.record("lateness.explained", about),
        "merge": lambda: desk.triage.merge(about),
        "pack": desk.policies.take_pack,
        "people": desk.inspector.show_people,
        "person": lambda: desk.people.change(about),
        "question": lambda: desk.records.answer(*about.split("/", 1)),
        "record": lambda: desk.records.record(about),
        "release": desk.errands.release,
        "silence": desk.errands.go_on,
        "timeline": desk.promises.save_timeline,
        "variant": desk.audit.add_variant,
        "versions": lambda: desk.versions.show(about),
        "waiver": lambda: desk.errands.waive(about),
        "wish": lambda: desk.people.wish(about),
    }
