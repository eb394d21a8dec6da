"""Reading what is whole in a damaged vault, and making a new vault of it.

A damaged database is never opened by SQLite here, and never written to: `pages` decrypts it page by page,
`rows` finds the rows that lie in the pages, whatever became of the tree that led to them, and `remains` keeps
what proves itself by its hash. `salvage` writes that to a new vault.
"""
