"""The fix of each branch: where its commit lies, what proves it, which release it waits for."""
