"""Policies in the window: reading them, taking them into use, moving cases between their versions.

What a page says of a policy is made in `policy_sections`, a pure function of the profile. Dialogs give
values; errands hand them to the workflows. A table that a policy does not fill is shown as not stated.
"""
