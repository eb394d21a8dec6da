"""The people of a vault: who they are, what each may do, and what is closed to them."""
