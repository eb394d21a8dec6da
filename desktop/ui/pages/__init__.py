"""The three pages of the window: first run, unlock, desk.

Imports everything below; the window only chooses between them.
"""
