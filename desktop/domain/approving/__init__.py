"""Four eyes between two machines: what is asked, what is signed, and whose signature counts. Pure."""
