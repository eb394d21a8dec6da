"""Lists that page: cases and promises, read from the vault a hundred rows at a time.

Imports `session`, `parts` and `look`.
"""
