"""Letters and keys: what is written to reporters and others, and what was sent of it."""
