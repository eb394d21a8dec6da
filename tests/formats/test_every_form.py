"""Every format of an advisory: valid, the same as all others, written again the same, else caught.

What a form's room promises of itself stands in its own tests; here stands what all of them promise.
"""

from collections.abc import Callable

import pytest
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st

from desktop.domain.advisories.advisory import AdvisoryFacts, FormName
from desktop.formats.advisories.claims import claims_of
from desktop.formats.advisories.comparing import compare
from desktop.formats.advisories.forms import FORMS
from desktop.formats.advisories.standards import READ_BACK, read_claims
from tests.formats.advisories import FULL, facts
from tests.formats.changed_facts import CHANGES

SEEKING = settings(max_examples=200, phases=[Phase.generate], deadline=None)
Tell = Callable[[str, object], None]
often = pytest.mark.parametrize("runs", [8, pytest.param(1_000, marks=pytest.mark.soak)])


def written(of: AdvisoryFacts) -> dict[FormName, bytes]:
    """In every format in which these facts can be said."""
    return {form.name: form.write(of) for form in FORMS.values() if not form.lacks(of)}


def each(runs: int, check: Callable[..., None], *drawn: st.SearchStrategy[object]) -> None:
    settings(max_examples=runs, deadline=None)(given(facts(), *drawn)(check))()


def test_no_format_is_left_out_unnoticed() -> None:
    """What every format promises is asked of each: of the full facts, and of some of the generated ones."""
    assert set(written(FULL)) == set(FORMS)
    for form in FORMS.values():
        find(facts(), lambda of, form=form: not form.lacks(of), settings=SEEKING)


@often
def test_every_file_is_valid_and_says_what_all_others_say(runs: int, record_property: Tell) -> None:
    files = 0

    def check(of: AdvisoryFacts) -> None:
        nonlocal files
        documents = written(of)
        for name, content in documents.items():
            assert FORMS[name].judge(of, content).mistakes == (), name
        claims = {name: read_claims(content) for name, content in documents.items() if name in READ_BACK}
        assert compare({"the case": claims_of(of), **claims}) == ()
        files += len(documents)

    each(runs, check)
    record_property("valid and equal", f"{files} files of {runs} cases")


@often
def test_the_same_facts_give_the_same_bytes_also_when_they_were_read_back(runs: int) -> None:
    def check(of: AdvisoryFacts) -> None:
        for name, content in written(of).items():
            assert FORMS[name].write(of) == content
            facts_in = READ_BACK[name].facts_in if name in READ_BACK else None
            if name == "cve" and of.under_investigation:
                continue  # a record has one word for what is looked into and for what is not known yet
            if facts_in is not None:
                assert FORMS[name].write(facts_in(content)) == content, name

    each(runs, check)


@pytest.mark.parametrize("runs", [40, pytest.param(1_000, marks=pytest.mark.soak)])
def test_another_fact_in_any_one_file_is_noticed(runs: int, record_property: Tell) -> None:
    """Where the format has a place for it, which is where its bytes are others."""
    noticed = asked = 0

    def check(of: AdvisoryFacts, name: FormName, change: str) -> None:
        nonlocal noticed, asked
        other = CHANGES[change](of)
        form = FORMS[name]
        if other is None or form.lacks(of) or form.lacks(other):
            return
        content = form.write(other)
        if content == form.write(of):
            return
        asked += 1
        assert tells(of, name, content), f"{change} of {name}"
        noticed += 1

    form_and_change = (st.sampled_from(sorted(FORMS)), st.sampled_from(sorted(CHANGES)))
    while asked < runs:
        each(runs - asked, check, *form_and_change)
    record_property("another fact noticed", f"{noticed} of {asked} files")


@pytest.mark.parametrize("change", sorted(CHANGES))
def test_each_fact_is_noticed_in_each_format(change: str) -> None:
    """Of facts of which none is empty."""
    other = CHANGES[change](FULL)
    assert other is not None
    places = 0
    for form in FORMS.values():
        if form.lacks(FULL) or form.lacks(other):
            continue
        content = form.write(other)
        if content != form.write(FULL):
            assert tells(FULL, form.name, content), form.name
            places += 1
    assert places


def tells(of: AdvisoryFacts, name: FormName, content: bytes) -> bool:
    """Whether what is asked before a signature notices that this file says something else than the others."""
    if name not in READ_BACK:
        return bool(FORMS[name].judge(of, content).mistakes)
    others = READ_BACK.keys() - {name}
    read = {one: read_claims(found) for one, found in written(of).items() if one in others}
    return bool(compare({"the case": claims_of(of), **read, "the file": read_claims(content)}))


@pytest.mark.parametrize("name", ["csaf", "cve", "osv", "openvex"])
def test_a_fact_that_is_told_otherwise_is_named_in_words(name: FormName) -> None:
    other = CHANGES["release"](FULL)
    assert other is not None
    mistakes = FORMS[name].judge(FULL, FORMS[name].write(other)).mistakes
    assert [m for m in mistakes if "says another current release than the case" in m], mistakes
