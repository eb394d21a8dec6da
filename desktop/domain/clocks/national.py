"""Public holidays of countries and their parts, as the `holidays` package knows them."""

import re
from datetime import date
from functools import lru_cache

_WRITTEN = re.compile(r"([A-Z]{2})(?:-([A-Z0-9]{1,3}))?")
_ANY_YEAR = 2026


@lru_cache(maxsize=256)
def national_holidays(place: str, year: int) -> frozenset[date]:
    """The public holidays of a place such as "DE" or "DE-BY" in one year. Raises ValueError."""
    from holidays import country_holidays  # noqa: PLC0415 - a calendar of every country, rarely needed

    match = _WRITTEN.fullmatch(place)
    if match is None:
        raise ValueError(f'{place!r} is no country, or country and part, such as "DE" or "DE-BY"')
    try:
        return frozenset(country_holidays(match[1], subdiv=match[2], years=year))
    except NotImplementedError as error:
        raise ValueError(f"no public holidays are known for {place!r}: list the days instead") from error


def check_place(place: str) -> None:
    """Raise ValueError, with words for people, when the holidays of this place are not known."""
    national_holidays(place, _ANY_YEAR)
