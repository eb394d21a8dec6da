"""advisory validate: files of every format, and whole provider trees."""

import argparse
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

from desktop.cli.intake.several_files import outcome_of
from desktop.cli.output import ProgressBar, print_json, print_text, say, shown_path
from desktop.cli.program import Program
from desktop.cli.session import open_tools
from desktop.domain.failures import Exit, Failure
from desktop.formats.advisories.findings import Finding, errors_of
from desktop.formats.provider.checking import INTEGRITY
from desktop.workflows.ports import Tools
from desktop.workflows.provider.audit_provider import audit_provider
from desktop.workflows.publication.check_file import check_file
from desktop.workflows.publication.validate_advisory import Validation

_KEY_LIMIT = 1024 * 1024


def validate(parsed: argparse.Namespace, program: Program) -> int:
    """Each file has an outcome of its own, and one that cannot be read stops no other."""
    outcomes: list[Exit] = []
    documents: list[dict[str, object]] = []
    with open_tools(parsed, program) as tools:
        keys = read_keys(tools, parsed.keys)
        for name in parsed.files:
            outcome, validation, failure = _validate_one(name, tools, keys)
            outcomes.append(outcome)
            documents.append(msgspec.to_builtins(validation) | {"failure": failure})
            if not parsed.json and failure is None:
                print_text(described(validation.file, validation.findings))
    if parsed.json:
        print_json(documents[0] if len(documents) == 1 else documents)
    return outcome_of(outcomes)


def read_keys(tools: Tools, paths: Iterable[Path]) -> list[bytes]:
    """The public keys in these files. Raises Unreadable, TooLarge, Malformed."""
    keys = [tools.files.read(path, limit=_KEY_LIMIT) for path in paths]
    for key in keys:
        tools.openpgp.read_keys(key)
    return keys


def outcome_for(findings: Sequence[Finding]) -> Exit:
    """5 where bytes are not those that were signed or hashed, 6 for other errors, else 0."""
    tests = {finding.test for finding in errors_of(findings)}
    if tests & INTEGRITY:
        return Exit.REFUSED
    return Exit.INVALID if tests else Exit.DONE


def described(name: str, findings: Sequence[Finding]) -> str:
    """A line for each finding, below the verdict."""
    lines = [f"  {f.test} {f.severity} {f.path}: {f.message}" for f in findings]
    return "\n".join([f"{name}: {'not valid' if errors_of(findings) else 'valid'}", *lines])


def _validate_one(
    name: str, tools: Tools, keys: Sequence[bytes]
) -> tuple[Exit, Validation, dict[str, str] | None]:
    shown = shown_path(name)
    try:
        found = _judge(Path(name), shown, tools, keys)
    except Failure as failure:
        say(f"embargo: {shown}: {failure}")
        words = {"code": failure.code, "message": failure.message, "advice": failure.advice}
        return failure.exit, Validation(shown, valid=False, findings=()), words
    return outcome_for(found.findings), found, None


def _judge(path: Path, shown: str, tools: Tools, keys: Sequence[bytes]) -> Validation:
    progress = ProgressBar()
    if path.is_dir():
        audit = audit_provider(tools, path, keys=keys, progress=progress)
        progress.finish()
        return Validation(shown, audit.valid, audit.findings, "csaf-provider", "2.0")
    return check_file(tools, path, shown, keys=keys, progress=progress)
