"""advisory compare: whether several files say the same, whatever their formats."""

import argparse
from collections.abc import Iterator
from pathlib import Path

from desktop.cli.output import print_json, print_text, say, shown_path
from desktop.cli.program import Program
from desktop.cli.session import open_tools
from desktop.domain.failures import Exit, Failure, InvalidDocument, TooLarge
from desktop.domain.inert import Untrusted
from desktop.formats.advisories.claims import Claims
from desktop.formats.advisories.comparing import Difference
from desktop.formats.advisories.comparing import compare as compare_claims
from desktop.formats.advisories.standards import read_claims
from desktop.formats.advisories.strict_json import SIZE_LIMIT
from desktop.workflows.ports import Tools


def compare(parsed: argparse.Namespace, program: Program) -> int:
    """0 when they do; 6 when they differ, or one of them is no advisory that can be read."""
    claims: dict[str, Claims] = {}
    failed: list[tuple[str, Failure]] = []
    with open_tools(parsed, program) as tools:
        for name in (parsed.file, *parsed.others):
            try:
                claims[shown_path(name)] = _read(name, tools)
            except Failure as failure:
                failed.append((shown_path(name), failure))
    found = () if failed else compare_claims(claims)
    if parsed.json:
        failures = [{"file": file, "code": f.code, "message": f.message} for file, f in failed]
        print_json({"equal": not (found or failed), "differences": found, "failures": failures})
    elif not failed:
        print_text("\n".join(_lines(found)))
    for file, why in failed:
        say(f"embargo: {file}: {why}")
    return failed[0][1].exit if failed else Exit.INVALID if found else Exit.DONE


def _read(name: str, tools: Tools) -> Claims:
    try:
        content = tools.files.read(Path(name), limit=SIZE_LIMIT)
    except TooLarge as error:
        raise InvalidDocument(f"The document is larger than {SIZE_LIMIT // (1024 * 1024)} MiB.") from error
    return read_claims(content)


def _lines(found: tuple[Difference, ...]) -> Iterator[str]:
    if not found:
        yield "They say the same."
    for difference in found:
        yield f"{difference.fact.replace('_', ' ')}:"
        for file, value in difference.values.items():
            yield f"  {Untrusted(file).line}: {Untrusted(_in_words(value)).line}"


def _in_words(value: object) -> str:
    if isinstance(value, list):
        return "; ".join(value) or "none"
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value) or "none"
