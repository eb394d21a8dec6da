"""The palette: every command, page, setting, saved filter and case, found by a few letters, done by Return.

What it offers is made from what is there: commands from the actions of the menus, settings from their
dialog, cases from the vault's own index, read in the background. It imports the session, lists and parts.
"""
