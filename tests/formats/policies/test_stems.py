"""Looking for stems first changes nothing of what a table of wordings finds."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.formats.policies.reading import clauses, starts, wordings
from desktop.formats.policies.reading.sentences import plain
from desktop.formats.policies.reading.stems import Words, stems_of
from tests.formats.policies.sample_policies import SAMPLES

TABLES = [
    *(value for value in vars(wordings).values() if isinstance(value, Words)),
    *wordings.ACTIONS.values(),
    *(shape for _, shape in wordings.SEVERITIES),
    *(shape for _, *shapes in starts.STARTS for shape in shapes),
    clauses.DISCLOSING,
]
LINES = [plain(line) for sample in SAMPLES for line in sample.text.splitlines() if line.strip()]


@pytest.mark.parametrize("table", TABLES)
def test_a_table_finds_in_every_sample_what_its_patterns_find(table: Words) -> None:
    whole = re.compile("|".join(f"(?:{pattern})" for pattern in table.patterns))
    for line in LINES:
        found, expected = table.search(line), whole.search(line)
        assert (found and found.span()) == (expected and expected.span()), line
        assert (table.match(line) is None) == (whole.match(line) is None), line


@settings(max_examples=300)
@given(st.data())
def test_whatever_a_pattern_finds_holds_one_of_its_stems(data: st.DataObject) -> None:
    pattern = data.draw(st.sampled_from([one for table in TABLES for one in table.patterns]))
    text = data.draw(st.from_regex(pattern))
    assert Words(pattern).search(text), f"{pattern!r} is not found in {text!r}"


@pytest.mark.parametrize(
    ("pattern", "stems"),
    [
        (r"\backnowledg\w*", {"acknowledg"}),
        (r"\bpatch\w*|\bfix(?:es|ed)?\b", {"patch", "fix"}),
        (r"\b(?:first|initial) (?:answers|replies)\b", {"answers", "replies"}),
        (r"(?:very )?soon(?: enough)?", {"soon"}),
        (r"(?:in )?time\b|timely", {"time"}),
        (r"\d+ ?d\b", set()),
        (r"[a-z]+|fix", set()),
        (r"(?<!no )more than", {"more than"}),
    ],
)
def test_the_stems_are_the_longest_words_that_a_pattern_needs(pattern: str, stems: set[str]) -> None:
    assert stems_of(pattern) == stems


@pytest.mark.parametrize("pattern", ["(?i)soon enough", "(?i:soon) enough", "(?:(?i:soon))"])
def test_what_is_sought_in_any_letter_case_is_found_in_any(pattern: str) -> None:
    assert Words(pattern).search("SOON enough")
