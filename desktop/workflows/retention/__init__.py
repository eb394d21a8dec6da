"""How long content is kept: what is due, and what a person purges, keeps or forgets."""
