"""Looking after a vault and after those who work with it."""
