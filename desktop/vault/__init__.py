"""The encrypted case store: SQLCipher connection, journal, projections, blobs, and its own process.

SQL is written out here and nowhere else. Satisfies `workflows.ports.Vault`.
"""
