"""advisory show, export, approve, validate, compare."""

import argparse

import msgspec

from desktop.cli.cases.case_verbs import case_id_of
from desktop.cli.output import ProgressBar, print_json, print_text, say, shown_path
from desktop.cli.program import Program
from desktop.cli.session import open_desk
from desktop.cli.stages.advisory_show_verb import show
from desktop.cli.stages.approve_verb import approve
from desktop.cli.stages.compare_verb import compare
from desktop.cli.stages.guard_verbs import accept, watchwords
from desktop.cli.stages.publisher_verb import publisher
from desktop.cli.stages.request_verb import answer, request
from desktop.cli.stages.take_verb import take
from desktop.cli.stages.validate_verb import validate
from desktop.domain.failures import Exit, KeyMissing
from desktop.workflows.intake.choose_intake_key import intake_key
from desktop.workflows.ports import Desk
from desktop.workflows.publication.acknowledge import acknowledge
from desktop.workflows.publication.publish_advisory import Published, publish_advisory
from desktop.workflows.publication.reject_cve import reject_cve


def advisory(parsed: argparse.Namespace, program: Program) -> int:
    """Run one of the advisory acts."""
    acts = {
        "show": show,
        "export": _export,
        "approve": approve,
        "request": request,
        "answer": answer,
        "validate": validate,
        "compare": compare,
        "thanks": _thanks,
        "accept-leak": accept,
        "watchwords": watchwords,
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
