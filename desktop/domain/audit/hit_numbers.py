"""Numbers of hits as people name several: 1-12,15."""

import re
from collections.abc import Sequence

_PART = re.compile(r"\s*(\d{1,6})(?:\s*-\s*(\d{1,6}))?\s*")
_MOST = 100_000


def read_numbers(written: str) -> tuple[int, ...]:
    """The numbers in order, each once. Raises ValueError with a sentence without its end."""
    numbers: set[int] = set()
    for part in written.split(","):
        match = _PART.fullmatch(part)
        if match is None:
            raise ValueError(f"{part.strip()!r} is no number of a hit and no span of them")
        first, last = int(match[1]), int(match[2] or match[1])
        if first > last:
            raise ValueError(f"{part.strip()} runs backwards")
        numbers |= set(range(first, last + 1))
        if len(numbers) > _MOST:
            raise ValueError("these are more numbers than any search has hits")
    return tuple(sorted(numbers))


def write_numbers(numbers: Sequence[int]) -> str:
    """The same, of numbers in order; what runs on is a span."""
    spans: list[list[int]] = []
    for number in numbers:
        if spans and spans[-1][-1] == number - 1:
            spans[-1][1:] = [number]
        else:
            spans.append([number])
    return ",".join("-".join(map(str, span)) for span in spans)
