"""The pieces that pages are built from: labels, fields, the inert text, the message bar.

Imports `look` only; every interactive piece has its accessible name from the start.
"""
