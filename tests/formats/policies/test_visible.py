"""What readers see of HTML in a policy is read, and the comments of a security.txt; what is hidden is not."""

import pytest

from desktop.formats.policies.reading.page import Grid, Heading, page_of
from desktop.formats.policies.reading.reader import read_proposal
from desktop.formats.policies.reading.sentences import Sentence
from tests.formats.policies.test_samples import deadlines, facts_in

ANSWER = "We answer within 3 days."
TABLE = """<table>
<thead><tr><th>Severity</th><th>Answer</th><th>Fix</th></tr></thead>
<tr><td>Critical</td><td>1 day</td><td>7 days</td></tr>
<tr><td>High</td><td>3&nbsp;days</td><td>a <b>30</b> days
</td></tr>
</table>
"""
REMARKS = b"""# Security of Acme
# We answer within 3 business days. Please keep the details
# private until a fix is released.
Contact: mailto:sec@acme.dev
# Contact: mailto:old@acme.dev
Expires: 2027-01-01T00:00:00Z
"""


def promised(text: str) -> set[str]:
    return deadlines(set(facts_in(read_proposal(text.encode()))))


@pytest.mark.parametrize(
    "text",
    [
        f"<p>{ANSWER}</p>",
        f"<div align=center>\n<p>Hello.<br>{ANSWER}</p></div>",
        f"<ul>\n<li>{ANSWER}</li></ul>",
        f"<details><summary>Times</summary>\n\n{ANSWER}\n\n</details>",
        "We <b>answer</b> within <i>3 days</i>.",
        "We fix nothing.<br/>We answer within 3 days.",
        "We answer within <del>2 days</del> 3 days.",
        "<p>We answer within <s>2 days</s> 3 days.</p>",
        f"<!-- We answer within 2 days. --> {ANSWER}",
        f"<p>{ANSWER}</p>\n<p hidden>We answer within 2 days.</p>",
        f"<p>{ANSWER}</p><div style='display: none'>We answer <div></div>within 2 days.</div>",
        f"<script>We answer within 2 days.</script>\n\n{ANSWER}",
    ],
)
def test_what_is_seen_is_read_and_what_is_hidden_or_struck_out_is_not(text: str) -> None:
    assert promised(text) == {"ack 3d"}


def test_a_table_in_html_is_read_as_one_in_markdown() -> None:
    assert promised(TABLE) == {"ack critical 1d", "ack high 3d", "fix critical 7d", "fix high 30d"}
    (grid,) = [part for part in page_of(f"# Times\n\n{TABLE}").parts if isinstance(part, Grid)]
    assert [row.line for row in grid.rows] == [4, 5, 6]


@pytest.mark.parametrize(
    "table",
    [
        TABLE.replace("<td>1 day", "<td rowspan='2'>1 day"),
        TABLE.replace("<td>Critical", "<td COLSPAN=2>Critical"),
        f"<table><tr><td>{TABLE}</td></tr></table>",
    ],
)
def test_a_table_whose_cells_cannot_be_told_apart_is_named_and_not_read(table: str) -> None:
    assert promised(table) == set()
    assert "cannot be told apart" in read_proposal(f"{table}\n\nMail a@acme.dev".encode()).left_out[0].words


def test_places_in_html_are_those_of_the_source() -> None:
    page = page_of("# One\n\n<div>\n<h2>Two</h2>\n<p>Three\n  four. Five.</p>\n</div>")
    assert [(part.text, part.line) for part in page.parts if isinstance(part, Heading)] == [
        ("One", 1),
        ("Two", 4),
    ]
    assert [(s.text, s.first, s.last, s.under) for s in page.parts if isinstance(s, Sentence)] == [
        ("Three four.", 5, 6, ("one", "two")),
        ("Five.", 6, 6, ("one", "two")),
    ]


def test_an_address_behind_a_link_in_html_is_a_channel() -> None:
    for text in (
        '<p>Write <a href="mailto:sec@acme.dev">here</a>.</p>',
        "Go <a href='mailto:sec@acme.dev'>on</a>.",
    ):
        assert "mail sec@acme.dev" in set(facts_in(read_proposal(text.encode())))


@pytest.mark.parametrize(
    "text", ["<" * 30_000, "<a " * 9000, "<!--" * 7000, "<table><tr><td>" * 2000, "<p hidden>" * 3000]
)
def test_tags_that_never_end_are_read_in_a_time_that_grows_with_their_length_alone(text: str) -> None:
    assert read_proposal(text.encode()).not_a_policy


def test_what_the_comments_of_a_security_txt_promise_is_proposed_with_its_lines() -> None:
    proposal = read_proposal(REMARKS, "security.txt")
    (clock,) = proposal.proposed("clocks")
    assert (clock.value["within"], [passage.lines for passage in clock.passages]) == ("3bd", ["2"])
    assert [item.value["hold"] for item in proposal.proposed("disclosure")] == [{"event": "fix.released"}]
    assert [item.value["address"] for item in proposal.proposed("intake")] == ["sec@acme.dev"]
    assert proposal.form == "security-txt"


def test_without_fields_the_comments_are_the_policy() -> None:
    proposal = read_proposal(b"# We answer within 3 days.\n", "security.txt")
    assert [item.table for item in proposal.items] == ["policy", "clocks"]
    assert not proposal.not_a_policy
