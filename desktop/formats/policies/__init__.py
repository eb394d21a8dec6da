"""How a policy profile in TOML is read: decoded table by table, checked, and written with its adoption.

`desktop.formats.policy` is the door. What is found wrong is collected, never raised here, so that one look
shows every mistake. Each module of rules looks at one part of a profile and yields `Flaw`s.
"""
