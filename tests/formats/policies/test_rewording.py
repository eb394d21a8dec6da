"""The sentence of a promise says the time that a person corrected, whatever the text had in its place."""

import pytest

from desktop.domain.policy.proposing import Passage, Proposed
from desktop.formats.policies.corrected_sentences import reworded
from desktop.formats.policies.rewording import time_words, untimed_words


def clock(sentence: str, **time: str) -> Proposed:
    value = {"id": "one", "sentence": sentence, **time}
    return Proposed(id="clocks:one", table="clocks", value=value, passages=(Passage(1, 1, "Soon."),))


@pytest.mark.parametrize(
    ("key", "sentence", "old", "new", "now"),
    [
        ("within", "We answer within 2 days.", "2d", "3bd", "We answer within 3 business days."),
        ("within", "Within 2 days we answer.", "2d", "1mo", "Within 1 month we answer."),
        ("within", "2 days for us, 12 days for all.", "2d", "3d", "3 days for us, 12 days for all."),
        ("within", "A fix in 12 days, a word in 2 days.", "2d", "3d", "A fix in 12 days, a word in 3 days."),
        ("every", "You hear of it every 7 days.", "7d", "2w", "You hear of it every 2 weeks."),
        (
            "within",
            "Problems are fixed with the next scheduled release.",
            "next:release.scheduled",
            "30d",
            "Problems are fixed within 30 days.",
        ),
        (
            "within",
            "Problems are fixed within 30 days.",
            "30d",
            "next:release.scheduled",
            "Problems are fixed with the next scheduled release.",
        ),
        (
            "within",
            "Receipt is acknowledged “promptly”, without a number.",
            "undated:promptly",
            "48h",
            "Receipt is acknowledged within 48 hours.",
        ),
        (
            "within",
            "Users are told without undue delay where a law asks for it.",
            "undated:without undue delay",
            "3d",
            "Users are told within 3 days where a law asks for it.",
        ),
        (
            "every",
            f"Backups are made{untimed_words('regular')}.",
            "undated:regular",
            "1d",
            "Backups are made every 1 day.",
        ),
        ("within", "We answer.", "2d", "3d", None),
    ],
)
def test_a_corrected_time_stands_in_the_sentence(
    key: str, sentence: str, old: str, new: str, now: str | None
) -> None:
    meant = {key: new} if now is None else {key: new, "sentence": now}
    assert reworded(clock(sentence, **{key: old}), {key: new}) == meant


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ({"at_least": "5d"}, "They hear 5 days before the public, at least."),
        ({"at_least": "5d", "sentence": "In good time."}, "In good time."),
        ({"id": "another", "at_least": "5d"}, "They hear 3 days before the public, at least."),
    ],
)
def test_so_does_the_time_at_which_some_hear_before_the_public(row: dict[str, str], sentence: str) -> None:
    notice = {"id": "notice", "sentence": "They hear 3 days before the public, at least.", "at_least": "3d"}
    value = {"predisclosure": [notice]}
    item = Proposed(id="disclosure", table="disclosure", value=value, passages=())
    corrected = reworded(item, {"predisclosure": [{**notice, **row}, "no notice"]})
    assert [corrected["predisclosure"][0]["sentence"], corrected["predisclosure"][1]] == [
        sentence,
        "no notice",
    ]


def test_a_sentence_that_a_person_wrote_stays() -> None:
    own = {"within": "3d", "sentence": "We answer within 2 days, mostly."}
    assert reworded(clock("We answer within 2 days.", within="2d"), own) == own


@pytest.mark.parametrize("written", ["5d", "1d..3d", "next:release.scheduled", "undated:as soon as possible"])
def test_a_time_that_is_corrected_and_corrected_back_leaves_the_sentence_as_it_was(written: str) -> None:
    before = clock(f"Problems are fixed {time_words(written)}.", within=written)
    other = reworded(before, {"within": "7w"})
    after = clock(other["sentence"], within="7w")
    assert reworded(after, {"within": written})["sentence"] == before.value["sentence"]


FIX = {"id": "fix-critical", "within": "7d", "severities": ["critical"], "starts": ["report.received"]}
CRITICAL = "Problems of critical severity are fixed within 7 days."


@pytest.mark.parametrize(
    ("corrected", "sentence"),
    [
        ({"force": "target"}, "Problems of critical severity are meant to be fixed within 7 days."),
        ({"severities": []}, "Problems are fixed within 7 days."),
        (
            {"severities": ["critical", "high"]},
            "Problems of critical and high severity are fixed within 7 days.",
        ),
        (
            {"force": "target", "within": "2w", "audience": "partners"},
            "Problems of critical severity are meant to be fixed within 2 weeks. This holds for partners.",
        ),
    ],
)
def test_it_says_a_corrected_force_and_other_severities(corrected: dict[str, object], sentence: str) -> None:
    own = " On condition: “if it is urgent”."
    for tail in ("", own):
        item = Proposed(
            id="clocks:fix-critical",
            table="clocks",
            value={**FIX, "sentence": f"{CRITICAL}{tail}"},
            passages=(Passage(1, 1, "Soon."),),
        )
        assert reworded(item, corrected) == {**corrected, "sentence": f"{sentence}{tail}"}


@pytest.mark.parametrize("corrected", [{"starts": ["report.confirmed"]}, {"force": "expect"}])
def test_what_the_sentence_does_not_say_leaves_it_as_it_is(corrected: dict[str, object]) -> None:
    value = {**FIX, "sentence": CRITICAL}
    item = Proposed(id="clocks:fix-critical", table="clocks", value=value, passages=())
    assert reworded(item, corrected) == corrected


def test_a_bound_that_becomes_another_is_said_too() -> None:
    notice = {"id": "notice", "sentence": "They hear 3 days before the public, at least.", "at_least": "3d"}
    item = Proposed(id="disclosure", table="disclosure", value={"predisclosure": [notice]}, passages=())
    other = {"id": "notice", "sentence": notice["sentence"], "at_most": "2d"}
    (row,) = reworded(item, {"predisclosure": [other]})["predisclosure"]
    assert row["sentence"] == "They hear 2 days before the public, at most."
