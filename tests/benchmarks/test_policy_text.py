"""What reading a policy's text costs, beside parsing its Markdown alone: processor time of this process."""

from collections.abc import Iterator

import pytest
from markdown_it import MarkdownIt

from desktop.formats.policies.reading.reader import read_proposal
from tests.benchmarks.timing import seconds
from tests.formats.policies.sample_policies import SAMPLES

pytestmark = pytest.mark.soak

SIZE = 100_000
AT_MOST = {"usual": 6, "promises": 35}
"""Times the floor: 0.05 s for 100 KB of usual text, and 0.015 s for nothing but plain paragraphs."""
PROMISES = (
    "We acknowledge report {} within 48 hours of receipt and fix critical issues within 7 days.",
    "An assessment of case {} follows in 5 business days, and high severity problems are patched in 30 days.",
    "Status updates on {} are sent every 7 days until the fix is released; wait 90 days before disclosure.",
)


def _usual() -> Iterator[str]:
    number = 0
    while True:
        for sample in SAMPLES:
            number += 1
            yield f"## Part {number}\n\n{sample.text}\n\nThis is what part {number} of the policy is about.\n"


def _promises() -> Iterator[str]:
    number = 0
    while True:
        for sentence in PROMISES:
            number += 1
            yield f"{sentence.format(number)}\n"


@pytest.mark.parametrize(("kind", "parts"), [("usual", _usual()), ("promises", _promises())])
def test_a_long_policy_takes_a_few_times_as_long_as_its_markdown_alone(
    kind: str, parts: Iterator[str]
) -> None:
    text = ""
    while len(text.encode()) < SIZE:
        text += f"{next(parts)}\n"
    content = text.encode()
    parser = MarkdownIt("commonmark").enable("table")
    floor = seconds(lambda: parser.parse(text))
    took = seconds(lambda: read_proposal(content))
    assert took < AT_MOST[kind] * floor, f"{took:.2f} s beside {floor:.2f} s"
