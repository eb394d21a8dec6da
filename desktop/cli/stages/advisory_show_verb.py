"""advisory show: the facts, the documents written from them, and what changed since the last export."""

import argparse
from typing import Any

import msgspec

from desktop.cli.cases.case_verbs import case_id_of
from desktop.cli.output import print_json, print_text, say
from desktop.cli.program import Program
from desktop.cli.session import open_desk
from desktop.cli.stages.advisory_text import facts_in_lines
from desktop.cli.stages.guard_verbs import leak_lines
from desktop.domain.digest import sha256
from desktop.domain.failures import Exit
from desktop.workflows.publication.compare_revisions import Changes
from desktop.workflows.publication.preview_advisory import AdvisoryPreview, preview_advisory
from desktop.workflows.publication.write_documents import Document


def show(parsed: argparse.Namespace, program: Program) -> int:
    """Without a format the facts alone; `--diff` shows the lines that readers will see changed."""
    with open_desk(parsed, program, read_only=True) as desk:
        preview = preview_advisory(desk, case_id_of(parsed.case), tuple(parsed.formats))
    if parsed.json:
        print_json(_as_json(parsed.case, preview))
        return Exit.DONE
    if not (parsed.formats or parsed.diff):
        print_text(facts_in_lines(preview.facts))
    if parsed.diff:
        _print_changes(preview)
    else:
        for document in preview.documents if parsed.formats else ():
            print_text(_text_of(document))
    for reason in preview.refusals:
        say(f"Not yet: {reason}")
    for line in leak_lines(preview):
        say(line)
    for remark in preview.remarks:
        say(remark)
    return Exit.DONE


def _print_changes(preview: AdvisoryPreview) -> None:
    if not preview.changes:
        print_text("No revision was exported yet: there is nothing to compare with.")
    for changes in preview.changes:
        print_text(f"{changes.format}, against revision {changes.revision}:")
        print_text("\n".join(changes.lines) or "No line differs.")
        if not changes.exact:
            say(f"{changes.format}: what left was written otherwise, by an earlier version of Embargo.")


def _as_json(case: str, preview: AdvisoryPreview) -> dict[str, Any]:
    return {
        "case": case,
        "leaks": preview.leaks,
        "refusals": preview.refusals,
        "remarks": preview.remarks,
        "facts": preview.facts,
        "fields": preview.fields,
        "documents": [_document(document) for document in preview.documents],
        "changes": [_changed(changes) for changes in preview.changes],
    }


def _document(document: Document) -> dict[str, Any]:
    return {
        "format": document.format,
        "file_name": document.file_name,
        "sha256": sha256(document.content),
        "text": _text_of(document),
        "findings": document.findings,
        "mistakes": document.mistakes,
    }


def _changed(changes: Changes) -> dict[str, Any]:
    return msgspec.structs.asdict(changes)


def _text_of(document: Document) -> str:
    """The document as people read it: of what is no text, the words on it."""
    try:
        return document.content.decode()
    except UnicodeDecodeError:
        return document.words
