"""How reports come in: found, opened, graded, joined to their case or made one."""
