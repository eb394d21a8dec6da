"""Why PySide6 is pinned: 6.12.0 on Python 3.11 loses a reference with every void call and every emit."""

import sys

from PySide6.QtCore import QObject, Signal

CALLS = 10_000
SLACK = CALLS // 100
"""Other code may come by a few references meanwhile; the fault costs one per call."""


class Emitter(QObject):
    happened = Signal(bool)


def test_void_calls_keep_their_references_to_none() -> None:
    emitter = Emitter()
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        emitter.setObjectName("name")
    assert sys.getrefcount(None) > before - SLACK


def test_emitting_keeps_references_to_true() -> None:
    emitter = Emitter()
    before = sys.getrefcount(True)
    for _ in range(CALLS):
        emitter.happened.emit(True)
    assert sys.getrefcount(True) > before - SLACK
