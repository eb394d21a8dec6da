"""Advisories that are there already, taken in as facts of a case."""

import json
from collections.abc import Callable
from dataclasses import replace as changed
from pathlib import Path
from typing import Any

import pytest

from desktop.domain import events as e
from desktop.domain.advisories.advisory import AdvisoryFacts
from desktop.domain.case import Case
from desktop.domain.digest import sha256
from desktop.domain.event import Draft
from desktop.domain.failures import (
    Failure,
    InvalidDocument,
    InvalidPolicy,
    NoSuchCase,
    RefusedByPolicy,
    TooLarge,
    Unreadable,
)
from desktop.domain.fold import fold
from desktop.domain.inert import Untrusted
from desktop.formats.advisories.csaf.writing import write_csaf
from desktop.formats.advisories.cve.writing import write_cve
from desktop.formats.advisories.osv.writing import write_osv
from desktop.formats.advisories.strict_json import SIZE_LIMIT
from desktop.workflows.ports import Desk
from desktop.workflows.publication.preview_advisory import preview_advisory
from desktop.workflows.publication.take_facts import take_into_case, take_into_new_case
from desktop.workflows.vault_ports import Vault
from tests.fakes import InMemoryVault
from tests.formats.advisories import FACTS
from tests.formats.records import RECORD, replace
from tests.formats.test_cve import PUBLIC
from tests.workflows.desks import CASE, NOW, REPORTER, desk_on, receive, tell

