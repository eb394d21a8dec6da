"""An advisory of somebody else is checked from the window, and nothing of it is taken in."""

from desktop.formats.advisories.forms import FORMS
from desktop.ui.advisory import check_errand
from desktop.ui.advisory.checked_dialog import CheckedDialog
from desktop.ui.parts.labels import InertLabel
from desktop.ui.provider.tree_findings_dialog import FindingsModel
from tests.formats.advisories import FACTS
from tests.ui.conftest import settle


def check(qtbot, window, path, monkeypatch) -> CheckedDialog:
    monkeypatch.setattr(check_errand, "choose_files", lambda *_, **__: (path,))
    entry = next(a for a in window.commands.actions if a.text().replace("&", "") == "Check an advisory…")
    entry.trigger()
    settle(qtbot, window)
    return window.findChildren(CheckedDialog)[-1]


def told(dialog: CheckedDialog) -> str:
    return " ".join(label.text() for label in dialog.findChildren(InertLabel))


def rows(dialog: CheckedDialog) -> list[tuple[str, ...]]:
    (model,) = dialog.findChildren(FindingsModel)
    return [tuple(model.data(model.index(r, c)) for c in range(4)) for r in range(model.rowCount())]


def test_a_valid_advisory_is_said_to_be_so_with_what_could_be_better(qtbot, window, tmp_path, monkeypatch):
    path = tmp_path / "theirs.json"
    path.write_bytes(FORMS["csaf"].write(FACTS))
    dialog = check(qtbot, window, path, monkeypatch)
    assert "theirs.json is valid csaf 2.0." in told(dialog)
    assert {row[0] for row in rows(dialog)} <= {"Warning", "Remark"}
    dialog.close()


def test_what_is_wrong_is_listed_with_its_place_and_nothing_is_recorded(
    qtbot, window, desk, tmp_path, monkeypatch
):
    before = len(desk.vault.vault_history())
    path = tmp_path / "theirs\u202e.json"
    path.write_bytes(FORMS["csaf"].write(FACTS).replace(b'"final"', b'"finale"'))
    (tmp_path / "theirs\u202e.json.sha256").write_text("0" * 64)
    dialog = check(qtbot, window, path, monkeypatch)
    assert "is not valid. Errors: " in told(dialog)
    assert "\u202e" not in told(dialog)
    assert any(row[2] == "/document/tracking/status" for row in rows(dialog))
    assert any(row[:2] == ("Error", "checksum") for row in rows(dialog))
    assert len(desk.vault.vault_history()) == before
    dialog.close()
