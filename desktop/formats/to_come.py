"""Clauses of the shipped policies whose behaviour is still to be built, each with what is missing."""

from functools import cache

from desktop.domain.policy import Profile
from desktop.domain.policy.clauses import carriers
from desktop.formats.shipped import shipped


@cache
def clauses_to_come() -> dict[str, str]:
    """What is missing, by clause. Raises Unreadable when the list is not there."""
    lines = shipped("policies", "to-come.tsv").decode().splitlines()
    return {clause: missing for clause, _, missing in (line.partition("\t") for line in lines)}


def to_come_in(profile: Profile) -> dict[str, str]:
    """Those of one policy. Raises Unreadable as above."""
    own = carriers(profile)
    return {clause: missing for clause, missing in clauses_to_come().items() if clause in own}
