"""Documents with one place changed."""

import copy
from typing import Any

from hypothesis import strategies as st

_VALUES = st.sampled_from(
    [
        None,
        True,
        7,
        -1,
        1.5,
        "",
        "x",
        "*",
        "2026-01-01",
        "0",
        [],
        ["x"],
        [[]],
        {},
        {"x": 1},
        [{}],
        "CWE-0",
        "GIT",
    ]
)


def _places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    steps = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [found for key, child in steps for found in ((*path, key), *_places(child, (*path, key)))]


@st.composite
def mutants(draw: st.DrawFn, document: dict[str, Any]) -> dict[str, Any]:
    """One value replaced, taken out, doubled, or one added."""
    changed = copy.deepcopy(document)
    *way, last = draw(st.sampled_from(_places(document)))
    holder = changed
    for step in way:
        holder = holder[step]
    act = draw(st.sampled_from(["replace", "remove", "add"]))
    if act == "replace":
        holder[last] = draw(_VALUES)
    elif act == "remove":
        del holder[last]
    elif isinstance(holder, dict):
        holder[draw(st.sampled_from(["surplus", "@id", "severity"]))] = draw(_VALUES)
    else:
        holder.append(draw(st.one_of(_VALUES, st.just(copy.deepcopy(holder[last])))))
    return changed
