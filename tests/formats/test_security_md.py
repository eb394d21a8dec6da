"""SECURITY.md: the same promises are read back from its visible text, and no word of a profile is markup."""

import re

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.domain.clocks.durations import RELEASE
from desktop.domain.clocks.words import known_events
from desktop.domain.policy import AskedField, Clock, Pause, Profile, ScopeLine, VersionLine
from desktop.formats.publishing.promises import Unclear, in_words, promise_of, read_words
from desktop.formats.publishing.security_md import read_promises, unlike, write_security_md
from tests.formats.test_markdown import HOSTILE
from tests.histories import profile

replace = msgspec.structs.replace
POLICIES = ["aumos", "m87", "czm", "mushin", "terragon"]

_name = st.sampled_from(sorted(name for name in known_events() if name != "profile.adopted"))
_names = st.lists(_name, min_size=1, max_size=3, unique=True).map(tuple)
_words = st.text(st.characters(codec="utf-8", exclude_characters="“”"), min_size=1, max_size=30).map(
    lambda text: " ".join(f"x{text}x".split())
)
_amount = st.tuples(st.integers(1, 200), st.sampled_from(["h", "d", "w", "mo", "bd", "bh"])).map(
    lambda pair: f"{pair[0]}{pair[1]}"
)
_span = st.one_of(
    _amount, st.just("1d..3d"), st.just("10bd..15bd"), st.just(RELEASE), _words.map("undated:".__add__)
)


@st.composite
def clocks(draw: st.DrawFn) -> Clock:
    """Clocks with every key there or not."""
    again = draw(st.booleans())
    outer = draw(st.one_of(st.just(""), _amount))
    return Clock(
        id="x",
        sentence=draw(_words),
        owed_by=draw(st.sampled_from(["vendor", "reporter", "both"])),
        force=draw(st.sampled_from(["commit", "target", "expect", "request", "rule", "legal"])),
        track=draw(st.sampled_from(["report", "incident", "tool"])),
        audience=draw(st.one_of(st.just(""), _words)),
        when=draw(st.one_of(st.just(""), _words)),
        starts=draw(_names),
        stops=draw(st.one_of(st.just(()), _names)),
        within="" if again else draw(_span),
        every=draw(st.one_of(_amount, _words.map("undated:".__add__))) if again else "",
        tick=draw(_name) if again else "",
        severities=draw(st.sampled_from([(), ("critical",), ("medium", "low")])),
        outer=outer,
        outer_when=draw(st.one_of(st.just(""), _words)) if outer else "",
        rollover=draw(st.sampled_from(["none", "next", "previous"])),
        pauses=draw(
            st.one_of(
                st.just(()), st.tuples(_name, _name).map(lambda pair: (Pause(since=pair[0], until=pair[1]),))
            )
        ),
        waiver=draw(st.sampled_from(["", "agreement"])),
    )


@settings(deadline=None)
@given(clocks())
def test_the_words_of_a_clock_mean_exactly_it(clock: Clock) -> None:
    promise = promise_of(clock)
    assert read_words(promise.sentence, in_words(promise)) == promise


@pytest.mark.clause("M87-6b")
@pytest.mark.parametrize("policy", POLICIES)
def test_the_promises_of_a_policy_are_read_back_from_its_text(policy: str) -> None:
    of = profile(policy)
    content = write_security_md(of)
    assert unlike(of, content) == ()
    assert write_security_md(of) == content
    text = content.decode()
    for clause in ("clauses", of.policy.source_sha256):
        assert clause not in text
    for said in (of.policy.organisation, *(c.sentence for c in of.clocks if "`" not in c.sentence)):
        assert said in text


def test_a_text_that_promises_something_else_is_noticed() -> None:
    of = profile("aumos")
    content = write_security_md(of)
    assert unlike(of, content.replace(b"within 48 hours; counted", b"within 49 hours; counted")) == ("ack",)
    moved = content.replace(
        b"counted from when the problem is confirmed", b"counted from when the report arrives"
    )
    assert unlike(of, moved) == ("fix-critical", "fix-high", "fix-low")
    assert unlike(of, content.replace(b"severities: high", b"severities: low")) == ("fix-high",)
    assert len(unlike(of, content.replace(b"Promised by us", b"Hoped by us"))) == len(of.clocks)
    assert len(unlike(of, b"")) == len(of.clocks)


def test_every_table_of_the_profile_is_there() -> None:
    text = write_security_md(profile("mushin")).decode()
    assert "| Version | Supported | Until |" in text
    assert "| 1.x.x | yes |" in text
    assert "- By mail to security@mushinai.com" in text
    text = write_security_md(profile("m87")).decode()
    assert "No bounty is offered." in text
    assert "## Safe harbour" in text
    assert "Details stay private until the first of these happens" in text
    assert "Time zone: UTC" in text


def hostile(word: str) -> Profile:
    """A policy that says these words wherever its author may type."""
    of = profile("aumos")
    return replace(
        of,
        policy=replace(of.policy, organisation=word, product=word, namespace=word),
        intake=(replace(of.intake[0], address=word, subject=word, key=word),),
        fields=(AskedField(id="x", text=word),),
        scope=(ScopeLine(side="in", kind="class", text=word, hosts=(word,)),),
        versions=(VersionLine(range="1", as_written=word, supported=True),),
        clocks=tuple(replace(clock, sentence=word) for clock in of.clocks),
        safe_harbour=replace(of.safe_harbour, promise=word, conditions=(word,)),
        bounty=replace(of.bounty, offered=True, text=word),
    )


@pytest.mark.checks("F65")
@pytest.mark.parametrize("word", HOSTILE)
def test_no_word_of_a_profile_becomes_markup(word: str) -> None:
    of = hostile(word)
    content = write_security_md(of).decode()
    own = re.sub(r"<https?://[^\s<>]*>", "", content)
    assert "<" not in own
    assert not re.search(r"(?<!\\)\]\(|(?<!\\)!\[", own)
    assert "\u202e" not in content
    headings = [line for line in content.split("\n") if line.startswith("#")]
    assert len(headings) == len(re.findall(r"^#", write_security_md(hostile("x")).decode(), re.MULTILINE))


@pytest.mark.parametrize("words", ["", "Promised", "Promised by us within 3 years", "; ; ;", "“"])
def test_what_is_no_promise_is_unclear(words: str) -> None:
    with pytest.raises(Unclear):
        read_words("x", words)


def test_a_document_of_others_is_unclear_or_promises_nothing() -> None:
    assert read_promises(b"# Security\n\nWrite to us.\n") == ()
    with pytest.raises(Unclear):
        read_promises(b"## What is promised\n\n- We answer soon.\n")
