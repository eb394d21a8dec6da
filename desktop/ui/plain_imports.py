"""Gives Python its own import back, which Qt for Python replaces.

Theirs reads the source of every module that is imported from then on, and searches it for a word: so it knows
where other names of Qt's functions (`from __feature__ import snake_case`) could be wished for. Nothing here
wishes for them, and the door opens sooner by a tenth.
"""

import builtins

import PySide6.QtCore  # noqa: F401 - what replaces it


def import_plainly() -> None:
    """From now on, modules are imported as Python does it."""
    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
