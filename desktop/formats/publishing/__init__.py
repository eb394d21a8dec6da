"""A policy as its readers meet it: SECURITY.md and security.txt, written from the profile that clocks run by.

What is written is read back, so that promise and clock cannot differ. Imports `domain` and its neighbours'
pages; may not know files, keys or the vault.
"""
