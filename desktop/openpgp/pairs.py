"""Many short calls of gpg, two at a time: what takes long in each is that a process starts."""

import threading
from collections.abc import Callable, Sequence
from typing import TypeVar

_Given = TypeVar("_Given")
_Found = TypeVar("_Found")


def in_pairs(work: Callable[[_Given], _Found], given: Sequence[_Given]) -> tuple[_Found, ...]:
    """What came of each, in order; the first failure ends it once those that run have ended.

    One thread helps the one that asks: to hand every call over would cost as much as the call.
    """
    waiting, found = iter(range(len(given))), dict[int, _Found]()
    failed: list[BaseException] = []

    def take() -> None:
        # the next of a range is handed out whole, whoever asks
        for place in waiting:
            if failed:
                return
            try:
                found[place] = work(given[place])
            except BaseException as error:  # noqa: BLE001 - raised again by who asked
                failed.append(error)

    helper = threading.Thread(target=take, name="gpg") if len(given) > 1 else None
    if helper is not None:
        helper.start()
    take()
    if helper is not None:
        helper.join()
    if failed:
        raise failed[0]
    return tuple(found[place] for place in range(len(given)))
