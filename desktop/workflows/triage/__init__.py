"""Which reports are of the same problem, and making them one."""
