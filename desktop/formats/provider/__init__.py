"""A CSAF 2.0 provider tree (standard §7.1): where its files lie, and what its lists say of the documents.

Pure: whatever can be told from the documents is told from them, so that a list can neither forget one nor
name one that is not there. Imports `domain` and `formats.advisories`; may not know files, keys or the vault.
"""
