"""The ways to open the vault: listed, added, proved, replaced, removed; its recovery code on paper."""
