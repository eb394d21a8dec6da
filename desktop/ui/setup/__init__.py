"""The first run in four steps: the vault and its code, gpg and the key, the policy, and what stands then."""
