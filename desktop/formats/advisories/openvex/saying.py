"""The sentences of OpenVEX statements, as they are written and read back."""

import re
from collections.abc import Iterable, Iterator

from desktop.domain.advisories.advisory import AdvisoryText, FixedVersion, ProductFacts
from desktop.domain.versions.ranges import canonical_range
from desktop.formats.advisories.instants import instant, read_instant

NO_REASON = "It does not have the problem."
_NO_FIX = "No fix is available yet."
_NO_MORE = "Its branch is supported no more: no fix will be made."
_WITHDRAWN = "The fix in {} was withdrawn; no other is available yet."
_AROUND = "Workaround: "
_NOTE = re.compile(r"(.+?):(?: out since (\S+Z))?(?: see (\S+))?(?: branch (.*))?")


def actions(product: ProductFacts, text: AdvisoryText) -> dict[str, list[str]]:
    """The affected versions by what their users can do."""
    helped: dict[str, list[str]] = {}
    names = (canonical_range(fix.version) for fix in product.fixes)
    update = " or ".join(dict.fromkeys(names))
    usual = f"Update {product.product} to {update}." if update else _NO_FIX
    around = text.workaround.strip()
    for version in product.affected:
        first = usual
        if version in product.withdrawn:
            first = _WITHDRAWN.format(canonical_range(version))
        elif version in product.abandoned:
            first = _NO_MORE
        words = (first, text.remediation.strip(), f"{_AROUND}{around}" if around else "")
        helped.setdefault("\n\n".join(filter(None, words)), []).append(version)
    return helped


def advice_in(action: str) -> tuple[str, str]:
    """Remediation and workaround in a statement's action."""
    advice = action.partition("\n\n")[2]
    if advice.startswith(_AROUND):
        return "", advice.removeprefix(_AROUND)
    remediation, _, workaround = advice.partition(f"\n\n{_AROUND}")
    return remediation, workaround


def is_withdrawn(action: str, version: str) -> bool:
    """Whether the fix of this version was taken back."""
    return action.partition("\n\n")[0] == _WITHDRAWN.format(version)


def is_abandoned(action: str) -> bool:
    """Whether nobody will make a fix."""
    return action.partition("\n\n")[0] == _NO_MORE


def notes_of(fixes: Iterable[FixedVersion]) -> str:
    """What is known of fixes beside their versions, a line for each."""
    by_version: dict[str, list[FixedVersion]] = {}
    for fix in fixes:
        by_version.setdefault(canonical_range(fix.version), []).append(fix)
    return "\n".join(_note(version, fix) for version, all_of in by_version.items() for fix in all_of)


def fixes_in(notes: str, versions: Iterable[str]) -> Iterator[FixedVersion]:
    """The fixes that a statement names, with what its notes tell of them."""
    told = [match for line in notes.splitlines() if (match := _NOTE.fullmatch(line))]
    for version in versions:
        own = [match for match in told if match[1] == version]
        for match in own:
            released = read_instant(match[2]) if match[2] else None
            yield FixedVersion(version, match[4] or "", released, match[3] or "")
        if not own:
            yield FixedVersion(version)


def _note(version: str, fix: FixedVersion) -> str:
    told = [f" out since {instant(fix.released)}"] if fix.released else []
    told += [f" see {fix.reference}"] if fix.reference else []
    told += [f" branch {fix.branch}"] if fix.branch else []
    return f"{version}:{''.join(told)}"
