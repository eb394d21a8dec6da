"""What this machine and the open vault lack, and what can be done about it."""
