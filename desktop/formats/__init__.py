"""Bytes to values and values to bytes, purely: mail, policy profiles, CSAF, Markdown, letters.

What a stranger sent becomes inert here, and only inside a confined child process. Imports `domain` alone.
"""