GITHUB = {
    "ghsa_id": "GHSA-23cf-45gh-67jm",
    "cve_id": "CVE-2026-12345",
    "summary": "Model loader runs code",
    "description": "A crafted model file runs code.",
    "severity": "high",
    "cvss": {"vector_string": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", "score": 9.8},
    "cwes": [{"cwe_id": "CWE-502", "name": "Deserialization"}],
    "vulnerabilities": [
        {
            "package": {"ecosystem": "pip", "name": "loader"},
            "vulnerable_version_range": ">= 1.2, < 1.4.1",
            "first_patched_version": "1.4.1",
        },
        {
            "package": {"ecosystem": "pip", "name": "loader"},
            "vulnerable_version_range": "< 1.0 || = 1.1",
            "first_patched_version": {"identifier": "1.0"},
        },
        {
            "package": {"ecosystem": "other", "name": "old"},
            "vulnerable_version_range": "<= 2",
            "patched_versions": ">= 3",
        },
    ],
    "references": ["https://example.org/a", {"url": "https://example.org/b"}],
    "credits": [{"user": {"login": "ada"}, "type": "finder"}, {"login": "bob"}],
    "published_at": "2026-03-01T10:00:00Z",
    "updated_at": None,
}
WRITERS: dict[str, Callable[[], bytes]] = {
    "CSAF document": lambda: write_csaf(FACTS),
    "CVE record": lambda: write_cve(PUBLIC),
    "OSV document": lambda: write_osv(RECORD),
    "GitHub advisory": lambda: json.dumps(GITHUB).encode(),
}


@pytest.fixture
def desk(us) -> Desk:
    found = desk_on(InMemoryVault(), us.gpg)
    receive(found)
    return found


def file(folder: Path, content: bytes | dict[str, Any] | AdvisoryFacts, name: str = "advisory.json") -> Path:
    if isinstance(content, AdvisoryFacts):
        content = write_osv(content)
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
    return path


def case_of(desk: Desk, case_id: str = CASE) -> Case:
    return fold(desk.vault.history(case_id))


@pytest.mark.parametrize("source", WRITERS)
def test_each_kind_of_advisory_becomes_facts_of_a_case(
    either_vault: Vault, us, tmp_path: Path, source: str
) -> None:
    desk = desk_on(either_vault, us.gpg)
    receive(desk)
    content = WRITERS[source]()
    before = len(desk.vault.history(CASE))
    taken = take_into_case(desk, CASE, file(tmp_path, content))
    assert (taken.source, taken.conflicts) == (source, ())
    case = case_of(desk)
    assert case.advisory is not None
    assert case.severity is not None
    assert case.advisory.title == "Model loader runs code"
    assert ">=1.2, <1.4.1" in case.products[0].affected
    assert case.severity.cvss.startswith("CVSS:3.1/")
    assert case.severity.cwe == "CWE-502"
    assert source in case.severity.rationale
    assert sha256(content) in case.severity.rationale
    (kept,) = case.evidence
    assert (kept.sha256, desk.vault.blob(kept.sha256)) == (sha256(content), content)
    assert {recorded.author for recorded in desk.vault.history(CASE)[before:]} == {"Grace Handler"}


def test_nobody_is_named_by_what_a_file_says(desk: Desk, tmp_path: Path) -> None:
    taken = take_into_case(desk, CASE, file(tmp_path, GITHUB))
    assert any("credits ada, bob" in sentence for sentence in taken.shown)
    assert not any(isinstance(r.event, e.CreditRecorded) for r in desk.vault.history(CASE))


def test_what_is_fixed_is_shown_and_left_to_the_records_of_the_fix(desk: Desk, tmp_path: Path) -> None:
    taken = take_into_case(desk, CASE, file(tmp_path, GITHUB))
    assert any("1.4.1, 1.0 of loader fixed" in sentence for sentence in taken.shown)
    assert case_of(desk).fixed == ()


def test_other_names_and_references_are_taken_once(desk: Desk, tmp_path: Path) -> None:
    take_into_case(desk, CASE, file(tmp_path, GITHUB))
    text = case_of(desk).advisory
    assert text is not None
    assert (text.cve, text.aliases) == ("CVE-2026-12345", ("GHSA-23cf-45gh-67jm",))
    assert text.references == ("https://example.org/a", "https://example.org/b")


def test_a_file_opens_a_case_of_its_own(desk: Desk, tmp_path: Path) -> None:
    fresh = changed(desk, tools=changed(desk.tools, random_digits=lambda count, _below: [1] * count))
    taken = take_into_new_case(fresh, "mushin", file(tmp_path, GITHUB))
    case = case_of(desk, taken.case_id)
    assert taken.case_id != CASE
    assert case.advisory is not None
    assert case.severity is not None
    assert [product.product for product in case.products] == ["loader", "old"]
    assert [evidence.sha256 for evidence in case.evidence] == [sha256(json.dumps(GITHUB).encode())]


def test_the_same_file_changes_nothing_a_second_time(desk: Desk, tmp_path: Path) -> None:
    path = file(tmp_path, GITHUB)
    take_into_case(desk, CASE, path)
    before = desk.vault.history(CASE)
    again = take_into_case(desk, CASE, path)
    assert (again.acts, again.conflicts) == ((), ())
    assert desk.vault.history(CASE) == before


def test_what_the_case_states_otherwise_is_shown_and_stays(desk: Desk, tmp_path: Path) -> None:
    tell(desk, e.AffectedListed("MushinAI", "Platform", ("<9",)), e.SeveritySet("low", "Hard to reach"))
    tell(desk, e.AdvisoryDrafted(replace(FACTS.text, title="Another title", workaround="")))
    before = desk.vault.history(CASE)
    path = file(tmp_path, RECORD)
    taken = take_into_case(desk, CASE, path)
    assert taken.acts == ()
    assert [conflict.fact for conflict in taken.conflicts][:3] == ["Platform", "severity", "title"]
    assert taken.conflicts[0].case == "<9"
    assert desk.vault.history(CASE) == before
    replaced = take_into_case(desk, CASE, path, replace=True)
    case = case_of(desk)
    assert replaced.replaced
    assert case.advisory is not None
    assert case.severity is not None
    assert (case.advisory.title, case.severity.level) == ("Model loader runs code", "critical")
    assert case.products[0].affected == (">=1.2, <1.4.1", "1.1.7")


def test_what_the_case_lacks_is_filled_in_without_a_question(desk: Desk, tmp_path: Path) -> None:
    tell(desk, e.AdvisoryDrafted(replace(FACTS.text, details="", remediation="", workaround="", tlp="AMBER")))
    plain = {**GITHUB, "references": [], "vulnerabilities": [], "severity": "", "cvss": None}
    taken = take_into_case(desk, CASE, file(tmp_path, plain))
    text = case_of(desk).advisory
    assert taken.conflicts == ()
    assert text is not None
    assert (text.cve, text.tlp, text.references) == ("CVE-2026-12345", "AMBER", FACTS.text.references)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"severity": "apocalyptic", "cvss": None}, "no severity like apocalyptic"),
        ({"cvss": {"vector_string": "CVSS:3.0/AV:N"}}, "cannot be scored here"),
        ({"cve_id": "CVE-26"}, "CVE-26, which is no id"),
        ({"summary": ""}, "write the words of the advisory yourself"),
        (
            {"vulnerabilities": [{"package": {"name": "x", "ecosystem": "pip"}}]},
            "x names no affected versions",
        ),
    ],
)
def test_what_cannot_be_taken_is_said(desk: Desk, tmp_path: Path, change: dict[str, Any], says: str) -> None:
    taken = take_into_case(desk, CASE, file(tmp_path, {**GITHUB, **change}))
    assert any(says in sentence for sentence in taken.shown)


