"""The thread of a case: everything that was written to and fro, in order, each with where it stands.

`entry` is what stands in it, `telling` makes entries of events and drafts, `standing` says what was answered.
Pure, and total for any history; what was undone was never written.
"""

from desktop.domain.thread.entry import Direction, Entry, Party, State, Unsent
from desktop.domain.thread.telling import is_served, thread_of

__all__ = ["Direction", "Entry", "Party", "State", "Unsent", "is_served", "thread_of"]
