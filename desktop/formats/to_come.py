"""Clauses of the shipped policies whose behaviour is still to be built, each with what is missing."""

from functools import cache

from desktop.formats.shipped import shipped


@cache
def clauses_to_come() -> dict[str, str]:
    """What is missing, by clause. Raises Unreadable when the list is not there."""
    lines = shipped("policies", "to-come.tsv").decode().splitlines()
    return {clause: missing for clause, _, missing in (line.partition("\t") for line in lines)}
