"""What is wrong in a profile is said at once, each mistake with table, key and line."""

import pytest

from desktop.domain.failures import InvalidPolicy
from desktop.formats.policies.mistakes import Mistake
from desktop.formats.policy import MOST_TABLES, find_mistakes, read_profile

HEAD = """
schema = "cvd-profile/1"
[policy]
id = "x"
code = "XX"
organisation = "Example"
namespace = "https://example.org"
"""
CLOCK = """
[[clocks]]
id = "{id}"
sentence = "Soon."
starts = ["report.received"]
stops = ["fix.released"]
within = "{within}"
"""
A = CLOCK.format(id="a", within="7d")


def mistakes(text: str) -> tuple[Mistake, ...]:
    return find_mistakes((HEAD + text).encode())


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            CLOCK.format(id="fix", within="7d") + CLOCK.format(id="cure", within="9d"),
            "contradicts the clock fix",
        ),
        (
            A.replace("fix.released", "ack.sent")
            + CLOCK.format(id="b", within="9d")
            .replace('"fix.released"', '"question.sent", "ack.sent"')
            .replace("sentence", 'force = "expect"\nsentence'),
            "contradicts the clock a, which gives 7d",
        ),
        (
            "".join(
                CLOCK.format(id=name, within="").replace(
                    'within = ""', f'every = "{n}d"\ntick = "status.sent"'
                )
                for name, n in (("a", 7), ("b", 9))
            ),
            r"every .*contradicts the clock a, which gives 7d",
        ),
        (A.replace("7d", "0h"), "0h leaves no time"),
        (A.replace("7d", "0bd"), "0bd leaves no time"),
        (A.replace("7d", "1d..0d"), "ends before it begins"),
        (A.replace("7d", "5d..48h"), "ends before it begins"),
        ('[[intake]]\nid = "m"\nkind = "email"\naddress = "write to us"', "write to us is no mail address"),
        (
            '[[intake]]\nid = "m"\nkind = "phone"\naddress = "1"\n' * 2,
            r"intake\[1\] .*id m stands twice",
        ),
        ('[[versions]]\nrange = ">=2 <1"\nas_written = "2"\nsupported = true', "versions"),
        ('[[tool]]\nneed = "auto-lock"\ntext = "It locks."\nvalue = "2 hours"', "2 hours is no time"),
        (
            A
            + 'severities = ["high", "low"]\n'
            + CLOCK.format(id="b", within="9d")
            + 'severities = ["high"]\n',
            "contradicts the clock a, which gives 7d for high",
        ),
        (CLOCK.format(id="disclosure", within="7d"), "kept for the end of the hold"),
        (A.replace('"report.received"', ""), "one event that starts it"),
        (A.replace('"fix.released"', ""), "could never be met"),
        (A.replace("fix.released", "report.received"), "both starts and stops"),
        (A + 'every = "7d"\ntick = "status.sent"', "not both"),
        (A + 'tick = "status.sent"', "nothing without every"),
        (A + 'outer = "9d"', "without a number"),
        (A + 'outer_when = "gdpr"', "no outer bound"),
        (A + 'when = "gdpr"', "no question with the id gdpr"),
        (CLOCK.format(id="a", within="8bh"), "need office_hours"),
        (
            A + 'pauses = [{ since = "question.sent", until = "question.sent" }]',
            "begins and ends this pause",
        ),
        (A + 'alternatives = [{ id = "b", text = "c" }]', "replaces nothing"),
        (
            A + 'alternatives = [{ id = "b", text = "c", starts = ["fix.released"] }]',
            "In this reading fix.released both starts and stops",
        ),
        (
            A + "".join(f'[[clocks.alternatives]]\nid = "b"\ntext = "c"\nwithin = "{n}d"\n' for n in (8, 9)),
            r"alternatives\[1\] .*id b stands twice",
        ),
        (
            CLOCK.format(id="a", within="").replace('within = ""', 'every = "7d"\ntick = "status.sent"')
            + 'alternatives = [{ id = "b", text = "c", within = "8d" }]',
            "interval cannot be replaced",
        ),
        (A.replace('within = "7d"', 'every = "7d"'), "needs the event that each interval is counted from"),
        (A.replace("7d", "7 days"), "'7 days' is no duration"),
        (A.replace("7d", "2700bd"), "more than 1000 business days"),
        (A + A, r'clocks\[1\] "a", id .*The id a stands twice'),
        (A + 'severities = ["huge"]', "no severity huge in this profile; did you mean high"),
        (A + 'pauses = [{ since = "question.snt", until = "ack.sent" }]', "did you mean question.sent"),
        (
            '[[steps]]\nid = "a"\ntext = "b"\nevent = "ack.sent"\nneeds = ["root-cause"]',
            "There is no need root-cause",
        ),
        (
            '[[steps]]\nid = "a"\ntext = "b"\nevent = "ack.sent"\nneeds = ["severeness"]',
            "no need severeness; did you mean severity",
        ),
        ('[calendar]\nweekend = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]', "no business day"),
        (
            '[[disclosure.predisclosure]]\nid = "a"\nsentence = "b"\naudience = "c"\nat_most = "soon"\n',
            "'soon' is no duration",
        ),
        ("lines = 3", "takes a table, not the number 3"),
        ('updated = "2026-02-30"', "no day 2026-02-30"),
        ('effective = "2026-13"', "no day 2026-13"),
        ('[[conditions]]\nid = "gdpr"\nquestion = "Does it?"', "nobody would be asked"),
        ('[calendar]\nassumed = ["time-zone"]', "no time-zone; did you mean timezone"),
        ('[calendar]\noffice_hours = ["9-5"]', "no span of one day"),
        ('[calendar]\noffice_hours = ["17:00-09:00"]', "no span of one day"),
        ('[calendar]\noffice_hours = ["12:00-17:00", "09:00-12:30"]', "office hours overlap"),
        ('[calendar]\nnational_holidays = "Atlantis"', "is no country"),
        (
            '[calendar]\nnational_holidays = "DE-XX"',
            "No public holidays are known for 'DE-XX': list the days",
        ),
        ("[calendar]\nholidays = [2026-01-01, 2026-01-01]", "2026-01-01 stands twice"),
        ("[release]\ndates = [2026-01-01, 2026-01-01]", "2026-01-01 stands twice"),
        ('[disclosure]\nhold = { event = "fix.released", clock = "a" }', "no form, or more than one"),
        ("[disclosure]\nhold = {}", "no form, or more than one"),
        ('[disclosure]\nhold = { op = "min" }', "An op needs"),
        ('[disclosure]\nhold = { start = "ack.sent" }', "A start needs its after"),
        ('[disclosure]\nhold = { start = "ack.snt", after = "7 d" }', "no event ack.snt"),
        ('[disclosure]\nhold = { event = "fix.released", hint = ["a"] }', "there is none"),
        ('[disclosure]\nhold = { judgement = "soon", hint = ["a"] }', "no clock a"),
        (
            "[disclosure]\nhold = " + '{ op = "min", of = [' * 9 + '{ event = "fix.released" }' + "] }" * 9,
            "more than 8 deep",
        ),
        (
            '[[disclosure.predisclosure]]\nid = "a"\nsentence = "b"\naudience = "c"\n',
            "either at_least or at_most",
        ),
        ('[disclosure.extension]\nlongest = "long"', "'long' is no duration"),
        ('[[disclosure.publish_after]]\nseverity = "huge"\nafter = "7d"', "no severity huge"),
        ('[[letters]]\nevent = "report.confirmed"\nsays = ["thanks"]', "report.confirmed is no letter"),
        ('[[letters]]\nevent = "ack.sent"\nsays = ["thank"]', "did you mean thanks"),
        ('[credit]\nclauses = ["YY-1"]', "no clause of this policy"),
        ('[[scope]]\nside = "in"\nkind = "asset"\ntext = "x"\nhosts = ["https://a.example"]', "no host name"),
        ('[[scope]]\nside = "in"\nkind = "asset"\ntext = "x"\nhosts = ["a .example"]', "no host name"),
        ("[severity]\nlevels = []", "at least one severity"),
        ('[severity]\nlevels = ["a", "a"]', "A severity stands twice"),
        ('[[severity.rules]]\nmatch = "x"\nlevel = "huge"', "no severity huge"),
        ('[[intake]]\nid = "m"\nkind = "email"\naddress = "a@b"\nseverities = ["huge"]', "no severity huge"),
        ('[adopted]\non = 2026-01-09\nreadings = { ack = "x" }', "no such clock"),
        (
            A + '[adopted]\non = 2026-01-09\nreadings = { a = "x" }',
            "no other reading x",
        ),
        ('[adopted]\non = 2026-01-09\ntimezone = "Europe"', "no time zone Europe"),
    ],
)
def test_what_contradicts_itself_is_explained(text: str, words: str) -> None:
    with pytest.raises(InvalidPolicy, match=words):
        read_profile((HEAD + text).encode())


