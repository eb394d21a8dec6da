"""The registries that OSV knows, by the type of package URL, and how packages are called there."""

import re
from collections.abc import Callable, Iterable

from desktop.domain.versions.package_url import PackageUrl, read_package_url

_NAMES = {
    "cargo": "crates.io",
    "composer": "Packagist",
    "conan": "ConanCenter",
    "cran": "CRAN",
    "gem": "RubyGems",
    "golang": "Go",
    "hackage": "Hackage",
    "hex": "Hex",
    "julia": "Julia",
    "maven": "Maven",
    "npm": "npm",
    "nuget": "NuGet",
    "opam": "opam",
    "pub": "Pub",
    "pypi": "PyPI",
    "swift": "SwiftURL",
}
ECOSYSTEMS = frozenset(
    (*_NAMES.values(), "AlmaLinux", "Alpaquita", "Alpine", "Android", "Azure Linux",
     "BellSoft Hardened Containers", "Bioconductor", "Bitnami", "Chainguard", "CleanStart", "Debian",
     "Docker Hardened Images", "Echo", "FreeBSD", "GHC", "GitHub Actions", "GIT", "Kubernetes", "Linux",
     "Mageia", "MinimOS", "openEuler", "openSUSE", "OSS-Fuzz", "Photon OS", "Red Hat", "Rocky Linux",
     "Root", "SUSE", "TuxCare", "Ubuntu", "VSCode", "Wolfi")
)  # fmt: skip
"""All that the schema names (OSV 1.7)."""
_DISTRIBUTIONS = {
    ("deb", "debian"): "Debian",
    ("deb", "ubuntu"): "Ubuntu",
    ("apk", "alpine"): "Alpine",
    ("apk", "wolfi"): "Wolfi",
    ("apk", "chainguard"): "Chainguard",
}
"""Where the namespace says which of the distributions it is."""
_JOINED = {"maven": ":"}
_SEMVER = frozenset({"cargo", "golang", "hex", "npm", "pub"})
"""Registries whose versions are all of semver 2.0.0."""
_FULL = re.compile(r"\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?")
_SPELLED: dict[str, Callable[[str], str]] = {
    "pypi": lambda name: re.sub(r"[-_.]+", "-", name).lower(),
}


def package_of(purl: str) -> tuple[str, str] | None:
    """The ecosystem, and the name that a package has there; None where OSV has no such ecosystem.

    Raises ValueError for what is no package URL.
    """
    package = read_package_url(purl)
    first = package.namespace[0].lower() if package.namespace else ""
    if (package.type, first) in _DISTRIBUTIONS:
        return _DISTRIBUTIONS[package.type, first], package.name
    if package.type not in _NAMES:
        return None
    spell, between = _SPELLED.get(package.type, str), _JOINED.get(package.type, "/")
    return _NAMES[package.type], spell(between.join((*package.namespace, package.name)))


def are_semver(purl: str, versions: Iterable[str]) -> bool:
    """Whether these versions are of semver 2.0.0, as all of this package should be."""
    return read_package_url(purl).type in _SEMVER and all(_FULL.fullmatch(v) for v in versions)


def is_ecosystem(written: str) -> bool:
    """Whether OSV knows an ecosystem of this name; a release of it may follow a colon."""
    name, colon, release = written.partition(":")
    return name in ECOSYSTEMS and bool(release) == bool(colon)


def package_url(ecosystem: str, name: str) -> str:
    """The package URL of a package that an advisory names; empty for an ecosystem without one."""
    base = ecosystem.split(":", maxsplit=1)[0]
    for (kind, namespace), called in _DISTRIBUTIONS.items():
        if called == base:
            return str(PackageUrl(kind, (namespace,), name))
    kind = next((kind for kind, called in _NAMES.items() if called.lower() == base.lower()), "")
    parts = [part for part in name.split(_JOINED.get(kind, "/")) if part]
    return str(PackageUrl(kind, tuple(parts[:-1]), parts[-1])) if kind and parts else ""
