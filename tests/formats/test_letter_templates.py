"""Templates of letters, shipped or own: the language is so small that none runs on or reaches out."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain import events as e
from desktop.domain.failures import InvalidDocument
from desktop.formats.letters.drafting import draft_text
from desktop.formats.letters.fields import fields_of
from desktop.formats.letters.kinds import LETTER_KINDS
from desktop.formats.letters.templates import check_template
from desktop.formats.letters.vocabulary import FIELDS
from desktop.formats.shipped import shipped
from tests.formats.situations import CASE_ID, situation
from tests.histories import RECEIVED


def own(source: str):
    return lambda name: source.encode() if name == "reply" else b""


def test_a_template_of_one_s_own_stands_in_for_the_shipped_one() -> None:
    source = '{% extends "letter.txt.j2" %}{% block body %}{{ case_id|lower }}{% endblock %}'
    text = draft_text("reply", situation(), own(source))
    assert text == f"Dear Ada,\n\n{CASE_ID.lower()}\n\nKind regards,\nGrace\nAumOS platform team\n"


@pytest.mark.parametrize("name", [*LETTER_KINDS, "letter"])
def test_the_shipped_templates_pass_their_own_check(name: str) -> None:
    check_template(name, shipped("letters", f"{name}.txt.j2").decode())


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("{{ nothing }}", "'nothing'"),
        ("{% if False %}{{ nothing }}{% endif %}", "'nothing'"),
        ("{% for d in deadlines %}{{ d.when }}{% endfor %}", "'d.when'"),
        ("{{ range(99) }}", "call"),
        ("{% for x in range(99999999) %}x{% endfor %}", "loop"),
        ("{% for x in greeting %}x{% endfor %}", "loop"),
        ("{% for x in says %}{% for y in says %}x{% endfor %}{% endfor %}", "loop"),
        ("{{ 9 ** 9 ** 9 ** 9 }}", "pow"),
        ("{{ 'a' * 999999999 }}", "mul"),
        ("{{ greeting ~ greeting }}", "concat"),
        ("{% set a = greeting %}", "assign"),
        ("{% macro m() %}{% endmacro %}", "macro"),
        ("{% include 'letter.txt.j2' %}", "include"),
        ("{% import 'letter.txt.j2' as l %}", "import"),
        ("{% extends 'reply.txt.j2' %}", "extends"),
        ("{% extends greeting %}", "extends"),
        ("{{ greeting|center(99999999) }}", "'center'"),
        ("{{ says|join(greeting) }}", "'join'"),
        ("{{ says|join('aaa')|join('aaa') }}", "'join'"),
        ("{{ greeting.__class__ }}", "'greeting.__class__'"),
        ("{{ greeting['upper'] }}", "getitem"),
        ("{{ greeting is defined }}", "test"),
        ("{% if %}", "line 1 cannot be read: Expected an expression"),
        ("{{ " + "(" * 20_000, "cannot be read"),
        ("{{ " + "not " * 5_000 + "1 }}", "cannot be read"),
        ("{{ " + "9" * 9_000 + " }}", "cannot be read"),
        ("x" * 40_000, "larger"),
    ],
)
def test_a_template_that_reaches_out_runs_on_or_names_no_field_is_refused(source: str, words: str) -> None:
    with pytest.raises(InvalidDocument) as caught:
        draft_text("reply", situation(), own(source))
    assert "reply.txt.j2" in caught.value.message
    assert words in caught.value.message
    with pytest.raises(InvalidDocument):
        check_template("reply", source)


def test_a_field_that_only_some_items_have_is_named_when_it_is_missing() -> None:
    judged = ((RECEIVED, e.ScopeJudged("out", ("a line",))),)
    with pytest.raises(InvalidDocument, match=r"reply\.txt\.j2.*'due'"):
        draft_text("reply", situation("aumos", *judged), own("{% for s in scope %}{{ s.due }}{% endfor %}"))


def test_every_mistake_of_a_template_is_told_at_once() -> None:
    with pytest.raises(InvalidDocument, match=r"'one'.*'two'.*call"):
        check_template("reply", "{{ one }}{{ two }}{{ handler() }}")


def test_a_name_that_is_no_field_is_told_once_with_the_fields_that_there_are() -> None:
    with pytest.raises(InvalidDocument) as caught:
        check_template("", "{{ reporter.name }}", file="mine.j2")
    assert caught.value.message == (
        "The letter template mine.j2 cannot be used: there is no field 'reporter.name' (line 1)."
    )
    assert all(field in caught.value.advice for field in FIELDS)


def test_a_letter_has_an_end() -> None:
    many = ((RECEIVED, e.ReportRejected("obsolete-product", "x" * 20_000)),)
    with pytest.raises(InvalidDocument, match="65536 characters"):
        draft_text("reply", situation("aumos", *many), own("{{ explanation }}" * 9))


def test_a_template_in_another_character_set_is_refused() -> None:
    with pytest.raises(InvalidDocument, match="UTF-8"):
        draft_text("reply", situation(), lambda _name: b"\xff")


@given(st.text(max_size=200))
def test_any_text_is_a_template_or_refused_in_words(source: str) -> None:
    with suppress(InvalidDocument):
        draft_text("reply", situation(), own(source or "-"))


def test_every_word_has_a_name_of_its_own_whatever_group_it_stands_in() -> None:
    fields = fields_of("reply", situation())
    groups = (fields.letter, fields.case, fields.policy, fields.hold, fields.credit)
    assert fields.flat.keys() == FIELDS
    assert sum(len(group.__struct_fields__) for group in groups) == len(FIELDS)
