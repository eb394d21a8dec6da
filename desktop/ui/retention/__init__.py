"""How long content is kept: what is past its time, and a person's word on it."""
