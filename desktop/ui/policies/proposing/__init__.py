"""A policy's own text becomes a profile: what was read in it stands beside it, to be accepted piece by piece.

The text and all that was read in it are a stranger's, and shown by the inert widgets alone. Nothing is
accepted in advance; nothing is written before every value is decided and every question answered.
"""