_WRONG: dict[str, tuple[bytes, type[Failure]]] = {
    "nothing": (b"", InvalidDocument),
    "no advisory": (b'{"message": "hello"}', InvalidDocument),
    "a list": (b"[1]", InvalidDocument),
    "a mark": (b"\xef\xbb\xbf" + json.dumps(GITHUB).encode(), InvalidDocument),
    "a name twice": (b'{"ghsa_id": "x", "ghsa_id": "y"}', InvalidDocument),
    "no number": (b'{"ghsa_id": NaN}', InvalidDocument),
    "deep": (b'{"ghsa_id":' + b"[" * 5000, InvalidDocument),
    "another encoding": (json.dumps(GITHUB).encode("utf-16"), InvalidDocument),
    "no date": (json.dumps({**GITHUB, "published_at": None}).encode(), InvalidDocument),
    "an odd type": (json.dumps({**GITHUB, "cwes": "CWE-1"}).encode(), InvalidDocument),
    "hidden characters": (json.dumps({**GITHUB, "summary": "a\u202eb"}).encode(), InvalidDocument),
    "a hidden name": (
        json.dumps(
            {
                **GITHUB,
                "vulnerabilities": [{"package": {"name": "a\u0000b"}, "vulnerable_version_range": "<1"}],
            }
        ).encode(),
        InvalidDocument,
    ),
    "endless words": (json.dumps({**GITHUB, "description": "x" * 23_000_000}).encode(), InvalidDocument),
    "too many versions": (
        json.dumps(
            {
                **GITHUB,
                "vulnerabilities": [
                    {"package": {"name": f"x{n}"}, "vulnerable_version_range": "<1"} for n in range(10_001)
                ],
            }
        ).encode(),
        InvalidDocument,
    ),
    "no weakness": (json.dumps({**GITHUB, "cwes": [{"cwe_id": "CWE-99999"}]}).encode(), InvalidDocument),
    "no version": (
        json.dumps(
            {
                **GITHUB,
                "vulnerabilities": [{"package": {"name": "x"}, "vulnerable_version_range": "all of them"}],
            }
        ).encode(),
        RefusedByPolicy,
    ),
}


@pytest.mark.parametrize("name", _WRONG)
def test_a_wrong_file_is_a_sentence_and_nothing_is_written(desk: Desk, tmp_path: Path, name: str) -> None:
    content, kind = _WRONG[name]
    before, cases = desk.vault.history(CASE), len(desk.vault.vault_history())
    path = file(tmp_path, content)
    with pytest.raises(kind) as caught:
        take_into_case(desk, CASE, path)
    assert "\n" not in caught.value.message
    with pytest.raises(kind):
        take_into_new_case(desk, "mushin", path)
    assert desk.vault.history(CASE) == before
    journalled = desk.vault.vault_history()[cases:]
    assert all(isinstance(recorded.event, e.ActRefused) for recorded in journalled)


def test_a_file_that_is_too_large_or_missing_is_refused(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(TooLarge):
        take_into_case(desk, CASE, file(tmp_path, b" " * (SIZE_LIMIT + 1)))
    with pytest.raises(Unreadable):
        take_into_case(desk, CASE, tmp_path / "missing.json")


def test_a_case_or_policy_that_is_not_there_is_told(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(NoSuchCase):
        take_into_case(desk, "MUS-2026-ZZZZZZZ", file(tmp_path, GITHUB))
    with pytest.raises(InvalidPolicy):
        take_into_new_case(desk, "nobody", file(tmp_path, GITHUB))


def test_a_closed_case_takes_nothing(desk: Desk, tmp_path: Path) -> None:
    closed = Draft(e.CaseClosed("done"), NOW)
    desk.vault.append(CASE, [closed], author="us", now=NOW)
    before = desk.vault.history(CASE)
    with pytest.raises(RefusedByPolicy, match="closed"):
        take_into_case(desk, CASE, file(tmp_path, GITHUB))
    assert desk.vault.history(CASE) == before


def test_the_reporter_of_a_case_is_not_in_what_was_taken(desk: Desk, tmp_path: Path) -> None:
    taken = take_into_case(desk, CASE, file(tmp_path, GITHUB))
    assert REPORTER not in repr(taken)


@pytest.mark.parametrize("into_new", [True, False])
def test_what_an_advisory_tells_is_no_proof_of_a_hole_that_its_case_must_keep(
    us, tmp_path: Path, into_new: bool
) -> None:
    """Headings, ranges and lines of JSON look like code, and the case is to say what they say."""
    text = "### Patches in {2.0, 2.1}\nRun `pip install 'loader>=2.0' && loader --check {all} | tee out`."
    path = tmp_path / "a.json"
    path.write_bytes(json.dumps(GITHUB | {"description": text}).encode())
    desk = desk_on(InMemoryVault(), us.gpg)
    case_id = take_into_new_case(desk, "mushin", path).case_id if into_new else receive(desk)
    if not into_new:
        take_into_case(desk, case_id, path)
    assert not proofs_told(desk, case_id)
    poc = e.EvidenceAdded(Untrusted("poc"), "poc", len(text), sha256(text.encode()), "text/plain")
    desk.vault.append(case_id, [Draft(poc, NOW)], author="me", now=NOW, blobs={poc.sha256: text.encode()})
    assert proofs_told(desk, case_id)


def proofs_told(desk: Desk, case_id: str) -> bool:
    """Whether a document of the case would tell a piece of its report or files."""
    return any(leak.kind == "proof" for leak in preview_advisory(desk, case_id).leaks)
