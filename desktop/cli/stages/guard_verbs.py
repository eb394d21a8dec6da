"""advisory accept-leak and watchwords, and label: what the gate guards, and what was no leak after all."""

import argparse
from collections.abc import Iterator

from desktop.cli.cases.case_verbs import case_id_of
from desktop.cli.output import print_json, print_text, say
from desktop.cli.program import Program
from desktop.cli.session import open_desk
from desktop.domain.events import LabelledItem
from desktop.domain.failures import Exit, Usage
from desktop.domain.inert import Untrusted
from desktop.workflows.publication.accept_leak import accept_leak
from desktop.workflows.publication.keep_watchwords import drop_watchword, keep_watchword, kept_watchwords
from desktop.workflows.publication.label_item import label_item, labels_of, lift_label
from desktop.workflows.publication.preview_advisory import AdvisoryPreview

_ITEMS: tuple[LabelledItem, ...] = ("file", "message", "note", "paragraph")


def leak_lines(preview: AdvisoryPreview) -> Iterator[str]:
    """What was found, by document and line; what a reason may let out has its id in front."""
    for leak in preview.leaks:
        place = f"{leak.format}, line {leak.line}" if leak.line else leak.format
        name = leak.id if leak.acceptable else " " * len(leak.id)
        yield f"  {name}  {place}: {leak.kind}, {Untrusted(leak.what).line}"


def accept(parsed: argparse.Namespace, program: Program) -> int:
    """Record that a finding is no leak. Raises Usage, RefusedByPolicy."""
    case_id = case_id_of(parsed.case)
    with open_desk(parsed, program) as desk:
        found = accept_leak(desk, case_id, parsed.leak, parsed.reason)
    if parsed.json:
        print_json({"case": case_id, "leak": found.id, "kind": found.kind, "format": found.format})
    say(f"In the {found.format} document, line {found.line}, this is no leak: any change asks again.")
    return Exit.DONE


def watchwords(parsed: argparse.Namespace, program: Program) -> int:
    """Keep, drop or list the names that no document may tell."""
    changes = bool(parsed.add or parsed.drop)
    with open_desk(parsed, program, read_only=not changes) as desk:
        if parsed.add:
            keep_watchword(desk, parsed.add, parsed.sort)
        if parsed.drop:
            drop_watchword(desk, parsed.drop)
        kept = kept_watchwords(desk)
    if parsed.json:
        print_json({"watchwords": kept})
        return Exit.DONE
    for one in kept:
        print_text(f"{one.sort:9}  {Untrusted(one.word).line}")
    if not kept:
        say("The vault keeps no names to itself yet: --add NAME, --sort host for one of a machine.")
    return Exit.DONE


def label(parsed: argparse.Namespace, program: Program) -> int:
    """Put on, lift or list the labels of a case."""
    case_id = case_id_of(parsed.case)
    with open_desk(parsed, program, read_only=parsed.label_act == "list") as desk:
        if parsed.label_act == "add":
            item, named = _meant(parsed)
            label_item(desk, case_id, item, named, parsed.reason)
        elif parsed.label_act == "lift":
            lift_label(desk, case_id, parsed.number)
        labels = labels_of(desk, case_id)
    if parsed.json:
        print_json({"case": case_id, "labels": labels})
        return Exit.DONE
    for one in labels:
        print_text(f"{one.number:2}  {one.item:9}  {one.which[:12]:12}  {Untrusted(one.reason).line}")
    if not labels:
        say("Nothing of this case is labelled as restricted.")
    return Exit.DONE


def _meant(parsed: argparse.Namespace) -> tuple[LabelledItem, str]:
    if parsed.case_:
        return "case", ""
    named = [(item, str(getattr(parsed, item))) for item in _ITEMS if getattr(parsed, item)]
    if not named:
        raise Usage("Say what is restricted.")
    return named[0]
