"""What stands in the menus, in groups, under which key: every shortcut that exists is here."""
