"""What an adoption can choose from: time zones, and regions whose public holidays are known."""

from desktop.domain.clocks.wall_time import zone_names


def zones() -> tuple[tuple[str, str], ...]:
    """Every time zone by its name, UTC first."""
    names = sorted(zone_names() - {"UTC"})
    return tuple((name, name.replace("_", " ")) for name in ("UTC", *names))


def regions() -> tuple[tuple[str, str], ...]:
    """Countries and their parts by code, such as DE and DE-BY; the first stands for none."""
    # A calendar of every country, which an adoption needs and no start of the desk.
    from holidays import list_supported_countries  # noqa: PLC0415
    from holidays.registry import COUNTRIES  # noqa: PLC0415

    names = {entry[1]: module.replace("_", " ").title() for module, entry in COUNTRIES.items()}
    parts = list_supported_countries(include_aliases=False)
    found = [("", "")]
    for code, name in sorted(names.items(), key=lambda pair: pair[1]):
        found.append((code, f"{name} ({code})"))
        found += [(f"{code}-{part}", f"{name}: {part} ({code}-{part})") for part in parts.get(code, ())]
    return tuple(found)


def place_name(code: str) -> str:
    """A place whose public holidays count, by its name: "Germany (DE)"; its code where it has none."""
    return next((name for key, name in regions() if key == code), code)
