"""The thread of a case: its list, the words of the chosen entry, replies, and what it waits for.

Lists and words are painted and read here; letters themselves are written in `ui.case.letter_page`.
"""
