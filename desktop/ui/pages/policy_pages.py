"""How the pages about policies lead to each other: reading, editing, and from a text of one's own."""

from typing import TYPE_CHECKING

from desktop.ui.pages.rail import POLICIES

if TYPE_CHECKING:
    from desktop.ui.pages.desk_page import DeskPage


def join_policy_pages(desk: "DeskPage") -> None:
    """Let the pages and their errands hear of each other."""
    errands, reading = desk.errands, desk.policy_page
    reading.adopt_wanted.connect(errands.adoption.begin)
    errands.adoption.adopted.connect(errands.policies.read)
    reading.edit_wanted.connect(errands.editing.begin)
    errands.editing.shown.connect(lambda: desk.show_page(desk.editor_page))
    errands.editing.saved.connect(errands.policies.read)
    errands.editing.adopt_wanted.connect(errands.adoption.begin)
    desk.editor_page.left.connect(lambda: desk.show_view(POLICIES))
    reading.propose_wanted.connect(errands.proposing.choose)
    errands.proposing.shown.connect(lambda: desk.show_page(desk.proposal_page))
    errands.proposing.taken.connect(lambda policy_id: _read(desk, policy_id))
    desk.proposal_page.left.connect(lambda: desk.show_view(POLICIES))
    start = desk.start_page
    start.adopt_wanted.connect(errands.adoption.begin)
    start.propose_wanted.connect(errands.proposing.choose)
    errands.policies.shelf_read.connect(start.show_shelf)


def _read(desk: "DeskPage", policy_id: str) -> None:
    desk.policy_page.choose_once_read(policy_id)
    desk.show_view(POLICIES)
