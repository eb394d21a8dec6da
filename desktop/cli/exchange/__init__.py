"""The verb that hands cases to other handlers and takes them from them."""
