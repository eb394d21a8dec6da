"""The fixes of a case on the command line: branch by branch, with the files and commits that prove them."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.cli.conftest import PASSPHRASE, Embargo
from tests.cli.policies import receive
from tests.clones.repositories import Repository

PATCH = "--- a/x.c\n+++ b/x.c\n@@ -1,2 +1,2 @@\n-bad();\n+good();\n x();\n"


@pytest.fixture
def case(embargo: Embargo, vault: Path, report: Path) -> str:
    found = str(embargo("import", str(report), "--json", secret=PASSPHRASE).json["case"])  # type: ignore[index]
    values = ("vendor=MushinAI", "product=Platform", "affected=>=1.3, <1.3.9", "affected=>=1.4, <1.4.1")
    branches = ("supported_branches=1.3", "supported_branches=1.4")
    act(embargo, found, "affected.listed", *values, *branches)
    return found


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    repository = Repository(tmp_path / "product.git")
    root = repository.commit("main", [], {"x.c": "bad();\n"})
    fixed = repository.commit("release/1.4", [root], {"x.c": "good();\n"})
    repository.tag("v1.4.1", fixed)
    repository.close()
    return tmp_path / "product.git"


def act(embargo: Embargo, case: str, name: str, *values: str) -> None:
    given = [word for value in values for word in ("--set", value)]
    done = embargo("act", case, name, *given, secret=PASSPHRASE)
    assert done.code == 0, done.err


def fix(embargo: Embargo, *words: str) -> dict[str, dict[str, object]]:
    """What the branches are by then."""
    done = embargo("fix", *words, "--json", secret=PASSPHRASE)
    assert done.code == 0, done.err
    return {branch["branch"]: branch for branch in json.loads(done.out)["branches"]}


def refused(embargo: Embargo, *words: str) -> tuple[int, str]:
    done = embargo("fix", *words, secret=PASSPHRASE)
    assert "Traceback" not in done.err
    return done.code, done.err


def test_a_branch_that_the_matrix_calls_not_affected_is_exempted_by_it(embargo: Embargo, case: str) -> None:
    code, said = refused(embargo, "exempt", case)
    assert (code, "The matrix calls no such branch" in said) == (2, True)
    assert refused(embargo, "exempt", case, "--branch", "1.3", "--why", "branch-not-affected")[0] == 2
    word = (
        "--state",
        "not-affected",
        "--justification",
        "component_not_present",
        "--because",
        "built without",
    )
    judged = embargo("versions", "judge", case, "1.3", "--branch", *word, secret=PASSPHRASE)
    assert judged.code == 0
    branches = fix(embargo, "exempt", case)
    assert branches["1.3"]["exempted"] == {"why": "component_not_present", "ground": "built without"}
    assert branches["1.4"]["exempted"] is None


def test_a_fix_that_came_out_untested_says_so_and_nobody_reviews_their_own(
    embargo: Embargo, case: str
) -> None:
    embargo("fix", "prepare", case, "1.4.1", "--branch", "1.4", "--commit", "abc", secret=PASSPHRASE)
    owner = str(fix(embargo, "show", case)["1.4"]["owner"])
    assert owner
    assert refused(embargo, "review", case, owner, "--branch", "1.4")[0] == 9
    released = embargo("fix", "release", case, "--branch", "1.4", secret=PASSPHRASE)
    assert released.code == 0
    assert "released, untested, unreviewed" in released.out
    assert "Platform 1.4 is released, and no test of it passed and no review approved it" in released.err


def test_every_branch_goes_from_a_fix_to_its_release(embargo: Embargo, case: str, tmp_path: Path) -> None:
    patch, log = tmp_path / "fix.patch", tmp_path / "run.log"
    patch.write_text(PATCH)
    log.write_text("42 passed\n")
    assert fix(embargo, "show", case)["1.3"]["lacks"] == ["a fix"]
    assert fix(embargo, "own", case, "Dana")["1.4"]["owner"] == "Dana"
    fix(embargo, "prepare", case, "1.3.9", "--branch", "1.3", "--patch", str(patch))
    prepared = fix(embargo, "prepare", case, "1.4.1", "--branch", "1.4", "--commit", "abc123")
    assert prepared["1.3"]["fix"]["patch_sha256"]  # type: ignore[index]
    tested = fix(embargo, "test", case, "--ran", "the suite", "--evidence", str(log))
    assert [branch["tests"][0]["outcome"] for branch in tested.values()] == ["passed", "passed"]  # type: ignore[index]
    assert {branch["state"] for branch in fix(embargo, "review", case, "Rita").values()} == {"ready"}
    done = embargo("fix", "release", case, "--out-of-band", secret=PASSPHRASE)
    assert done.code == 0
    assert "Every fix is out" in done.err
    released = fix(embargo, "show", case)
    assert [released[b]["released"]["version"] for b in ("1.3", "1.4")] == ["1.3.9", "1.4.1"]  # type: ignore[index]
    assert released["1.3"]["released"]["out_of_band"]  # type: ignore[index]
    back = fix(embargo, "revert", case, "--branch", "1.4", "--reason", "it broke the login")
    assert (back["1.4"]["state"], back["1.4"]["lacks"]) == ("taken-back", ["another fix"])
    spared = fix(
        embargo, "exempt", case, "--branch", "1.4", "--why", "branch-not-affected", "--ground", "read"
    )
    assert spared["1.4"]["state"] == "not-needed"
    shown = embargo("fix", "show", case, secret=PASSPHRASE).out
    assert "not needed" in shown
    assert "branch-not-affected: read" in shown


def test_a_commit_is_looked_up_in_a_clone(embargo: Embargo, case: str, clone: Path) -> None:
    where = ("--clone", str(clone))
    done = embargo(
        "fix", "prepare", case, "1.4.1", "--branch", "1.4", "--commit", "v1.4.1", *where, secret=PASSPHRASE
    )
    assert done.code == 0
    assert "is in release/1.4, v1.4.1." in done.err
    assert "check that it is the right one" not in done.err
    (commit,) = {b["fix"]["commit"] for b in fix(embargo, "show", case).values() if b["fix"]}  # type: ignore[index]
    assert len(commit) == 40
    other = embargo(
        "fix", "prepare", case, "1.3.9", "--branch", "1.3", "--commit", commit, *where, secret=PASSPHRASE
    )
    assert "No branch of the clone that is called 1.3 contains it" in other.err
    lacks = refused(embargo, "prepare", case, "1.4.1", "--branch", "1.4", "--commit", "f" * 40, *where)
    assert lacks[0] != 0
    assert "no such commit" in lacks[1]


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("empty.patch", b"", "The file is empty"),
        ("picture.patch", b"\x89PNG\r\n\x1a\n" + b"\0" * 100, "no patch"),
        ("prose.patch", b"--- this is\nno patch at all\n", "no patch"),
        ("huge.patch", b"x" * (32 * 1024 * 1024 + 1), "larger than 32 MiB"),
    ],
)
def test_what_is_no_patch_is_refused_and_nothing_is_written(
    embargo: Embargo, case: str, tmp_path: Path, name: str, content: bytes, words: str
) -> None:
    (tmp_path / name).write_bytes(content)
    code, said = refused(
        embargo, "prepare", case, "1.4.1", "--branch", "1.4", "--patch", str(tmp_path / name)
    )
    assert code != 0
    assert words in said
    assert fix(embargo, "show", case)["1.4"]["state"] == "not-started"
    assert embargo("evidence", "list", case, "--json", secret=PASSPHRASE).json == []


def test_a_refused_fix_leaves_no_patch_behind(embargo: Embargo, case: str, tmp_path: Path) -> None:
    (tmp_path / "fix.patch").write_text(PATCH)
    patch = ("--patch", str(tmp_path / "fix.patch"))
    assert refused(embargo, "prepare", case, ">=1.4", "--branch", "1.4", *patch)[0] == 9
    assert embargo("evidence", "list", case, "--json", secret=PASSPHRASE).json == []


def test_what_is_unclear_or_not_allowed_is_said(embargo: Embargo, case: str) -> None:
    assert "Say which branch" in refused(embargo, "prepare", case, "1.4.1")[1]
    assert refused(embargo, "prepare", case, "1.5", "--branch", "1.5")[0] == 2
    assert "Every fix that stands has passed" in refused(embargo, "test", case, "--ran", "x")[1]
    assert "No fix waits" in refused(embargo, "release", case)[1]
    fix(embargo, "prepare", case, "1.4.1", "--branch", "1.4")
    fix(embargo, "own", case, "Dana", "--branch", "1.4")
    assert "another person's word" in refused(embargo, "review", case, "Dana")[1]
    fix(embargo, "prepare", case, "1.3.9", "--branch", "1.3")
    assert "another person's word" in refused(embargo, "review", case, "dana")[1]
    assert not any(branch["reviews"] for branch in fix(embargo, "show", case).values())
    future = refused(embargo, "release", case, "--on", "2999-01-01")
    assert future[0] == 9
    assert "future" in future[1]
    fix(embargo, "revert", case, "--branch", "1.4", "--reason", "broken")
    assert "taken back already" in refused(embargo, "revert", case, "--branch", "1.4", "--reason", "x")[1]


def test_everything_can_be_recorded_as_an_act(embargo: Embargo, case: str) -> None:
    name = ("product=Platform", "branch=1.4")
    act(embargo, case, "fix.prepared", *name, "fixed_in=1.4.1", "commit=abc")
    act(embargo, case, "fix.tested", *name, "ran=all", "outcome=passed")
    act(embargo, case, "fix.reviewed", *name, "reviewer=Rita", "verdict=approved")
    wrong = embargo(
        "act", case, "branch.released", "--set", "product=Platform", "--set", "version=1.4.1",
        "--set", "released_on=soon", secret=PASSPHRASE,
    )  # fmt: skip
    assert wrong.code == 2
    assert "no day such as" in wrong.err
    assert fix(embargo, "show", case)["1.4"]["state"] == "ready"
    act(embargo, case, "fix.reverted", *name, "reason=broken")
    act(embargo, case, "fix.exempted", *name, "why=component_not_present", "ground=read")
    assert fix(embargo, "show", case)["1.4"]["state"] == "not-needed"


def listed(embargo: Embargo, tmp_path: Path, to: bytes, level: str) -> str:
    """A case of one line of versions, with a severity."""
    case = str(json.loads(receive(embargo, tmp_path, to).out)["case"])
    act(embargo, case, "affected.listed", "vendor=V", "product=Scanner", "affected=<2.0")
    act(embargo, case, "severity.set", f"level={level}", "rationale=why")
    return case


def test_the_calendar_says_which_fixes_wait_for_which_release(
    embargo: Embargo, vault: Path, tmp_path: Path
) -> None:
    case = listed(embargo, tmp_path, b"security@terragon.com", "low")
    (waits,) = json.loads(embargo("fix", "calendar", "--json", secret=PASSPHRASE).out)
    assert (waits["on"], [w["case"] for w in waits["waiting"]]) == (None, [case])
    days = [str((datetime.now(UTC) + timedelta(days=n)).date()) for n in (20, 50)]
    for day in days:
        assert embargo("policy", "release", "terragon", day, secret=PASSPHRASE).code == 0
    planned = json.loads(embargo("fix", "calendar", "--json", secret=PASSPHRASE).out)
    assert [(p["on"], [w["branches"] for w in p["waiting"]]) for p in planned] == [
        (days[0], [["Scanner"]]),
        (days[1], []),
    ]
    fix(embargo, "prepare", case, "2.0")
    fix(embargo, "release", case)
    assert f"{days[0]}  terragon  {case}  nothing left" in embargo("fix", "calendar", secret=PASSPHRASE).out


@pytest.mark.clause("M87-3.4e")
def test_a_critical_fix_is_released_out_of_band(embargo: Embargo, vault: Path, tmp_path: Path) -> None:
    case = listed(embargo, tmp_path, b"root@cosmicai.dev", "critical")
    soon = str((datetime.now(UTC) + timedelta(days=20)).date())
    embargo("policy", "release", "m87", soon, secret=PASSPHRASE)
    shown = embargo("fix", "show", case, secret=PASSPHRASE)
    assert "Release out of band" in shown.err
    assert f"planned for {soon} is nothing to wait for (M87-3.4e)" in shown.err
    fix(embargo, "prepare", case, "2.0")
    (released,) = fix(embargo, "release", case).values()
    assert released["released"]["out_of_band"]  # type: ignore[index]
    with_schedule = embargo("fix", "release", case, "--no-out-of-band", "--as", "2.0", secret=PASSPHRASE)
    assert "recorded as released with the schedule" in with_schedule.err
