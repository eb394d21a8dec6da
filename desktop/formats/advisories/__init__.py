"""Advisories as files, in formats for machines and for people (`forms`), all from the same facts.

The writers are pure and deterministic. What was written is judged by a validator of its format, read back
(`readers`) and compared (`comparing`), so that every format provably says the same. Imports `domain` alone;
may not know files, keys or the vault.
"""
