"""The schema of CVE records that the `cvelib` package bundles, read from its file.

The package itself is never imported: it is a client of the programme's services, and loads network modules.
"""

import functools
import importlib.util
from pathlib import Path

import jsonschema_rs
import msgspec

from desktop.domain.failures import Unreadable

_NAME = "CVE_JSON_bundled_5.1.1.json"


@functools.cache
def cve_schema() -> jsonschema_rs.Validator:
    """The bundled schema of CVE JSON 5.1.1, compiled. Raises Unreadable."""
    found = importlib.util.find_spec("cvelib")
    for place in (found.submodule_search_locations or ()) if found else ():
        path = Path(place) / "schemas" / _NAME
        if path.is_file():
            return jsonschema_rs.validator_for(msgspec.json.decode(path.read_bytes()), validate_formats=True)
    raise Unreadable(
        f"A file of the cvelib package is missing ({_NAME}).",
        advice="Install Embargo again; `embargo doctor` shows what is missing.",
    )
