"""How the pages about policies lead to each other: reading, editing, and from a text of one's own."""

from typing import TYPE_CHECKING

from desktop.ui.pages.rail import POLICIES
from desktop.ui.policies.editing.editor_page import EditorPage
from desktop.ui.policies.policy_page import PolicyPage
from desktop.ui.policies.proposing.proposal_page import ProposalPage
from desktop.ui.policies.start_page import PolicyStartPage

if TYPE_CHECKING:
    from desktop.ui.pages.desk_page import DeskPage


def join_policy_errands(desk: "DeskPage") -> None:
    """Let the errands hear of each other, and of the pages that they lead to."""
    errands, pages = desk.errands, desk.pages
    errands.adoption.adopted.connect(errands.policies.read)
    errands.editing.shown.connect(lambda: desk.show_page(pages.editor()))
    errands.editing.saved.connect(errands.policies.read)
    errands.editing.adopt_wanted.connect(errands.adoption.begin)
    errands.proposing.shown.connect(lambda: desk.show_page(pages.proposal()))
    errands.proposing.taken.connect(lambda policy_id: _read(desk, policy_id))


def policy_page(desk: "DeskPage") -> PolicyPage:
    """Reading."""
    page, errands = PolicyPage(desk.session.pieces), desk.errands
    page.adopt_wanted.connect(errands.adoption.begin)
    page.edit_wanted.connect(errands.editing.begin)
    page.propose_wanted.connect(errands.proposing.choose)
    page.publish_wanted.connect(errands.publishing.begin)
    page.check_wanted.connect(errands.policies.check_file)
    page.dates_wanted.connect(errands.policies.keep_dates)
    return page


def editor_page(desk: "DeskPage") -> EditorPage:
    """Editing."""
    page = EditorPage()
    desk.errands.editing.attend(page)
    page.left.connect(lambda: desk.show_view(POLICIES))
    return page


def proposal_page(desk: "DeskPage") -> ProposalPage:
    """What a text of one's own promises."""
    page = ProposalPage()
    desk.errands.proposing.attend(page)
    page.left.connect(lambda: desk.show_view(POLICIES))
    return page


def start_page(desk: "DeskPage") -> PolicyStartPage:
    """The first policy of a new vault."""
    page, errands = PolicyStartPage(), desk.errands
    page.adopt_wanted.connect(errands.adoption.begin)
    page.propose_wanted.connect(errands.proposing.choose)
    errands.policies.shelf_read.connect(page.show_shelf)
    return page


def _read(desk: "DeskPage", policy_id: str) -> None:
    desk.pages.policies().choose_once_read(policy_id)
    desk.show_view(POLICIES)
