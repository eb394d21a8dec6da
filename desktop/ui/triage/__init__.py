"""Duplicates in the window: the card that proposes one, both reports side by side, the merging.

Words of reports are inert here as everywhere; proposals are made by the worker, and a newer question cancels
an older one.
"""
