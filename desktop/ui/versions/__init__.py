"""Which versions are affected: the matrix as a table, a person's word on a row, and the question to a clone.

Names of tags and branches, and what people wrote of them, are strangers' words: always inert.
"""
