"""Files in quarantine: previewed inert, let out through the gate, handed to Dangerzone."""
