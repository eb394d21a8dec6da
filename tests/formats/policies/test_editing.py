"""A form changes one value of a profile's text: nothing else of it moves, whoever wrote it."""

import difflib
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.failures import InvalidPolicy
from desktop.formats.policies.editing import with_row, with_value, without_row
from desktop.formats.policies.statements import statements
from desktop.formats.shipped import shipped_path

SHIPPED = sorted(shipped_path("policies").glob("*.toml"))
TEXT = """\
# whose it is
schema = "cvd-profile/1"  # why

[policy]
id = "x" # short
unknown = 3

# the first promise
[[clocks]]
id = "ack"  # ours
within = "2d"

[[clocks.alternatives]]
id = "later"

# the second promise
[[clocks]]
id = "fix"
starts = [
  "report.received", # at once
]

[credit]
mode = "opt-in"
"""


def changed(before: str, after: str) -> list[str]:
    """The lines that went and came."""
    diff = list(difflib.unified_diff(before.split("\n"), after.split("\n"), lineterm="", n=0))
    return [f"{line[0]} {line[1:]}" for line in diff[2:] if line[0] in "-+"]


def test_a_value_is_replaced_where_it_stands_and_its_comment_stays() -> None:
    after = with_value(TEXT, ("clocks", 0), "id", "acknowledge")
    assert changed(TEXT, after) == ['- id = "ack"  # ours', '+ id = "acknowledge"  # ours']


def test_a_new_key_stands_behind_the_others_of_its_table_above_the_next_comment() -> None:
    after = with_value(TEXT, ("policy",), "product", "Loader")
    assert changed(TEXT, after) == ['+ product = "Loader"']
    assert 'unknown = 3\nproduct = "Loader"\n\n# the first promise' in after
    inner = with_value(TEXT, ("clocks", 0), "every", "7d")
    assert 'within = "2d"\nevery = "7d"\n\n[[clocks.alternatives]]' in inner


def test_a_value_of_several_lines_is_replaced_whole() -> None:
    after = with_value(TEXT, ("clocks", 1), "starts", ("ack.sent", "fix.ready"))
    assert tomllib.loads(after)["clocks"][1]["starts"] == ["ack.sent", "fix.ready"]
    assert 'starts = ["ack.sent", "fix.ready"]\n\n[credit]' in after


def test_a_key_of_a_nested_list_is_found() -> None:
    after = with_value(TEXT, ("clocks", 0, "alternatives", 0), "text", "From the fix.")
    assert tomllib.loads(after)["clocks"][0]["alternatives"] == [{"id": "later", "text": "From the fix."}]


def test_a_value_can_be_taken_out() -> None:
    assert changed(TEXT, with_value(TEXT, ("clocks", 0), "within", None)) == ['- within = "2d"']
    assert with_value(TEXT, ("clocks", 0), "every", None) == TEXT


def test_a_table_that_is_missing_is_begun_at_the_end() -> None:
    after = with_value(TEXT, ("calendar",), "timezone", "UTC")
    assert after == f'{TEXT}\n[calendar]\ntimezone = "UTC"\n'


def test_a_row_is_added_behind_the_others_and_taken_out_with_the_comment_above_it() -> None:
    more = with_row(TEXT, ("clocks",), {"id": "status", "starts": ["ack.sent"]})
    assert tomllib.loads(more)["clocks"][2] == {"id": "status", "starts": ["ack.sent"]}
    assert more.index("status") < more.index("[credit]")
    less = without_row(TEXT, ("clocks",), 1)
    assert "# the second promise" not in less
    assert "# the first promise" in less
    first_gone = without_row(TEXT, ("clocks",), 0)
    assert "# the second promise\n[[clocks]]" in first_gone
    assert "clocks" not in tomllib.loads(without_row(first_gone, ("clocks",), 0))


@pytest.mark.parametrize(
    "text",
    [
        'clocks = [{ id = "a" }]\n',
        'calendar = { timezone = "UTC" }\n',
        'policy.id = "x"\npolicy.code = { a.b = "c" }\n',
    ],
)
def test_another_way_of_writing_is_changed_rightly_or_refused(text: str) -> None:
    for act in (
        lambda: with_value(text, ("clocks", 0), "id", "b"),
        lambda: with_value(text, ("calendar",), "timezone", "Europe/Berlin"),
        lambda: with_row(text, ("clocks",), {"id": "b"}),
        lambda: without_row(text, ("clocks",), 0),
    ):
        try:
            after = act()
        except InvalidPolicy:
            continue
        assert tomllib.loads(after) != tomllib.loads(text)


def test_a_dotted_key_keeps_its_form() -> None:
    assert with_value('policy.id = "x"\n', ("policy",), "id", "y") == 'policy.id = "y"\n'


def test_what_is_no_toml_is_not_touched() -> None:
    with pytest.raises(InvalidPolicy, match="no TOML"):
        with_value("schema = \n", (), "schema", "x")


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_every_text_of_a_shipped_profile_can_be_changed_by_itself(path: Path) -> None:
    text = path.read_text()
    whole = tomllib.loads(text)
    texts = [s for s in statements(text) if s.key and isinstance(_at(whole, (*s.path, s.key)), str)]
    assert texts
    for statement in texts[::9]:
        value = _at(whole, (*statement.path, statement.key))
        after = with_value(text, statement.path, statement.key, f"{value} # changed")
        lines, then = text.split("\n"), after.split("\n")
        assert lines[: statement.first] == then[: statement.first]
        assert lines[statement.last + 1 :] == then[statement.first + 1 :]


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=40))
def test_any_words_can_be_put_in_and_read_back(words: str) -> None:
    after = with_value(TEXT, ("clocks", 0), "sentence", words)
    assert tomllib.loads(after)["clocks"][0]["sentence"] == words
    assert with_value(after, ("clocks", 0), "sentence", None) == TEXT


@given(st.text(alphabet="ab= \"'#[].\n{},1", max_size=60))
def test_a_text_of_any_shape_is_changed_rightly_or_refused(text: str) -> None:
    try:
        after = with_value(text, (), "a", "new")
    except InvalidPolicy:
        return
    assert tomllib.loads(after) == {**tomllib.loads(text), "a": "new"}


def _at(raw: Any, path: tuple[str | int, ...]) -> Any:
    for part in path:
        raw = raw[part]
    return raw
