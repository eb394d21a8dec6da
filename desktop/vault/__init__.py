"""The encrypted case store: SQLCipher connection, journal, projections, blobs, and its own process.

SQL is written out here and nowhere else. `store` makes and opens vaults and `sql_vault` is an open one, as
`workflows.vault_ports` asks; `server` and `remote` put a pipe between the desk and the process that holds the
key. Knows key slots and files only as the ports that it is given.
"""
