"""Single values as TOML has them."""

import json
from collections.abc import Mapping
from typing import Any


def toml_value(value: Any) -> str:
    """Text, true or false, a day, a list or an inline table."""
    if isinstance(value, str):
        return toml_string(value)
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Mapping):
        return f"{{ {', '.join(f'{toml_string(k)} = {toml_value(v)}' for k, v in value.items())} }}"
    if isinstance(value, tuple | list):
        return f"[{', '.join(toml_value(item) for item in value)}]"
    return str(value)  # a day stands as it is


def toml_string(value: str) -> str:
    """A basic string: JSON escapes the same characters but DEL."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
