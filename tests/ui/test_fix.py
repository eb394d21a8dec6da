"""The Fix tab: a block for each branch, one word on all of them, and a stage that opens again."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from desktop.clones.git import GitClone
from desktop.domain import events as e
from desktop.domain.decide import Refusal
from desktop.domain.event import Draft
from desktop.domain.fixing.gaps import records_of
from desktop.domain.fixing.records import BranchRecord
from desktop.domain.fold import fold
from desktop.ui.fixing.branch_dialogs import BranchReleaseDialog, ExemptDialog, TakeBackDialog
from desktop.ui.fixing.fix_words import exempt_words, record_words
from desktop.ui.fixing.releases_dialog import ReleasesDialog
from desktop.ui.look.version_words import justification_words
from desktop.workflows.desk.record_act import record_act
from desktop.workflows.intake.enter_case import enter_case
from desktop.workflows.policies.keep_dates import keep_date
from desktop.workflows.ports import Desk
from tests.clones.repositories import Repository
from tests.ui.conftest import NOW, settle, typed
from tests.ui.test_names import unnamed

LISTED = e.AffectedListed("AumOS", "Scanner", (">=1.3, <1.3.9", ">=1.4, <1.4.1"), ("1.3", "1.4"))
CONFIRMED = (
    e.ReproductionTried(outcome="reproduced", steps="the request", environment="Debian 12"),
    LISTED,
    e.SeveritySet("high", "why"),
    e.ReportConfirmed(),
    e.AuditRecorded("all", "nothing"),
    e.AuditDone(),
)
THREE, FOUR = ("Scanner", "1.3"), ("Scanner", "1.4")
PATCH = "--- a/x.c\n+++ b/x.c\n@@ -1,2 +1,2 @@\n-bad();\n+good();\n x();\n"


@pytest.fixture
def desk(desk) -> Desk:
    return Desk(desk.vault, replace(desk.tools, open_clone=GitClone), desk.handler)


def tell(desk: Desk, case_id: str, *acts) -> None:
    for act in acts:
        outcome = record_act(desk, case_id, act)
        assert not isinstance(outcome, Refusal), outcome


@pytest.fixture
def form(qtbot, window, desk, case_id):
    tell(desk, case_id, *CONFIRMED)
    return shown(qtbot, window, case_id)


def shown(qtbot, window, case_id: str):
    window.desk.session.show_case(case_id)
    settle(qtbot, window)
    window.desk.show_tab("fix")
    return window.desk.reading.tabs["fix"]


def records(desk: Desk, case_id: str) -> dict[str, BranchRecord]:
    return {record.branch: record for record in records_of(fold(desk.vault.history(case_id)))}


def press(qtbot, window, button) -> None:
    button.click()
    settle(qtbot, window)


def opened(window, kind):
    (dialog,) = [d for d in window.findChildren(kind) if d.is_open]
    return dialog


def test_all_branches_are_fixed_proved_and_released_with_two_fields(qtbot, window, desk, case_id, form):
    assert [form.blocks[b].fields["fixed"].value for b in (THREE, FOUR)] == ["1.3.9", "1.4.1"]
    assert form.fields["ran"].value == "What reproduced the problem: the request"
    form.fields["outcome"].put("passed")
    form.fields["reviewer"].put("Rita")
    assert form._released.text() == "Ready and released"
    press(qtbot, window, form._released)
    case = fold(desk.vault.history(case_id))
    assert case.has(e.FixReleased)
    found = records(desk, case_id)
    assert {record.state for record in found.values()} == {"released"}
    assert [found[b].released.version for b in ("1.3", "1.4")] == ["1.3.9", "1.4.1"]
    assert found["1.4"].owner == desk.handler
    assert found["1.4"].tests[0].on == "Debian 12"
    window.desk.show_tab("fix")
    assert not form.blocks[FOUR]._form.isVisible()
    assert not form._proofs.isVisible()
    assert "approved by Rita" in form.blocks[FOUR]._said.accessibleName()


def test_the_fixes_are_not_ready_before_they_are_tested(qtbot, window, desk, case_id, form):
    form.blocks[FOUR].fields["commit"].put("abc123")
    press(qtbot, window, form.primary)
    assert "test that passes" in form._refusal.text()
    assert [records(desk, case_id)[b].state for b in ("1.3", "1.4")] == ["in-work", "in-work"]


def test_a_proposal_is_not_saved_for_a_branch_that_nobody_touched(qtbot, window, desk, case_id, form):
    form.blocks[FOUR].fields["commit"].put("abc123")
    form._on_save()
    settle(qtbot, window)
    found = records(desk, case_id)
    assert (found["1.3"].state, found["1.4"].state) == ("not-started", "in-work")
    assert found["1.4"].fix.commit == "abc123"


def test_the_owner_does_not_review(qtbot, window, desk, case_id, form):
    form.fields["outcome"].put("passed")
    form.fields["reviewer"].put(desk.handler.upper())
    form.fields["reviewer"].edited.emit()
    press(qtbot, window, form.primary)
    assert "another person's word" in form._refusal.text()
    assert not records(desk, case_id)["1.3"].reviews
    assert form.fields["reviewer"].value == desk.handler.upper()


def test_a_fix_that_is_taken_back_has_to_be_made_and_released_anew(qtbot, window, desk, case_id, form):
    form.fields["outcome"].put("passed")
    form.fields["reviewer"].put("Rita")
    press(qtbot, window, form._released)
    window.desk.show_tab("fix")
    press(qtbot, window, form.blocks[FOUR]._back)
    dialog = opened(window, TakeBackDialog)
    press(qtbot, window, dialog.primary)
    assert "why the fix was taken back" in dialog._refusal.text()
    dialog._reason.put("it broke the login")
    press(qtbot, window, dialog.primary)
    assert not dialog.is_open
    assert "another fix for scanner 1.4" in form.reasons.missing.text().lower()
    assert form._released.isEnabled()
    block = form.blocks[FOUR]
    assert block.fields["fixed"].value == ""
    assert block._form.isVisible()
    press(qtbot, window, form._released)
    assert "Another fix" in form._refusal.text() or "another fix" in form._refusal.text()
    block.fields["fixed"].put("1.4.2")
    form.fields["outcome"].put("passed")
    form.fields["reviewer"].put("Rita")
    press(qtbot, window, form._released)
    assert records(desk, case_id)["1.4"].version == "1.4.2"
    assert fold(desk.vault.history(case_id)).has(e.FixReleased)


def test_a_similar_problem_is_covered_branch_by_branch(qtbot, window, desk, case_id, form):
    tell(desk, case_id, e.VariantFound("second-sink", "b.c:1"))
    form = shown(qtbot, window, case_id)
    form.blocks[FOUR].fields["covers"].put("second-sink")
    form.fields["outcome"].put("passed")
    form.fields["reviewer"].put("Rita")
    press(qtbot, window, form.primary)
    assert "1.3 has no fix for second-sink" in form._refusal.text()
    assert records(desk, case_id)["1.4"].fix.covers == ("second-sink",)


def test_a_branch_needs_none_or_comes_out_alone(qtbot, window, desk, case_id, form):
    press(qtbot, window, form.blocks[THREE]._exempt)
    dialog = opened(window, ExemptDialog)
    dialog._ground.put("came in with 1.4")
    press(qtbot, window, dialog.primary)
    assert records(desk, case_id)["1.3"].state == "not-needed"
    assert not form.blocks[THREE]._form.isVisible()
    tell(desk, case_id, e.FixPrepared("Scanner", "1.4.1", "1.4"))
    form = shown(qtbot, window, case_id)
    press(qtbot, window, form.blocks[FOUR]._release)
    release = opened(window, BranchReleaseDialog)
    release._day.put("2026-03-09")
    press(qtbot, window, release.primary)
    assert "future" in release._refusal.text()
    release._day.put(NOW.date().isoformat())
    release._version.put("1.4.1.post1")
    release._alone.put("yes")
    press(qtbot, window, release.primary)
    out = records(desk, case_id)["1.4"].released
    assert (out.version, out.out_of_band) == ("1.4.1.post1", True)


def test_a_patch_and_a_log_are_kept_with_the_case(qtbot, window, desk, case_id, form, tmp_path):
    patch, log, prose = tmp_path / "fix.patch", tmp_path / "run.log", tmp_path / "prose.txt"
    patch.write_text(PATCH)
    log.write_text("42 passed")
    prose.write_text("no patch")
    errand, block = window.desk.errands.fixes, form.blocks[FOUR]
    key = next(k for k, field in form.fields.items() if field is block.patch)
    errand.keep(key, prose)
    settle(qtbot, window)
    assert "no patch" in window.bar.text
    assert block.patch.value == ""
    errand.keep(key, patch)
    settle(qtbot, window)
    errand.keep("evidence", log)
    settle(qtbot, window)
    assert block.patch._name.accessibleName() == "fix.patch"
    form.fields["outcome"].put("failed")
    form._on_save()
    settle(qtbot, window)
    record = records(desk, case_id)["1.4"]
    kept = {file.shown_name: file.sha256 for file in fold(desk.vault.history(case_id)).evidence}
    assert record.fix.patch_sha256 == kept["fix.patch"]
    assert [(t.outcome, t.evidence_sha256) for t in record.tests] == [("failed", kept["run.log"])]


def test_commits_are_looked_up_in_a_clone(qtbot, window, desk, form, tmp_path: Path):
    repository = Repository(tmp_path / "product.git")
    fixed = repository.commit("1.4", [], {"x.c": "good();\n"})
    repository.close()
    form.blocks[FOUR].fields["commit"].put(fixed[:10])
    form.blocks[THREE].fields["commit"].put("f" * 40)
    window.desk.errands.fixes.look_up(
        str(tmp_path / "product.git"), {b: form.blocks[b].fields["commit"].value for b in (THREE, FOUR)}
    )
    settle(qtbot, window)
    assert form.blocks[FOUR]._found.text() == f"{fixed[:12]} is in 1.4."
    assert form.blocks[FOUR].fields["commit"].value == fixed
    assert "no such commit" in form.blocks[THREE]._found.text()


def test_half_typed_words_stay_and_bring_no_old_version_back(qtbot, window, desk, case_id, form):
    form.blocks[FOUR].fields["commit"].put("abc123")
    form.blocks[FOUR].fields["commit"].edited.emit()
    form.flush()
    settle(qtbot, window)
    tell(desk, case_id, e.FixPrepared("Scanner", "1.3.9", "1.3"), e.FixReverted("Scanner", "broken", "1.3"))
    window.desk.session.show_case(case_id)
    settle(qtbot, window)
    assert form.blocks[FOUR].fields["commit"].value == "abc123"
    assert form.blocks[THREE].fields["fixed"].value == ""
    assert set(form.state.values()) == {"abc123"}


def test_the_planned_releases_say_which_fixes_wait(qtbot, window, desk, case_id, form):
    tell(desk, case_id, e.SeveritySet("medium", "less than it seemed"))
    keep_date(desk, e.ReleaseScheduled("aumos", date(2026, 3, 20)))
    form = shown(qtbot, window, case_id)
    clock = next(r for r in window.desk.session.view.readings if r.clock == "fix-low")
    assert clock.due.date() == date(2026, 3, 21)  # at the end of the day
    assert "2026-03-20" in form._release._planned.text()
    window.desk.session.errand_wanted.emit("fix", "releases")
    settle(qtbot, window)
    dialog = opened(window, ReleasesDialog)
    cells = [dialog._model.index(0, column).data() for column in range(4)]
    assert cells == ["2026-03-20", "aumos", case_id, "Scanner 1.3, Scanner 1.4"]
    assert unnamed(window) == []


def test_everything_is_named_and_can_be_reached(window, form):
    assert unnamed(window) == []
    names = [field.control.accessibleName() for field in form.blocks[FOUR].fields.values()]
    assert all("Scanner 1.4" in name for name in names)


def test_looking_up_without_a_clone_or_a_commit_says_what_is_missing(qtbot, window, form):
    part = form._clone
    part.button.click()
    part.button.click()
    assert form.focusWidget() is part._folder.control
    part._folder.put("/somewhere")
    part.button.click()
    assert "No commit is named yet" in form._refusal.text()


def test_what_is_said_of_a_fix_names_commits_whole_and_ends_no_sentence_twice():
    digest = "0123456789abcdef" * 2
    for commit, shown_as in (("row-level-security", "row-level-security"), (digest, digest[:12])):
        fix = e.FixPrepared("Scanner", "1.4.1", "1.4", commit=commit)
        said = BranchRecord(
            "Scanner", "1.4", prepared=fix, tests=(e.FixTested("Scanner", "The endpoint.", "passed"),)
        )
        assert record_words(said) == f"fixed in 1.4.1; commit {shown_as}; test passed: The endpoint"


def test_after_the_release_nobody_is_told_that_nothing_is_public(qtbot, window, desk, case_id, form):
    assert "Nothing is public yet." in form._intro.text()
    tell(
        desk,
        case_id,
        e.FixPrepared("Scanner", "1.4.1", "1.4"),
        e.BranchReleased("Scanner", "1.4.1", NOW.date(), "1.4"),
    )
    window.desk.session.reload()
    settle(qtbot, window)
    assert "Nothing is public yet." not in form._intro.text()


def test_a_fix_that_is_taken_back_after_the_publication_is_told_of_in_the_advisory(
    qtbot, window, desk, case_id
):
    advisory = window.desk.reading.tabs["advisory"]
    fixes = [e.FixPrepared("Scanner", f"{b}.9", b) for b in ("1.3", "1.4")]
    left = e.AdvisoryExported("csaf", "a.json", "0" * 64)
    tell(desk, case_id, *CONFIRMED, *fixes)
    drafts = [Draft(act, NOW) for act in (left, e.AdvisoryPublished())]
    desk.vault.append(case_id, drafts, author="Grace Handler", now=NOW)
    shown(qtbot, window, case_id)
    assert advisory._correcting.isHidden()
    tell(desk, case_id, e.FixReverted("Scanner", "it can be walked around", "1.4"))
    window.desk.session.reload()
    settle(qtbot, window)
    assert not advisory._correcting.isHidden()
    assert advisory._published.isEnabled()


def test_the_clone_of_one_case_is_not_proposed_in_another(qtbot, window, desk, case_id, form):
    other = enter_case(desk, typed(title="Another"))
    form.fields["clone"].put("/home/grace/scanner")
    shown(qtbot, window, other)
    assert form.fields["clone"].value == ""
    form.fields["clone"].put("/home/grace/gateway")
    window.desk.session.reload()
    settle(qtbot, window)
    assert form.fields["clone"].value == "/home/grace/gateway"


def test_a_branch_needs_no_fix_for_the_reasons_for_which_a_version_is_not_affected():
    assert exempt_words() == {
        **justification_words(),
        "branch-not-affected": "Not affected for another reason",
    }
