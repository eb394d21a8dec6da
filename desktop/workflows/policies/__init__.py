"""Which policies a vault holds itself to, and what a change of one moves."""
