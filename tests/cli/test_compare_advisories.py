"""advisory compare: files against each other, whatever their formats."""

import json
from pathlib import Path

import msgspec
import pytest

from desktop.formats.advisories.csaf.writing import write_csaf, write_csaf_vex
from tests.cli.conftest import Embargo
from tests.formats.advisories import FULL

replace = msgspec.structs.replace


@pytest.fixture
def advisory(tmp_path: Path) -> str:
    path = tmp_path / "advisory.json"
    path.write_bytes(write_csaf(FULL))
    return str(path)


def file(tmp_path: Path, content: bytes) -> str:
    path = tmp_path / "other.json"
    path.write_bytes(content)
    return str(path)


def test_an_advisory_and_its_vex_document_say_the_same(
    embargo: Embargo, advisory: str, tmp_path: Path
) -> None:
    vex = file(tmp_path, write_csaf_vex(FULL))
    same = embargo("advisory", "compare", "--json", advisory, vex)
    assert (same.code, same.json) == (0, {"equal": True, "differences": [], "failures": []})
    assert embargo("advisory", "compare", advisory, vex).out == "They say the same.\n"


def test_what_differs_is_named_with_the_words_of_each_file(
    embargo: Embargo, advisory: str, tmp_path: Path
) -> None:
    platform, runner = FULL.products
    other = replace(
        FULL, severity="low", products=(replace(platform, affected=(*platform.affected, "1.0.1")), runner)
    )
    path = file(tmp_path, write_csaf_vex(other))
    found = embargo("advisory", "compare", "--json", advisory, path, advisory)
    assert (found.code, found.json["equal"]) == (6, False)
    affected, severity = found.json["differences"]
    assert affected["fact"] == "affected"
    assert set(affected["values"][path]) - set(affected["values"][advisory]) == {"MushinAI Platform 1.0.1"}
    assert severity == {"fact": "severity", "values": {advisory: "critical", path: "low"}}
    told = embargo("advisory", "compare", advisory, path)
    assert told.code == 6
    assert f"severity:\n  {advisory}: critical\n  {path}: low\n" in told.out


def test_a_value_forges_no_line_of_its_own(embargo: Embargo, advisory: str, tmp_path: Path) -> None:
    written = json.loads(write_csaf(FULL))
    written["document"]["tracking"]["id"] = "x\nThey say the same."
    told = embargo("advisory", "compare", advisory, file(tmp_path, json.dumps(written).encode()))
    assert told.code == 6
    assert "They say the same." in told.out
    assert "They say the same." not in told.out.splitlines()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x7fELF\x02\x01\x01\x00",
        b"\xef\xbb\xbf" + write_csaf(FULL),
        write_csaf(FULL).decode().encode("utf-16"),
        b'{"document": {"csaf_version": "2.0"}, "document": {}}',
        b"[" * 5_000 + b"]" * 5_000,
        b'{"document": {"csaf_version": NaN}}',
        b'{"document": {"csaf_version": "2.0"}}',
        b'{"title": "no advisory"}',
        b"[]",
        b'{"a": "' + b"x" * (33 * 1024 * 1024) + b'"}',
    ],
    ids=["empty", "binary", "bom", "utf-16", "doubled", "deep", "nan", "poor", "other", "list", "huge"],
)
def test_what_cannot_be_read_is_said_in_a_sentence(
    embargo: Embargo, advisory: str, tmp_path: Path, content: bytes
) -> None:
    path = file(tmp_path, content)
    refused = embargo("advisory", "compare", "--json", path, advisory)
    assert refused.code == 6
    assert refused.json["equal"] is False
    assert [failure["file"] for failure in refused.json["failures"]] == [path]
    assert refused.err.startswith(f"embargo: {path}: The ")


def test_one_file_alone_is_compared_with_nothing(embargo: Embargo, advisory: str) -> None:
    assert embargo("advisory", "compare", advisory).code == 2
