"""advisory show, export, approve, validate, compare."""

import argparse
from pathlib import Path

import msgspec

from desktop.cli.cases.case_verbs import case_id_of
from desktop.cli.intake.several_files import outcome_of
from desktop.cli.output import ProgressBar, print_json, print_text, say, shown_path
from desktop.cli.program import Program
from desktop.cli.session import open_desk, open_tools
from desktop.cli.stages.advisory_show_verb import show
from desktop.cli.stages.approve_verb import approve
from desktop.cli.stages.compare_verb import compare
from desktop.cli.stages.publisher_verb import publisher
from desktop.cli.stages.take_verb import take
from desktop.domain.failures import Exit, Failure, KeyMissing
from desktop.workflows.intake.choose_intake_key import intake_key
from desktop.workflows.ports import Desk, Tools
from desktop.workflows.publication.acknowledge import acknowledge
from desktop.workflows.publication.publish_advisory import Published, publish_advisory
from desktop.workflows.publication.reject_cve import reject_cve
from desktop.workflows.publication.validate_advisory import Validation, validate_advisory

_DOCUMENT_LIMIT = 32 * 1024 * 1024


def advisory(parsed: argparse.Namespace, program: Program) -> int:
    """Run one of the advisory acts."""
    acts = {
        "show": show,
        "export": _export,
        "approve": approve,
        "validate": _validate,
        "compare": compare,
        "thanks": _thanks,
        "publisher": publisher,
        "import": take,
        "reject-cve": _reject_cve,
    }
    return acts[parsed.advisory_act](parsed, program)


def _export(parsed: argparse.Namespace, program: Program) -> int:
    progress = ProgressBar()
    out = parsed.out.absolute()
    with open_desk(parsed, program) as desk:
        published = publish_advisory(
            desk,
            case_id_of(parsed.case),
            out,
            formats=tuple(parsed.formats),
            sign_with=_signer(parsed, desk),
            progress=progress,
        )
    return _tell_published(published, parsed, progress)


def _reject_cve(parsed: argparse.Namespace, program: Program) -> int:
    progress = ProgressBar()
    with open_desk(parsed, program) as desk:
        published = reject_cve(
            desk,
            case_id_of(parsed.case),
            parsed.out.absolute(),
            reason=parsed.reason,
            replaced_by=parsed.replaced_by,
            sign_with=_signer(parsed, desk),
            progress=progress,
        )
    return _tell_published(published, parsed, progress)


def _signer(parsed: argparse.Namespace, desk: Desk) -> str:
    signer: str = parsed.sign or intake_key(desk)
    if not signer:
        raise KeyMissing(
            "No key to sign with was named, and no intake key is chosen.",
            advice="`embargo key create` makes one, `embargo key choose` takes one that gpg has.",
        )
    return signer


def _tell_published(published: Published, parsed: argparse.Namespace, progress: ProgressBar) -> int:
    progress.finish()
    if parsed.json:
        files = [msgspec.structs.asdict(file) | {"path": shown_path(file.path)} for file in published.files]
        print_json(msgspec.structs.asdict(published) | {"files": files})
    else:
        for written in published.files:
            print_text(f"{written.sha256}  {shown_path(written.path)}")
    for warning in published.warnings:
        say(warning)
    return Exit.DONE


def _thanks(parsed: argparse.Namespace, program: Program) -> int:
    with open_desk(parsed, program, read_only=True) as desk:
        written = acknowledge(desk, parsed.policy, parsed.out.absolute())
    if parsed.json:
        print_json({"path": shown_path(parsed.out.absolute()), "sha256": written.sha256})
    else:
        print_text(f"{written.sha256}  {shown_path(parsed.out.absolute())}")
    return Exit.DONE


def _validate(parsed: argparse.Namespace, program: Program) -> int:
    """Each file has an outcome of its own, and one that cannot be read stops no other."""
    outcomes: list[Exit] = []
    documents: list[dict[str, object]] = []
    with open_tools(parsed, program) as tools:
        for name in parsed.files:
            outcome, validation, failure = _validate_one(name, tools)
            outcomes.append(outcome)
            documents.append(msgspec.to_builtins(validation) | {"failure": failure})
            if not parsed.json and failure is None:
                print_text(_describe(validation))
    if parsed.json:
        print_json(documents[0] if len(documents) == 1 else documents)
    return outcome_of(outcomes)


def _validate_one(name: str, tools: Tools) -> tuple[Exit, Validation, dict[str, str] | None]:
    shown = shown_path(name)
    try:
        validation = validate_advisory(shown, tools.files.read(Path(name), limit=_DOCUMENT_LIMIT))
    except Failure as failure:
        say(f"embargo: {shown}: {failure}")
        words = {"code": failure.code, "message": failure.message, "advice": failure.advice}
        return failure.exit, Validation(shown, valid=False, findings=()), words
    return Exit.DONE if validation.valid else Exit.INVALID, validation, None


def _describe(validation: Validation) -> str:
    findings = [f"  {f.test} {f.severity} {f.path}: {f.message}" for f in validation.findings]
    return "\n".join([f"{validation.file}: {'valid' if validation.valid else 'not valid'}", *findings])
