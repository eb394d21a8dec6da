"""The people of the vault in the window: enrolled, given roles, working under their names."""
