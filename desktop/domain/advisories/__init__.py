"""What an advisory says, and where it is taken from."""
