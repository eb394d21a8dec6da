"""People read no event names."""

from datetime import timedelta

from desktop.domain import events as e
from desktop.domain.clocks import read_clocks
from desktop.domain.clocks.words import any_of, happened, happens, how_long, known_events
from desktop.domain.event import Recorded
from desktop.domain.event_codec import KINDS
from tests.histories import RECEIVED, history, january, profile, received


def test_there_are_words_for_every_kind_of_event() -> None:
    assert known_events() == set(KINDS)


def test_words_are_english() -> None:
    assert any_of(["a", "b", "c"]) == "a, b or c"
    assert happens(()) == "nothing"
    assert happened("something.new") == "“something.new” was recorded"
    assert how_long(timedelta(seconds=30)) == "less than a minute"
    assert how_long(timedelta(days=1, hours=2, minutes=3)) == "1 day and 2 hours"


def test_every_sentence_reads_without_the_names_of_events() -> None:
    shipped = [profile(name) for name in ("m87", "czm", "mushin", "terragon", "aumos", "regulation")]
    acts: list[Recorded] = history(
        (RECEIVED, received()), (january(10), e.AckSent()), (january(14), e.ReportConfirmed())
    )
    sentences = [r.why for p in shipped for day in (9, 31) for r in read_clocks(p, acts, january(day))]
    assert all(sentences)
    assert not [why for why in sentences for kind in KINDS if kind in why]
