"""The catalogue of products: the field that is filled in from it, and the dialog that keeps it."""
