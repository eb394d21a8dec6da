"""Which of two versions comes first: through univers where it is right, else unknown.

Taken as it stands, univers reads nearly anything: `1.x` is 1.0.0 to it, `1.2.3.4` comes after `1.2.3.10`,
`9.3p2` before `9.3`; some schemes raise what is no ValueError, or print `<object at …>`. So a version must
look like one of its scheme first, texts stay as they were written, and nothing of univers is ever shown.
"""

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from univers.versions import Version

GENERIC = "generic"
"""The scheme of versions that name none: what its order is follows only where all readings agree."""

_SEMVER = r"\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?"
_SHORT_SEMVER = r"\d+(\.\d+){0,2}(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?"
_ANY = r"\d.*"
_SCHEMES: dict[str, tuple[str, str]] = {
    "alpm": ("ArchLinuxVersion", _ANY),
    "apk": ("AlpineLinuxVersion", _ANY),
    "cargo": ("SemverVersion", _SHORT_SEMVER),
    "composer": ("ComposerVersion", _SHORT_SEMVER),
    "deb": ("DebianVersion", _ANY),
    "ebuild": ("GentooVersion", _ANY),
    "gem": ("RubygemsVersion", _ANY),
    "golang": ("GolangVersion", _SHORT_SEMVER),
    "hex": ("SemverVersion", _SHORT_SEMVER),
    "maven": ("MavenVersion", _ANY),
    "npm": ("SemverVersion", _SHORT_SEMVER),
    "nuget": ("NugetVersion", _ANY),
    "pypi": ("PypiVersion", _ANY),
    "rpm": ("RpmVersion", _ANY),
    "semver": ("SemverVersion", _SHORT_SEMVER),
}
_READINGS = (("PypiVersion", r"\d.*(?<!\d[A-Za-z])"), ("SemverVersion", _SEMVER))
"""What a version of no scheme may be; a letter right after the last number (1.0.2k) means other things
elsewhere."""
SCHEMES = (GENERIC, *_SCHEMES)


def check_version(scheme: str, version: str) -> None:
    """Raises ValueError when this is no version of the scheme, or the scheme is unknown; any is generic."""
    if scheme not in SCHEMES:
        raise ValueError(f"{scheme!r} is no version scheme; there are {', '.join(SCHEMES)}")
    if scheme != GENERIC and _read(*_SCHEMES[scheme], version) is None:
        raise ValueError(f"{version!r} is no version of the scheme {scheme}")


@lru_cache(maxsize=50_000)
def compare(scheme: str, one: str, other: str) -> int | None:
    """-1, 0 or 1 as one is before, the same as or after the other; None where nobody can say."""
    if one == other:
        return 0
    orders = {_order(kind, shape, one, other) for kind, shape in _readings(scheme)} - {None}
    return orders.pop() if len(orders) == 1 else None


def newest_first(scheme: str, versions: Iterable[str]) -> list[str]:
    """Each version once, for people to look through; those that no reading takes come last, as given.

    Where readings differ, the first that takes a version places it: ask `compare` for what must be right.
    """
    waiting, ordered = list(dict.fromkeys(versions)), []
    for kind, shape in _readings(scheme):
        read = {version: value for version in waiting if (value := _read(kind, shape, version)) is not None}
        try:
            ordered += sorted(read, key=read.__getitem__, reverse=True)
        except Exception:  # noqa: BLE001, S112 - as in `_order`: then another reading may place them
            continue
        waiting = [version for version in waiting if version not in read]
    return [*ordered, *waiting]


def is_prerelease(scheme: str, version: str) -> bool:
    """Whether some reading takes it for a release candidate or the like (semver 2.0.0 §9, PEP 440)."""
    values = (getattr(_read(kind, shape, version), "value", None) for kind, shape in _readings(scheme))
    return any(getattr(v, "is_prerelease", False) or getattr(v, "prerelease", ()) for v in values)


def _readings(scheme: str) -> tuple[tuple[str, str], ...]:
    return _READINGS if scheme == GENERIC else (_SCHEMES[scheme],)


def _order(kind: str, shape: str, one: str, other: str) -> int | None:
    first, second = _read(kind, shape, one), _read(kind, shape, other)
    if first is None or second is None:
        return None
    try:
        before, after = bool(first < second), bool(second < first)
    except Exception:  # noqa: BLE001 - each scheme raises errors of its own, and none of them is an order
        return None
    return None if before and after else after - before


@lru_cache(maxsize=20_000)
def _read(kind: str, shape: str, version: str) -> "Version | None":
    if not re.fullmatch(shape, version):
        return None
    from univers import versions  # noqa: PLC0415 - slow to import, and most processes compare no versions

    make: Callable[[str], Version] = getattr(versions, kind)
    try:
        return make(version)
    except Exception:  # noqa: BLE001 - likewise, and not every one is a ValueError
        return None
