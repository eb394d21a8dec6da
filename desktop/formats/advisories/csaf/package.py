"""What the `csaf` package brings along and we read from its files: the CSAF 2.0 schema and the CWE names.

The files are read without importing the package, which takes a third of a second.
"""

import functools
import importlib.util
from pathlib import Path
from typing import Any

import msgspec

from desktop.domain.failures import Unreadable

_CVSS = ("cvss-v2.0", "cvss-v3.0", "cvss-v3.1")


def csaf_schema() -> tuple[dict[str, Any], list[tuple[str, dict[str, Any]]]]:
    """The CSAF 2.0 JSON schema, and the schemas that it refers to with their addresses. Raises Unreadable."""
    referenced = [
        (f"https://www.first.org/cvss/{name}.json", _decode("v20/schema/referenced", f"{name}.json"))
        for name in _CVSS
    ]
    return _decode("v20/schema", "csaf.json"), referenced


def cwe_name(cwe: str) -> str | None:
    """The newest name of a weakness such as CWE-79, as test 6.1.11 wants it; None for an unknown one."""
    return cwe_names().get(cwe.removeprefix("CWE-"))


@functools.cache
def cwe_names() -> dict[str, str]:
    """The newest name of every weakness (CWE 4.20), by its number. Raises Unreadable."""
    weaknesses = _decode("v21/cwe", "catalog.json")["weaknesses"]
    newest = {
        number: next((name for _, name in reversed(weakness["history"]) if name is not None), None)
        for number, weakness in weaknesses.items()
    }
    return {number: name for number, name in newest.items() if name is not None}


def _decode(folder: str, name: str) -> dict[str, Any]:
    found = importlib.util.find_spec("csaf")
    places = list(found.submodule_search_locations or ()) if found else []
    for place in places:
        path = Path(place) / "csaf" / folder / name
        if path.is_file():
            return msgspec.json.decode(path.read_bytes(), type=dict[str, Any])
    raise Unreadable(
        f"A file of the csaf package is missing ({name}).",
        advice="Install Embargo again; `embargo doctor` shows what is missing.",
    )
