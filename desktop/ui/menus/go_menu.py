"""Ways through the desk: what is searched, read, and brought into sight."""

from PySide6.QtCore import QCoreApplication

from desktop.ui.menus.act import Act


def ways_to_go() -> list[list[Act]]:
    """In groups."""
    return [
        [
            (QCoreApplication.translate("Menus", "Search"), "Ctrl+F", lambda desk: desk.search()),
            (QCoreApplication.translate("Menus", "Search by one key"), "/", lambda desk: desk.search()),
            (
                QCoreApplication.translate("Menus", "Save the filter…"),
                "Ctrl+Shift+F",
                lambda desk: desk.errands.filters.keep(desk.list.filter_text),
            ),
        ],
        [
            (QCoreApplication.translate("Menus", "Next in the list"), "j", lambda desk: desk.list.step(1)),
            (
                QCoreApplication.translate("Menus", "Previous in the list"),
                "k",
                lambda desk: desk.list.step(-1),
            ),
            (QCoreApplication.translate("Menus", "Read the case"), "Return", lambda desk: desk.read()),
            (
                QCoreApplication.translate("Menus", "Next tab"),
                "Ctrl+PgDown",
                lambda desk: desk.reading.step(1),
            ),
            (
                QCoreApplication.translate("Menus", "Previous tab"),
                "Ctrl+PgUp",
                lambda desk: desk.reading.step(-1),
            ),
        ],
        [
            (QCoreApplication.translate("Menus", "Due"), "Ctrl+1", lambda desk: desk.show_view("due")),
            (QCoreApplication.translate("Menus", "Inbox"), "Ctrl+2", lambda desk: desk.show_view("inbox")),
            (QCoreApplication.translate("Menus", "In work"), "Ctrl+3", lambda desk: desk.show_view("open")),
            (
                QCoreApplication.translate("Menus", "Advisories"),
                "Ctrl+4",
                lambda desk: desk.show_view("advisory"),
            ),
            (QCoreApplication.translate("Menus", "All cases"), "Ctrl+5", lambda desk: desk.show_view("all")),
            (
                QCoreApplication.translate("Menus", "Policies"),
                "Ctrl+6",
                lambda desk: desk.show_view("policies"),
            ),
            (
                QCoreApplication.translate("Menus", "Metrics"),
                "Ctrl+7",
                lambda desk: desk.show_view("metrics"),
            ),
            (
                QCoreApplication.translate("Menus", "Journal"),
                "Ctrl+8",
                lambda desk: desk.show_view("journal"),
            ),
        ],
        [
            (
                QCoreApplication.translate("Menus", "Products…"),
                "Ctrl+Shift+M",
                lambda desk: desk.errands.products.show(),
            ),
        ],
    ]
