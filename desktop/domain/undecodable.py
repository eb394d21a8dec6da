"""What msgspec raises for bytes that are not what they should be: more than its own exceptions."""

import msgspec

UNDECODABLE = (msgspec.MsgspecError, UnicodeDecodeError, RecursionError)
"""Text that is no UTF-8, and values within values without end, end in exceptions of Python's own."""
