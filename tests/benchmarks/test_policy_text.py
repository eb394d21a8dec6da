"""What reading a policy's text costs, beside parsing its Markdown alone."""

from collections.abc import Iterator

from markdown_it import MarkdownIt

from desktop.formats.policies.reading.reader import read_proposal
from tests.benchmarks.timing import seconds
from tests.formats.policies.sample_policies import SAMPLES

SIZE = 100_000
AT_MOST = 9
"""Times the floor: 0.08 s for 100 KB, where the whole is to take 0.3 s; room for a machine at work."""


def _sections() -> Iterator[str]:
    number = 0
    while True:
        for sample in SAMPLES:
            number += 1
            yield f"## Part {number}\n\n{sample.text}\n\nThis is what part {number} of the policy is about.\n"


def test_a_long_policy_takes_a_few_times_as_long_as_its_markdown_alone() -> None:
    text, parts = "", _sections()
    while len(text.encode()) < SIZE:
        text += f"{next(parts)}\n"
    content = text.encode()
    parser = MarkdownIt("commonmark").enable("table")
    floor = seconds(lambda: parser.parse(text))
    took = seconds(lambda: read_proposal(content))
    assert took < AT_MOST * floor, f"{took:.2f} s beside {floor:.2f} s"
