"""The window: a page, dialog or widget per file, named for what it shows.

Only this room knows Qt. Text of strangers is shown by one plain-text widget only.
"""
