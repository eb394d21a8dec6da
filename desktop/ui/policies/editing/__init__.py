"""Editing a policy's profile: a form and its TOML side by side, one text beneath both.

The text is the truth. A field of the form changes one value of it and leaves every other byte; what the form
does not know stays. One list of steps takes back what either side did. Only saving writes.
"""
