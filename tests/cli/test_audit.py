"""The audit on the command line: a search in a clone is a worksheet, done when every hit has a verdict."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import PASSPHRASE, Embargo
from tests.clones.repositories import Repository


@pytest.fixture
def case(embargo: Embargo, vault: Path, report: Path) -> str:
    return str(embargo("import", str(report), "--json", secret=PASSPHRASE).json["case"])  # type: ignore[index]


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    repository = Repository(tmp_path / "product.git")
    root = repository.commit("main", [], {"a.c": "strcpy(a, b);\nx();\n", "lib/b.c": "strcpy(c, d);\n"})
    repository.tag("v1", root)
    fixed = repository.commit("fix", [root], {"a.c": "x();\n"})
    repository.tag("v1.1", fixed)
    repository.close()
    return tmp_path / "product.git"


def audit(embargo: Embargo, *words: str) -> object:
    done = embargo("audit", *words, "--json", secret=PASSPHRASE)
    assert done.code == 0, done.err
    return json.loads(done.out)


def test_a_search_is_judged_hit_by_hit_and_says_what_it_covered(
    embargo: Embargo, case: str, clone: Path
) -> None:
    found = audit(embargo, "search", case, r"\bstrcpy\(", "--clone", str(clone), "--at", "v1")
    assert [(h["path"], h["line"], h["verdict"]) for h in found["hits"]] == [  # type: ignore[index]
        ("a.c", 1, None),
        ("lib/b.c", 1, None),
    ]
    search = str(found["search"])[:12]  # type: ignore[index]
    missing = embargo("act", case, "audit.done", secret=PASSPHRASE)
    assert missing.code == 9
    assert "A verdict is missing on 2 of 2 hits" in missing.err
    for hits, verdict in (("1", "variant"), ("2", "unreachable")):
        judged = embargo("audit", "judge", case, search, hits, verdict, "--reason", "read", secret=PASSPHRASE)
        assert judged.code == 0
    assert "2 hits, 2 judged" in judged.err
    (listed,) = audit(embargo, "show", case)  # type: ignore[misc]
    assert (listed["count"], listed["judged"]) == (2, 2)
    assert listed["coverage"].startswith("Searched product at ")
    assert "(v1) for \\bstrcpy\\( with git grep -P (git 2." in listed["coverage"]


def test_what_a_fix_left_is_shown_with_the_earlier_verdicts(embargo: Embargo, case: str, clone: Path) -> None:
    first = audit(embargo, "search", case, "strcpy", "--clone", str(clone), "--at", "v1")
    search = str(first["search"])  # type: ignore[index]
    assert (
        embargo("audit", "judge", case, search, "1-2", "variant", "--reason", "read", secret=PASSPHRASE).code
        == 0
    )
    again = audit(embargo, "search", case, "strcpy", "--clone", str(clone), "--at", "fix")
    assert [(h["path"], h["before"]) for h in again["hits"]] == [("lib/b.c", "variant")]  # type: ignore[index]


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["judge", "CASE", "ffff", "1", "harmless", "--reason", "x"], 2, "no such search"),
        (["judge", "CASE", "SEARCH", ":", "harmless", "--reason", "x"], 2, "No hit is named"),
        (["judge", "CASE", "SEARCH", "3", "harmless", "--reason", "x"], 9, "there is no hit 3"),
        (["judge", "CASE", "SEARCH", "1", "harmless", "--reason", " "], 9, "needs its reason"),
        (["judge", "CASE", "SEARCH", "2-1", "harmless", "--reason", "x"], 2, "runs backwards"),
        (["judge", "CASE", "SEARCH", "1;2", "harmless", "--reason", "x"], 2, "no number of a hit"),
        (["search", "CASE", "(", "--clone", "CLONE", "--at", "v1"], 5, "git says"),
        (["search", "CASE", "x", "--clone", "/nonexistent"], 5, "no git clone"),
        (["search", "CASE", "x", "--clone", "CLONE", "--at", "v9"], 5, "no such commit"),
    ],
)
def test_what_cannot_be_searched_or_judged_is_a_sentence_and_writes_nothing(
    embargo: Embargo, case: str, clone: Path, words: list[str], code: int, said: str
) -> None:
    found = audit(embargo, "search", case, "strcpy", "--clone", str(clone), "--at", "v1")
    named = {"CASE": case, "SEARCH": str(found["search"]), "CLONE": str(clone)}  # type: ignore[index]
    before = json.loads(embargo("show", case, "--json", secret=PASSPHRASE).out)["history"]
    refused = embargo("audit", *(named.get(word, word) for word in words), secret=PASSPHRASE)
    assert said in refused.err
    assert refused.code == code
    assert json.loads(embargo("show", case, "--json", secret=PASSPHRASE).out)["history"] == before


def test_one_hit_is_no_hits_and_a_search_may_be_named_as_before_its_hits(
    embargo: Embargo, case: str, clone: Path
) -> None:
    found = audit(embargo, "search", case, "strcpy", "--clone", str(clone), "--at", "v1", "--root", "lib")
    name = f"{str(found['search'])[:6]}:"  # type: ignore[index]
    said = embargo("audit", "judge", case, name, "9", "harmless", "--reason", "x", secret=PASSPHRASE).err
    assert "The search has 1 hit: there is no hit 9." in said
