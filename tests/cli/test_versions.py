"""Versions on the command line: traced in a clone, judged by hand, listed from what is known."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import PASSPHRASE, Embargo
from tests.clones.repositories import Repository, git


@pytest.fixture
def case(embargo: Embargo, vault: Path, report: Path) -> str:
    case = str(embargo("import", str(report), "--json", secret=PASSPHRASE).json["case"])  # type: ignore[index]
    values = ["vendor=Acme", "product=Widget", "affected=1.4.0"]
    values += ["supported_branches=1.3", "supported_branches=1.4"]
    words = [part for value in values for part in ("--set", value)]
    assert embargo("act", case, "affected.listed", *words, secret=PASSPHRASE).code == 0
    return case


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """1.3.x has the hole, 1.4.1 the fix; `fix` and `hole` name the commits."""
    repository = Repository(tmp_path / "widget.git")
    root = repository.commit("main", [], {"a.c": "1\n2\n3\n4\n"})
    hole = repository.commit("main", [root], {"a.c": "1\n2\nhole\n4\n"})
    old = repository.commit("release/1.3", [hole], {"b.c": "x"})
    fix = repository.commit("main", [hole], {"a.c": "1\n2\nfixed\n4\n"})
    names = {
        "v1.2.0": root,
        "v1.4.0": hole,
        "v1.3.1": old,
        "v1.4.1": fix,
        "nightly": fix,
        "hole": hole,
        "fix": fix,
    }
    for name, commit in names.items():
        repository.tag(name, commit)
    repository.close()
    return tmp_path / "widget.git"


def versions(embargo: Embargo, *words: str) -> object:
    done = embargo("versions", *words, "--json", secret=PASSPHRASE)
    assert done.code == 0, done.err
    return json.loads(done.out)


def rows(matrix: object) -> dict[str, str]:
    return {row["name"]: row["state"] for row in matrix["rows"]}  # type: ignore[index]


TRACE = ("--introduced", "hole", "--fixed", "fix", "--refs", "v*", "--refs", "release/*", "--refs", "nightly")


def test_a_clone_tells_of_every_tag_and_every_supported_branch(
    embargo: Embargo, case: str, clone: Path
) -> None:
    traced = embargo("versions", "trace", case, "--clone", str(clone), *TRACE, "--json", secret=PASSPHRASE)
    assert traced.code == 0
    assert rows(traced.json) == {
        "1.4": "fixed", "v1.4.1": "fixed", "v1.4.0": "affected",
        "1.3": "affected", "release/1.3": "affected", "v1.3.1": "affected",
        "v1.2.0": "not-affected", "nightly": "fixed",
    }  # fmt: skip
    assert "6 tags and branches of widget: 3 affected, 2 fixed, 1 not-affected." in traced.err
    assert "By the matrix Widget v1.3.1 is affected, and nothing listed holds it." in traced.err
    matrix = traced.json
    assert matrix["proposal"] == {"affected": ["1.3.1", ">=1.4.0, <1.4.1"], "branches": ["1.4", "1.3"]}  # type: ignore[index]
    (nightly,) = [row for row in matrix["rows"] if row["name"] == "nightly"]  # type: ignore[index]
    assert nightly["version"] is None
    shown = embargo("versions", "show", case, secret=PASSPHRASE)
    assert "nightly (no version)" in shown.out
    assert "To be listed as affected: 1.3.1; >=1.4.0, <1.4.1." in shown.out


def test_a_trace_of_a_part_says_what_it_kept(embargo: Embargo, case: str, clone: Path) -> None:
    versions(embargo, "trace", case, "--clone", str(clone), *TRACE[:4])
    part = ("trace", case, "--clone", str(clone), *TRACE[:4], "--refs", "v1.4*", "--json")
    traced = embargo("versions", *part, secret=PASSPHRASE)
    assert "Kept from earlier traces: " in traced.err
    assert traced.json["trace"]["kept"] > 0  # type: ignore[index]
    assert rows(traced.json)["v1.3.1"] == "affected"


def test_a_word_by_hand_counts_above_the_trace_until_it_is_undone(
    embargo: Embargo, case: str, clone: Path
) -> None:
    versions(embargo, "trace", case, "--clone", str(clone), *TRACE)
    justified = ("--state", "not-affected", "--justification", "component_not_present")
    words = ("judge", case, "1.3.1", *justified, "--because", "built without it")
    assert rows(versions(embargo, *words))["v1.3.1"] == "not-affected"
    shown = embargo("versions", "show", case, secret=PASSPHRASE).out
    assert "not-affected: component_not_present" in shown
    assert "built without it (The clone says affected: The hole came in with" in shown
    history = json.loads(embargo("show", case, "--json", secret=PASSPHRASE).out)["history"]
    undone = f"event_id={history[-1]['id']}"
    assert embargo("act", case, "event.undone", "--set", undone, secret=PASSPHRASE).code == 0
    (matrix,) = versions(embargo, "show", case)["matrices"]  # type: ignore[index]
    assert rows(matrix)["v1.3.1"] == "affected"


def test_it_works_by_hand_without_a_clone(embargo: Embargo, case: str) -> None:
    (matrix,) = versions(embargo, "show", case)["matrices"]  # type: ignore[index]
    assert rows(matrix) == {"1.4": "not-checked", "1.4.0": "not-checked", "1.3": "not-checked"}
    judged = versions(
        embargo, "judge", case, "1.3", "--state", "under-investigation", "--because", "built it"
    )
    assert rows(judged)["1.3"] == "under-investigation"


def test_a_similar_problem_has_a_matrix_of_its_own(embargo: Embargo, case: str, clone: Path) -> None:
    found = embargo(
        "audit", "search", case, "hole", "--clone", str(clone), "--at", "hole", "--json", secret=PASSPHRASE
    )
    search = str(found.json["search"])  # type: ignore[index]
    variant = ("audit", "variant", case, "In the exporter", "--where", "a.c")
    assert embargo(*variant, "--hits", f"{search[:8]}:1", secret=PASSPHRASE).code == 0
    assert embargo(*variant, "--hits", f"{search[:8]}:2", secret=PASSPHRASE).code == 9
    by_act = ("--set", "name=Other", "--set", "where=b.c", "--set", f"search={search}", "--set")
    for hits, code in (("hits=2", 9), ("hits=x", 2)):
        assert embargo("act", case, "variant.found", *by_act, hits, secret=PASSPHRASE).code == code
    judged = (
        "judge",
        case,
        "1.3",
        "--finding",
        "in the exporter",
        "--state",
        "affected",
        "--because",
        "read",
    )
    assert rows(versions(embargo, *judged))["1.3"] == "affected"
    shown = versions(embargo, "show", case)["matrices"]  # type: ignore[index]
    assert [(matrix["finding"], rows(matrix)["1.3"]) for matrix in shown] == [
        ("", "not-checked"),
        ("In the exporter", "affected"),
    ]
    judged = ("audit", "judge", case, search[:8], "1", "variant", "--reason", "read")
    assert embargo(*judged, secret=PASSPHRASE).code == 0
    missing = embargo("act", case, "audit.done", secret=PASSPHRASE)
    assert "in the exporter in widget 1.4" in missing.err.lower()


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["trace", "CASE", "--clone", "CLONE"], 9, "Name a commit that brought the problem in"),
        (["trace", "CASE", "--clone", "CLONE", "--fixed", "ffff"], 5, "no such commit"),
        (["trace", "CASE", "--clone", "CLONE", "--fixed", "--upload-pack=x"], 2, "expected one argument"),
        (["trace", "CASE", "--clone", "CLONE", "--fixed", "fix", "--refs", "w*"], 5, "no such tag"),
        (["trace", "CASE", "--clone", "/nonexistent", "--fixed", "fix"], 5, "no git clone"),
        (["trace", "CASE", "--clone", "/nonexistent"], 5, "no git clone"),
        (["trace", "CASE", "--clone", "EMPTY", "--fixed", "fix"], 5, "The clone is empty"),
        (["trace", "CASE", "--clone", "EMPTY"], 5, "The clone is empty"),
        (["trace", "CASE", "--clone", "BROKEN", "--fixed", "fix"], 5, "Judge the versions by hand"),
        (
            ["trace", "CASE", "--clone", "CLONE", "--fixed", "fix", "--finding", "x"],
            2,
            "no such similar problem",
        ),
        (
            ["trace", "CASE", "--clone", "CLONE", "--fixed", "fix", "--product", "Gadget"],
            9,
            "listed products",
        ),
        (["judge", "CASE", "1.3", "--state", "not-affected", "--because", "x"], 9, "one of the five"),
        (["judge", "CASE", "1.3", "--state", "gone", "--because", "x"], 2, "invalid choice"),
        (
            ["judge", "CASE", "1.3", "--state", "fixed", "--justification", "magic", "--because", "x"],
            2,
            "invalid choice",
        ),
        (["judge", "CASE", "1.3", "--state", "fixed", "--because", " "], 9, "what it rests on"),
        (["show", "CASE", "--finding", "x"], 2, "no such similar problem"),
    ],
)
def test_what_cannot_be_traced_or_judged_is_a_sentence_and_writes_nothing(
    embargo: Embargo, case: str, clone: Path, words: list[str], code: int, said: str
) -> None:
    broken = clone.parent / "broken.git"
    git(clone.parent, "clone", "--quiet", "--bare", "--no-local", str(clone), "broken.git")
    for pack in (broken / "objects" / "pack").glob("*.pack"):
        pack.chmod(0o600)
        pack.write_bytes(pack.read_bytes()[:40])
    git(clone.parent, "init", "--quiet", "--bare", "empty.git")
    empty = str(clone.parent / "empty.git")
    named = {"CASE": case, "CLONE": str(clone), "BROKEN": str(broken), "EMPTY": empty}
    before = json.loads(embargo("show", case, "--json", secret=PASSPHRASE).out)["history"]
    refused = embargo("versions", *(named.get(word, word) for word in words), secret=PASSPHRASE)
    assert said in refused.err
    assert refused.code == code
    assert "Traceback" not in refused.err
    assert json.loads(embargo("show", case, "--json", secret=PASSPHRASE).out)["history"] == before


@pytest.mark.parametrize(
    ("name", "verb"), [("versions.traced", "versions trace"), ("code.searched", "audit search")]
)
def test_what_a_clone_told_is_recorded_by_no_bare_act(
    embargo: Embargo, case: str, name: str, verb: str
) -> None:
    refused = embargo("act", case, name, "--set", "clone=x", secret=PASSPHRASE)
    assert (refused.code, f"`embargo {verb} CASE" in refused.err) == (2, True)


def test_a_fix_that_is_taken_back_is_said(embargo: Embargo, case: str, clone: Path) -> None:
    versions(embargo, "trace", case, "--clone", str(clone), *TRACE)
    words = ("judge", case, "1.4", "--branch", "--state", "affected", "--because", "reverted on the branch")
    judged = embargo("versions", *words, secret=PASSPHRASE)
    assert judged.code == 0
    assert "Widget 1.4 was fixed, and is affected again. reverted on the branch" in judged.err


def test_a_typo_makes_no_product(embargo: Embargo, vault: Path, report: Path, clone: Path) -> None:
    case = str(embargo("import", str(report), "--json", secret=PASSPHRASE).json["case"])  # type: ignore[index]
    assert embargo("product", "add", "Acme", "Widget", secret=PASSPHRASE).code == 0
    words = ("versions", "trace", case, "--clone", str(clone), *TRACE, "--product")
    refused = embargo(*words, "Wigdet", secret=PASSPHRASE)
    assert (refused.code, "No product is called Wigdet" in refused.err) == (2, True)
    assert "Widget" in refused.err
    traced = embargo(*words, "widget", "--json", secret=PASSPHRASE)
    assert (traced.code, traced.json["product"]) == (0, "Widget")  # type: ignore[index]


def test_it_is_said_whose_word_a_branch_rests_on(embargo: Embargo, case: str) -> None:
    word = ("judge", case, "1.3.7", "--state", "affected", "--because", "read")
    versions(embargo, *word)
    shown = embargo("versions", "show", case, secret=PASSPHRASE).out
    (branch,) = [line for line in shown.splitlines() if line.startswith("1.3 (branch)")]
    assert "follows from 1.3.7" in branch
    assert "clone" not in shown
