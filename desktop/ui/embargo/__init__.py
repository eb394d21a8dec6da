"""The embargo in the window: its card, proposals and answers, the breaking of the glass, and whom to tell.

What cannot be taken back once something left has a surface of its own: the dialog that breaks the glass.
"""
