"""The catalogue of products from the window: a field filled in from it, and the dialog that keeps it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest

from desktop.domain import events as e
from desktop.domain.fold import fold
from desktop.ui.parts.buttons import ActButton
from desktop.ui.parts.labels import InertLabel
from desktop.ui.products.products_dialog import ProductsDialog
from desktop.workflows.investigation.keep_products import keep_product, read_products
from tests.ui.conftest import settle
from tests.ui.test_names import unnamed

SCANNER = e.ProductListed("Initech", "Scanner", ("2.3", "2.4"), ("the eye",))


@pytest.fixture
def form(qtbot, window, desk):
    keep_product(desk, SCANNER)
    window.desk.session.reload()
    settle(qtbot, window)
    window.desk.show_tab("confirm")
    return window.desk.reading.tabs["confirm"]


def edit(form, key: str, words: str) -> None:
    form.fields[key].put(words)
    form.fields[key].edited.emit()


# --- the field ------------------------------------------------------------------------------------------


def test_the_policys_product_is_proposed_first_and_the_catalogue_after_it(form):
    box = form.fields["product"]._box
    assert [box.itemText(n) for n in range(box.count())] == [
        "AumOS · AumOS platform team",
        "Scanner · Initech (the eye)",
    ]
    assert form.value("product") == "AumOS"


def test_what_is_picked_fills_vendor_and_branches_in(qtbot, window, desk, case_id, form):
    box = form.fields["product"]._box
    box.setCurrentIndex(1)
    box.activated.emit(1)
    assert (form.value("vendor"), form.value("product")) == ("Initech", "Scanner")
    assert form.value("branches") == "2.3\n2.4"
    edit(form, "affected", "<2.4.3")
    edit(form, "level", "high")
    edit(form, "rationale", "Remote.")
    form._on_save()
    settle(qtbot, window)
    listed = e.AffectedListed("Initech", "Scanner", ("<2.4.3",), ("2.3", "2.4"))
    assert fold(desk.vault.history(case_id)).products == (listed,)


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_typing_narrows_the_list_and_stays_free(qtbot, form):
    line = form.fields["product"]._box.lineEdit()
    line.setFocus()
    line.clear()
    QTest.keyClicks(line, "the ey")
    found = form.fields["product"]._found
    qtbot.waitUntil(found.isVisible)
    assert found.model().rowCount() == 1
    QTest.keyClick(found, Qt.Key.Key_Escape)
    assert form.value("product") == "the ey"


def test_what_is_new_is_offered_to_the_catalogue_by_one_click(qtbot, window, desk, form):
    assert form._offer.isHidden()
    edit(form, "product", " scanner ")
    edit(form, "vendor", "INITECH")
    assert form._offer.isHidden()
    edit(form, "product", "Console")
    edit(form, "branches", "1.0")
    assert form._offer.isVisible()
    form.fields["product"].control.setFocus()
    for key in ("affected", "branches"):  # what came while the product was typed is not in the way
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        assert window.focusWidget() is form.fields[key].control
    form._offer.add.click()
    settle(qtbot, window)
    assert read_products(desk)[0] == e.ProductListed("INITECH", "Console", ("1.0",))
    assert form._offer.isHidden()
    assert form.value("product") == "Console"  # what is half typed stays
    window.bar._action.click()
    settle(qtbot, window)
    assert read_products(desk) == (SCANNER,)
    assert form._offer.isVisible()


def test_what_is_no_name_is_said_in_the_bar(qtbot, window, desk, form):
    edit(form, "product", "x" * 10_000)
    form._offer.add.click()
    settle(qtbot, window)
    assert "10,000 characters is too long" in window.bar.text
    assert read_products(desk) == (SCANNER,)


# --- the dialog -----------------------------------------------------------------------------------------


@pytest.fixture
def dialog(qtbot, window, form) -> ProductsDialog:
    window.desk.errands.products.show()
    settle(qtbot, window)
    return window.findChildren(ProductsDialog)[-1]


def button(dialog: ProductsDialog, name: str) -> ActButton:
    return next(b for b in dialog.findChildren(ActButton) if b.accessibleName() == name and b.isVisible())


def test_products_are_added_changed_and_removed(qtbot, window, desk, dialog):
    assert unnamed(dialog) == []
    dialog._vendor.put("Initech")
    dialog._product.put("Console")
    dialog._aliases.put("the desk\nthe board")
    dialog._keep.click()
    settle(qtbot, window)
    assert [p.product for p in read_products(desk)] == ["Console", "Scanner"]
    assert dialog._product.value == ""
    qtbot.waitUntil(lambda: len([b for b in dialog.findChildren(ActButton) if b.isVisible()]) > 5)
    button(dialog, "Change Scanner").click()
    assert dialog._branches.value == "2.3\n2.4"
    dialog._product.put("Inspector")
    dialog._keep.click()
    settle(qtbot, window)
    assert [p.product for p in read_products(desk)] == ["Console", "Inspector"]
    qtbot.wait(50)
    button(dialog, "Remove Console").click()
    settle(qtbot, window)
    assert [p.product for p in read_products(desk)] == ["Inspector"]


def test_a_refusal_stands_in_the_dialog_and_nothing_is_lost(qtbot, window, desk, dialog):
    dialog._vendor.put("Initech")
    dialog._product.put("Scanner")
    dialog._branches.put("2.3\n2.4")
    dialog._aliases.put("the eye")
    dialog._keep.click()
    settle(qtbot, window)
    assert "listed so already" in dialog._refusal.text()
    assert dialog._product.value == "Scanner"
    dialog._anew.click()
    dialog._product.put("Scanner")
    dialog._keep.click()
    settle(qtbot, window)
    assert "a vendor and a name" in dialog._refusal.text()
    assert read_products(desk) == (SCANNER,)


def test_many_products_are_found_by_a_part_of_a_name(qtbot, window, desk, form):
    for number in range(60):
        keep_product(desk, e.ProductListed("Acme", f"Part {number:02}"))
    window.desk.errands.products.show()
    settle(qtbot, window)
    dialog = window.findChildren(ProductsDialog)[-1]
    qtbot.wait(50)
    assert len([b for b in dialog.findChildren(ActButton) if b.text() == "Remove"]) == 50
    dialog._find.put("EYE")
    dialog._find.edited.emit()
    qtbot.waitUntil(lambda: "Scanner" in shown(dialog))
    assert "Part 01" not in shown(dialog)
    dialog._find.put("nothing of this name")
    dialog._find.edited.emit()
    qtbot.waitUntil(lambda: shown(dialog) == [])


def shown(dialog: ProductsDialog) -> list[str]:
    return [label.text() for label in dialog.findChildren(InertLabel) if label.isVisible()]


def test_the_menu_leads_to_the_catalogue(qtbot, window, form):
    action = next(a for a in window.findChildren(QAction) if a.text() == "Products…")
    assert action.shortcut().toString() == "Ctrl+Shift+M"
    action.trigger()
    settle(qtbot, window)
    assert window.findChildren(ProductsDialog)
