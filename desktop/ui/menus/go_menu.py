"""Ways through the desk: what is searched, read, and brought into sight."""

from PySide6.QtCore import QCoreApplication

from desktop.ui.menus.act import Act
from desktop.ui.menus.reasons import no_reader


def ways_to_go() -> list[list[Act]]:
    """In groups."""
    return [
        [
            Act(
                "search",
                QCoreApplication.translate("Menus", "Find, or search"),
                "Ctrl+F",
                lambda desk: desk.find_words(),
                no_reader,
            ),
            Act(
                "search-by-one-key",
                QCoreApplication.translate("Menus", "Search by one key"),
                "/",
                lambda desk: desk.search(),
                no_reader,
            ),
            Act(
                "save-the-filter",
                QCoreApplication.translate("Menus", "Save the filter…"),
                "Ctrl+Shift+F",
                lambda desk: desk.errands.filters.keep(desk.list.filter_text),
            ),
        ],
        [
            Act(
                "choose",
                QCoreApplication.translate("Menus", "Choose among several"),
                "x",
                lambda desk: desk.list.tick(),
            ),
            Act(
                "next-in-the-list",
                QCoreApplication.translate("Menus", "Next in the list"),
                "j",
                lambda desk: desk.list.step(1),
            ),
            Act(
                "previous-in-the-list",
                QCoreApplication.translate("Menus", "Previous in the list"),
                "k",
                lambda desk: desk.list.step(-1),
            ),
            Act(
                "read-the-case",
                QCoreApplication.translate("Menus", "Read the case"),
                "Return",
                lambda desk: desk.read(),
            ),
            Act(
                "next-tab",
                QCoreApplication.translate("Menus", "Next tab"),
                "Ctrl+PgDown",
                lambda desk: desk.reading.step(1),
            ),
            Act(
                "previous-tab",
                QCoreApplication.translate("Menus", "Previous tab"),
                "Ctrl+PgUp",
                lambda desk: desk.reading.step(-1),
            ),
        ],
        [
            Act(
                "due",
                QCoreApplication.translate("Menus", "Due"),
                "Ctrl+1",
                lambda desk: desk.show_view("due"),
                no_reader,
            ),
            Act(
                "inbox",
                QCoreApplication.translate("Menus", "Inbox"),
                "Ctrl+2",
                lambda desk: desk.show_view("inbox"),
                no_reader,
            ),
            Act(
                "in-work",
                QCoreApplication.translate("Menus", "In work"),
                "Ctrl+3",
                lambda desk: desk.show_view("open"),
                no_reader,
            ),
            Act(
                "advisories",
                QCoreApplication.translate("Menus", "Advisories"),
                "Ctrl+4",
                lambda desk: desk.show_view("advisory"),
                no_reader,
            ),
            Act(
                "all-cases",
                QCoreApplication.translate("Menus", "All cases"),
                "Ctrl+5",
                lambda desk: desk.show_view("all"),
                no_reader,
            ),
            Act(
                "policies",
                QCoreApplication.translate("Menus", "Policies"),
                "Ctrl+6",
                lambda desk: desk.show_view("policies"),
            ),
            Act(
                "metrics",
                QCoreApplication.translate("Menus", "Metrics"),
                "Ctrl+7",
                lambda desk: desk.show_view("metrics"),
                no_reader,
            ),
            Act(
                "journal",
                QCoreApplication.translate("Menus", "Journal"),
                "Ctrl+8",
                lambda desk: desk.show_view("journal"),
            ),
        ],
        [
            Act(
                "products",
                QCoreApplication.translate("Menus", "Products…"),
                "Ctrl+Shift+M",
                lambda desk: desk.errands.products.show(),
            ),
        ],
    ]
