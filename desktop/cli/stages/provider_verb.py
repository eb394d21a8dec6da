"""provider: write, extend, finish or check a CSAF provider tree."""

import argparse

import msgspec

from desktop.cli.cases.case_verbs import case_id_of
from desktop.cli.output import ProgressBar, print_json, print_text, say, shown_path
from desktop.cli.program import Program
from desktop.cli.session import open_desk, open_tools
from desktop.cli.stages.validate_verb import described, outcome_for, read_keys
from desktop.domain.failures import KeyMissing, Usage
from desktop.formats.advisories.findings import errors_of
from desktop.workflows.intake.choose_intake_key import intake_key
from desktop.workflows.provider.audit_provider import audit_provider
from desktop.workflows.provider.extend_provider import extend_provider


def provider(parsed: argparse.Namespace, program: Program) -> int:
    """Check without a vault, or extend with one."""
    return _check(parsed, program) if parsed.check else _extend(parsed, program)


def _check(parsed: argparse.Namespace, program: Program) -> int:
    if parsed.cases:
        raise Usage("--check changes nothing, and --case would.", advice="Give one of the two.")
    shown, progress = shown_path(parsed.directory), ProgressBar()
    with open_tools(parsed, program) as tools:
        keys = read_keys(tools, parsed.keys)
        audit = audit_provider(tools, parsed.directory, keys=keys, progress=progress)
    progress.finish()
    if parsed.json:
        found = msgspec.to_builtins(audit)
        print_json(
            {"file": shown, "format": "csaf-provider", "version": "2.0", "valid": audit.valid, **found}
        )
    else:
        print_text(described(shown, audit.findings))
    return outcome_for(audit.findings)


def _extend(parsed: argparse.Namespace, program: Program) -> int:
    root, progress = parsed.directory.absolute(), ProgressBar()
    with open_desk(parsed, program) as desk:
        signer = parsed.sign or intake_key(desk)
        if parsed.cases and not signer:
            raise KeyMissing(
                "No key to sign with was named, and no intake key is chosen.",
                advice="`embargo key create` makes one, `embargo key choose` takes one that gpg has.",
            )
        extended = extend_provider(
            desk,
            root,
            tuple(map(case_id_of, parsed.cases)),
            sign_with=signer or "",
            base_url=parsed.base_url,
            progress=progress,
        )
    progress.finish()
    valid = not errors_of(extended.findings)
    if parsed.json:
        print_json({"file": shown_path(root), "valid": valid} | msgspec.to_builtins(extended))
    else:
        for file in extended.files:
            print_text(f"{file.sha256}  {file.place}")
        if extended.findings:
            print_text(described(shown_path(root), extended.findings))
    if extended.finished:
        say("A change that had been cut short was finished first.")
    for warning in extended.warnings:
        say(warning)
    return outcome_for(extended.findings)
