"""How long content is kept, and what is left of it afterwards."""
