"""Names of cases: `POLICY-YEAR-XXXXXX` and a check digit; they tell nothing and cannot collide offline."""

from collections.abc import Sequence

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no I, L, O, U, so that an id survives being read over the phone."""
DIGITS = 6


def make_case_id(policy_id: str, year: int, digits: Sequence[int]) -> str:
    """Build an id from six random numbers below 32."""
    body = "".join(ALPHABET[d] for d in digits)
    if len(body) != DIGITS:
        raise ValueError(f"a case id has {DIGITS} random digits")
    return f"{policy_id}-{year}-{body}{check_digit(body)}"


def check_digit(body: str) -> str:
    """Luhn's sum modulo 32: notices any single wrong digit and nearly all swapped neighbours."""
    total = 0
    for position, character in enumerate(reversed(body)):
        value = ALPHABET.index(character) * (2 if position % 2 == 0 else 1)
        total += value // 32 + value % 32
    return ALPHABET[-total % 32]


def normalise(written: str) -> str | None:
    """The id that a person meant (lower case, O for 0, I or L for 1), or None when it is none."""
    policy_id, _, rest = written.strip().upper().partition("-")
    year, _, tail = rest.partition("-")
    tail = tail.translate(str.maketrans("OIL", "011"))
    well_formed = (
        len(tail) == DIGITS + 1 and all(c in ALPHABET for c in tail) and year.isdigit() and policy_id
    )
    if not well_formed or check_digit(tail[:DIGITS]) != tail[DIGITS]:
        return None
    return f"{policy_id}-{year}-{tail}"
