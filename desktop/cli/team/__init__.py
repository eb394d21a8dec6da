"""Who works in the vault, and the journal for those who may read it."""