def test_all_mistakes_are_listed_at_once_with_their_lines() -> None:
    clock = CLOCK.format(id="fix", within="soon").replace("sentence", "sentense")
    text = 'sevrity = "high"\n[calendar]\ntimezone = "Mars"\n' + clock.replace("fix.released", "fix.done")
    assert [(m.table, m.key, m.line) for m in mistakes(text + "force = 3\n[credits]\n")] == [
        ("policy", "sevrity", 8),
        ("calendar", "timezone", 10),
        ('clocks[0] "fix"', "sentence", 12),
        ('clocks[0] "fix"', "sentense", 14),
        ('clocks[0] "fix"', "stops", 16),
        ('clocks[0] "fix"', "within", 17),
        ('clocks[0] "fix"', "force", 18),
        ("", "credits", 19),
    ]
    with pytest.raises(InvalidPolicy, match=r"The profile mine\.toml has 8 mistakes") as refused:
        read_profile((HEAD + text + "force = 3\n[credits]\n").encode(), "mine.toml")
    assert all(m.sentence in refused.value.message for m in mistakes(text))


def test_a_short_word_finds_the_key_that_was_meant() -> None:
    (wrong, lacking) = mistakes(A.replace("within", "in"))
    assert {m.sentence.partition(": ")[2] for m in (wrong, lacking)} == {
        "There is no such key; did you mean within?",
        "A clock needs either within or every.",
    }


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("3", "not the number 3"),
        ("true", "not true"),
        ("[]", "not a list"),
        ("{}", "not a table"),
        ("2026-01-09", "not a day without quotes"),
        ("2026-01-09T16:00:00Z", "not a time"),
        ("16:00:00", "not a time of day"),
        ('""', "not an empty text"),
    ],
)
def test_what_is_of_the_wrong_kind_is_called_by_its_kind(value: str, words: str) -> None:
    (mistake,) = mistakes(f"[[compliance]]\ntag = {value}")
    assert mistake.message == f"This takes words, {words}."


