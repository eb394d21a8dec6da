"""What stands between a case and the outside: the gate, and what it looks for."""
