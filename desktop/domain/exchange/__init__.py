"""Two vaults that work on one case: how their chains are united, and what their handlers decided apart."""