def test_what_a_stranger_wrote_is_repeated_short_and_without_hidden_characters() -> None:
    (mistake,) = mistakes(f'[calendar]\ntimezone = "a\u202eb{"x" * 500}"')
    assert "\u27e8U+202E\u27e9" in mistake.message
    assert len(mistake.message) < 120


def test_business_hours_may_be_left_to_whoever_adopts_the_policy() -> None:
    clock = CLOCK.format(id="a", within="8bh")
    assert not mistakes('[calendar]\nassumed = ["office_hours"]\n' + clock)
    assert not mistakes(clock + '[adopted]\non = 2026-01-09\noffice_hours = ["09:00-17:00"]\n')


def test_two_clocks_may_promise_different_times_for_different_severities() -> None:
    first, second = A, CLOCK.format(id="b", within="9d")
    assert not mistakes(f'{first}severities = ["high"]\n{second}severities = ["low"]\n')


def test_what_is_no_table_hides_nothing_else() -> None:
    source = HEAD.replace("[policy]", 'clocks = [3, { id = "a" }]\nsteps = 3\ncalendar = []\n[policy]')
    found = find_mistakes(source.encode())
    assert [(m.table, m.key, m.line) for m in found] == [
        ("clocks[0]", "", 3),
        ('clocks[1] "a"', "sentence", 3),
        ('clocks[1] "a"', "starts", 3),
        ('clocks[1] "a"', "stops", 3),
        ('clocks[1] "a"', "within", 3),
        ("", "steps", 4),
        ("", "calendar", 5),
    ]


