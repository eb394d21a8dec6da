"""Advisories as files: CSAF 2.0 for machines, Markdown for people, both from the same facts.

The writers are pure and deterministic. What was written is judged by the `csaf` package (`csaf.validation`)
and read back by readers of its own (`claims`), so that every format provably says the same. Imports `domain`
alone; may not know files, keys or the vault.
"""
