"""Many short calls of gpg, two at a time: what takes long in each is that a process starts."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

_AT_ONCE = 2
_Given = TypeVar("_Given")
_Found = TypeVar("_Found")


def in_pairs(work: Callable[[_Given], _Found], given: Sequence[_Given]) -> tuple[_Found, ...]:
    """What came of each, in order; the first failure ends it once those that run have ended."""
    if len(given) < _AT_ONCE:
        return tuple(map(work, given))
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        waiting = [pool.submit(work, one) for one in given]
        try:
            return tuple(one.result() for one in waiting)
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise
