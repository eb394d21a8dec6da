"""Which versions of a product are affected: a cell for each, with what it rests on."""
