"""Bytes of a file in quarantine made into something to read, a page at a time: text or hex, inert."""
