"""Who may do what in a vault: rules that keep people from mistakes; whoever has the key has everything."""
