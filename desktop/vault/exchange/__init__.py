"""Chains of other vaults in this one: what a bundle takes out of the journal, and how one is taken in."""