def test_a_pack_may_name_clauses_of_the_law() -> None:
    source = HEAD.replace("[policy]", 'kind = "pack"\n[policy]') + '[credit]\nclauses = ["GDPR-33"]\n'
    assert not find_mistakes(source.encode())


def test_lines_within_long_texts_are_no_tables() -> None:
    quoted = 'assumed = """\n[calendar]\ntimezone = 1\n"""\n[calendar]\ntimezone = "Mars"\n'
    assert [m.line for m in mistakes(quoted)] == [13]


@pytest.mark.parametrize("clause", ["AA-0", "AA"])
def test_a_wrong_code_is_one_mistake_however_many_clauses_there_are(clause: str) -> None:
    steps = f'[[compliance]]\ntag = "t"\nclauses = ["{clause}"]\n' * 5
    (mistake,) = mistakes(steps)
    assert (mistake.table, mistake.key, mistake.line) == ("policy", "code", 5)
    assert f"5 start otherwise, as in {clause}" in mistake.message
    (unreadable,) = find_mistakes((HEAD.replace('"XX"', '"own!"') + steps).encode())
    assert unreadable.key == "code"


def test_each_mistake_is_told_on_a_line_of_its_own() -> None:
    with pytest.raises(InvalidPolicy) as refused:
        read_profile((HEAD + "sevrity = 1\n[calender]\n").encode())
    first, second, third, then = str(refused.value).splitlines()
    assert first == "The profile has 2 mistakes."
    assert "sevrity" in second
    assert "calender" in third
    assert then.startswith("Nothing was written.")


def test_what_is_aimed_at_contradicts_no_promise() -> None:
    aim = CLOCK.format(id="b", within="9d").replace("sentence", 'force = "target"\nsentence')
    assert not mistakes(A + aim)


def test_a_profile_of_more_tables_than_any_policy_has_is_refused_before_it_is_looked_at() -> None:
    row = '[[clocks]]\nid = "c{}"\nsentence = "x"\nstarts = ["report.received"]\nstops = ["ack.sent"]\n'
    many = "\n" + "\n".join(row.format(n) + f'within = "{n + 1}h"\n' for n in range(MOST_TABLES + 1))
    (mistake,) = find_mistakes(f'schema = "cvd-profile/1"\n{many}'.encode())
    assert mistake.message == f"The profile has more than {MOST_TABLES} tables."


@pytest.mark.parametrize(
    "many", ["\t[[clocks]]\n" * 2001, f"clocks = [{'{}, ' * 2001}]", f"clocks = [{'{a = {}}, ' * 1001}]"]
)
def test_tables_count_however_they_are_written(many: str) -> None:
    (mistake,) = find_mistakes(f'schema = "cvd-profile/1"\n{many}'.encode())
    assert mistake.message == f"The profile has more than {MOST_TABLES} tables."


def test_of_many_clocks_that_contradict_each_other_each_is_told_once() -> None:
    row = '[[clocks]]\nid = "c{}"\nsentence = "x"\nstarts = ["report.received"]\nstops = ["ack.sent"]\n'
    many = "\n" + "\n".join(row.format(n) + f'within = "{n + 1}h"\n' for n in range(300))
    told = [
        m for m in find_mistakes(f'schema = "cvd-profile/1"\n{many}'.encode()) if "contradicts" in m.message
    ]
    assert len(told) == 299
    assert {m.message for m in told} == {"This contradicts the clock c0, which gives 1h."}
